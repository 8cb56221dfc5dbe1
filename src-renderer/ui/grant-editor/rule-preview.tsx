import type { ReactNode } from 'react';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { scopeTypeWord } from './level-words.ts';
import { rulesToMake, type PlannedRule, type RuleStanding } from './planned-rules.ts';
import classes from './rule-preview.module.css';

const standingWords: Readonly<Record<RuleStanding, (rule: PlannedRule) => string>> = {
  new: () => 'new',
  held: () => 'held already',
  repeated: () => 'chosen twice',
  covered: (rule) => `covered by ${rule.coveredBy ?? 'a wider one'}`,
};

/** See {@link RulePreview}. */
export interface RulePreviewProps {
  readonly rules: readonly PlannedRule[];
  /** Why none will be made (`noRuleReason`); null when some will. */
  readonly why: string | null;
}

/** Every access rule that Save will make, one line each, with what is superfluous pointed out (V36, V37). */
export function RulePreview(props: RulePreviewProps): ReactNode {
  const made = rulesToMake(props.rules).length;
  return (
    <section className={classes.preview} aria-label="Access rules that will be made">
      <h3 aria-live="polite">
        {made === 0
          ? 'No access rule will be made'
          : made === 1
            ? '1 access rule will be made'
            : `${made.toLocaleString('en-US')} access rules will be made`}
      </h3>
      {props.why !== null && <p className={classes.why}>{props.why}</p>}
      {props.rules.length > 0 && (
        <ul className={classes.rules}>
          {props.rules.map((rule) => (
            <li key={rule.key} className={classes.rule} data-standing={rule.standing}>
              <span className={classes.role}>
                <SuspiciousText text={rule.roleName} />
              </span>
              <span className={classes.scope}>
                {rule.scope.type === 'tenant' ? (
                  'All clusters'
                ) : (
                  <>
                    <span className={classes.type}>{scopeTypeWord(rule.scope.type)} </span>
                    <SuspiciousText text={rule.scopeName} />
                    {rule.path.length > 1 && (
                      <span className={classes.path}>
                        {' in '}
                        <SuspiciousText text={rule.path.slice(1).join(' / ')} />
                      </span>
                    )}
                  </>
                )}
              </span>
              <span className={classes.standing}>{standingWords[rule.standing](rule)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
