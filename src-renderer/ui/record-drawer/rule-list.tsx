import type { ReactNode } from 'react';
import type { RuleRow } from '../../../src-shared/ipc/mirror-contract.ts';
import { TierMark } from '../access/tier-mark.tsx';
import type { Tier } from '../../../src-shared/access/role-tier.ts';
import { counted, countText } from '../../../src-shared/words/count.ts';
import { PendingSign } from '../pending/pending-mark.tsx';
import { useSlots } from '../slots.tsx';
import { SuspiciousText } from '../text/suspicious-text.tsx';
import { valueWords } from '../text/value-words.ts';
import { Age } from '../time/age.tsx';
import classes from './rule-list.module.css';

/**
 * What a rule's first line says: of a subject's rules the role, of a role's rules the subject, and of a scope's
 * rules the subject without repeating the scope.
 */
export type RuleFace = 'role' | 'subject' | 'subject-here';

/** Access rules as lines, direct ones first, then by the group they come through. */
export function RuleList(props: {
  rules: readonly RuleRow[];
  /** How many there are; more than the list holds when it was cut. */
  total: number;
  face: RuleFace;
  tierOf: (roleName: string) => Tier | null;
  emptyText: string;
}): ReactNode {
  const { RuleActions } = useSlots();
  if (props.rules.length === 0) return <p className={classes.empty}>{props.emptyText}</p>;
  const ways = [...new Set(props.rules.map((rule) => rule.via))].sort((a, b) =>
    a === 'direct' ? -1 : b === 'direct' ? 1 : a.localeCompare(b),
  );
  return (
    <div>
      {ways.map((via) => {
        const rules = props.rules.filter((rule) => rule.via === via);
        const split = ways.length > 1 || via !== 'direct';
        return (
          <section key={via} className={classes.way}>
            {split && (
              <h3 className={classes.via}>
                {via === 'direct' ? (
                  'Direct'
                ) : (
                  <>
                    Through group <SuspiciousText text={via} />
                  </>
                )}
                <span className={classes.count}>{countText(rules.length)}</span>
              </h3>
            )}
            <ul className={classes.list}>
              {rules.map((rule) => (
                <li
                  key={`${rule.id} ${rule.subjectId}`}
                  className={classes.rule}
                  data-mark={rule.pending ?? undefined}
                >
                  <div className={classes.first}>
                    {rule.pending !== null && <PendingSign mark={rule.pending} />}
                    {props.face === 'role' ? (
                      <>
                        <TierMark tier={props.tierOf(rule.roleName)} />
                        <span className={classes.what}>{rule.roleName}</span>
                      </>
                    ) : (
                      <span className={classes.what}>
                        <SuspiciousText text={rule.subjectId} />
                      </span>
                    )}
                    {rule.phase !== null && rule.phase !== 'Ready' && (
                      <span className={classes.phase}>{valueWords(rule.phase)}</span>
                    )}
                    {via === 'direct' && <RuleActions rules={[rule]} place="line" />}
                  </div>
                  <div className={classes.second}>
                    {props.face !== 'role' && (
                      <>
                        <span>{valueWords(rule.subjectType)}</span>
                        <span>
                          <TierMark tier={props.tierOf(rule.roleName)} />
                          {rule.roleName}
                        </span>
                      </>
                    )}
                    {props.face !== 'subject-here' && (
                      <span>
                        <span className={classes.scopeType}>{valueWords(rule.scopeType)}</span>{' '}
                        <SuspiciousText text={rule.scopeName} />
                        {rule.scopePath.length > 0 && (
                          <span className={classes.path}> in {rule.scopePath.join(' › ')}</span>
                        )}
                      </span>
                    )}
                  </div>
                  <div className={classes.third}>
                    {rule.createdBy === '' ? (
                      'author unknown'
                    ) : (
                      <>
                        by <SuspiciousText text={rule.createdBy} />
                      </>
                    )}
                    {rule.createdAt !== null && (
                      <>
                        {' · '}
                        <Age at={rule.createdAt} absent="unknown" />
                      </>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {props.total > props.rules.length && (
        <p className={classes.empty}>
          The first {countText(props.rules.length)} of {counted(props.total, 'rule')} are listed.
        </p>
      )}
    </div>
  );
}
