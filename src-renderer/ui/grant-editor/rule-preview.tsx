import type { ReactNode } from 'react';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import type { RulesPreview } from '../../../src-shared/ipc/rules-contract.ts';
import { scopeTypeWord } from './level-words.ts';
import { NarrowerOffer, type NarrowerStanding, narrowerWords } from './narrower-offer.tsx';
import { rulesToMake, type PlannedRule, type RuleStanding } from './planned-rules.ts';
import classes from './rule-preview.module.css';

/** A held rule that wider ones cover from then on. */
export type NarrowerHeld = RulesPreview['narrower'][number];

/** What is to become of held rules that wider ones cover. */
export interface NarrowerPlan {
  readonly rules: readonly NarrowerHeld[];
  readonly remove: boolean;
  readonly onRemove: (wanted: boolean) => void;
}

/** One line: a rule that would be made or not, or a held one that is covered from then on. */
type Line = Pick<PlannedRule, 'key' | 'roleName' | 'scopeName' | 'path'> & {
  readonly scopeType: string;
  readonly standing: RuleStanding | NarrowerStanding;
  readonly words: string;
  readonly why: string | undefined;
};

const standingWords: Readonly<Record<RuleStanding, (rule: PlannedRule) => string>> = {
  new: () => 'new',
  held: () => 'held already',
  repeated: () => 'chosen twice',
  covered: (rule) => `covered by ${rule.coveredBy ?? 'a wider one'}`,
};

const lineOf = (rule: PlannedRule): Line => ({
  ...rule,
  scopeType: rule.scope.type,
  words: standingWords[rule.standing](rule),
  why: undefined,
});

const narrowerLine = (rule: NarrowerHeld, standing: NarrowerStanding): Line => ({
  ...rule,
  key: `held ${rule.id}`,
  standing,
  words: narrowerWords[standing],
  why: `Covered by ${rule.coveredBy}`,
});

/** See {@link RulePreview}. */
export interface RulePreviewProps {
  readonly rules: readonly PlannedRule[];
  /** Why none will be made (`noRuleReason`); null when some will. */
  readonly why: string | null;
  /** Null where nobody holds anything yet. */
  readonly narrower: NarrowerPlan | null;
  readonly disabled: boolean;
}

/** Every access rule that Save will make, one line each, with what is superfluous pointed out (V36, V37). */
export function RulePreview(props: RulePreviewProps): ReactNode {
  const { narrower } = props;
  const made = rulesToMake(props.rules).length;
  const standing = narrower?.remove === true ? 'removed' : 'needless';
  const lines = [
    ...props.rules.map(lineOf),
    ...(narrower?.rules ?? []).map((rule) => narrowerLine(rule, standing)),
  ];
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
      {narrower !== null && (
        <NarrowerOffer
          count={narrower.rules.length}
          checked={narrower.remove}
          disabled={props.disabled}
          onChange={narrower.onRemove}
        />
      )}
      {lines.length > 0 && (
        <ul className={classes.rules}>
          {lines.map((rule) => (
            <li key={rule.key} className={classes.rule} data-standing={rule.standing}>
              <span className={classes.role}>
                <SuspiciousText text={rule.roleName} />
              </span>
              <span className={classes.scope}>
                {rule.scopeType === 'tenant' ? (
                  'All clusters'
                ) : (
                  <>
                    <span className={classes.type}>{scopeTypeWord(rule.scopeType)} </span>
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
              <span className={classes.standing} title={rule.why}>
                {rule.words}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
