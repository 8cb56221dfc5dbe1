import type { ReactNode } from 'react';
import type { ReviewDecision, Reviewer, ReviewRow } from '../../../../src-shared/domain/review.ts';
import type { PartRow } from '../../../../src-shared/ipc/reviews-contract.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import { TierBadge } from '../../../ui/access/tier-mark.tsx';
import { SuspiciousText } from '../../../ui/text/suspicious-text.tsx';
import { Age } from '../../../ui/time/age.tsx';
import { decisionText } from '../../../../src-shared/words/decision-words.ts';
import { hintWords } from '../hint-words.ts';
import classes from './decide.module.css';

/** Lost permissions told before the rest is only counted. */
const few = 8;

const typeWords: Readonly<Record<string, string>> = {
  user: 'User',
  group: 'Group',
  'service-account': 'Service account',
};

/** One row as a whole: who, what, where, since when, what speaks against it, and what revoking would do. */
export function RowDetails(props: {
  readonly row: PartRow;
  /** Null while it is on its way. */
  readonly full: ReviewRow | null;
  readonly decision: ReviewDecision | null;
  readonly reviewers: readonly Reviewer[];
}): ReactNode {
  const { row, full, decision } = props;
  return (
    <>
      <header className={classes.head}>
        <h2>
          <SuspiciousText text={row.subject.name} />
        </h2>
        <p className={classes.dim}>
          {typeWords[row.subject.type] ?? row.subject.type}
          {row.subject.id !== row.subject.name && (
            <>
              {' · '}
              <SuspiciousText text={row.subject.id} />
            </>
          )}
        </p>
      </header>
      <dl className={classes.facts}>
        <dt>Role</dt>
        <dd>
          <SuspiciousText text={row.role} /> <TierBadge tier={row.tier} />
          {row.privileged && <span className={classes.privileged}>Privileged</span>}
        </dd>
        <dt>On</dt>
        <dd>
          <SuspiciousText text={full?.scope.path ?? row.scope} />
        </dd>
        <dt>Since</dt>
        <dd>
          {full !== null && (
            <>
              <Age at={full.grantedAt} absent="unknown" />
              {full.grantedBy !== null && (
                <span className={classes.dim}>
                  {' by '}
                  <SuspiciousText text={full.grantedBy} />
                </span>
              )}
            </>
          )}
        </dd>
        <dt>Last sign-in</dt>
        <dd>
          {full !== null && <Age at={full.lastSignIn} absent={full.signInKnown ? 'never' : 'unknown'} />}
        </dd>
        <dt>Decision</dt>
        <dd data-decided={decision !== null}>
          {decision === null ? 'Undecided' : decisionText(decision, props.reviewers)}
        </dd>
      </dl>
      {row.hints.length > 0 && (
        <section className={classes.part} aria-label="Worth a second look">
          <h3>Worth a second look</h3>
          <ul className={classes.hints}>
            {(full === null ? hintWords(row.hints) : full.hints.map(({ text }) => text)).map((hint) => (
              <li key={hint}>
                <SuspiciousText text={hint} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {full !== null && <Effect full={full} />}
    </>
  );
}

function Effect(props: { readonly full: ReviewRow }): ReactNode {
  const { effect } = props.full;
  const more = effect.lostCount - Math.min(few, effect.lost.length);
  return (
    <section className={classes.part} aria-label="If it is revoked">
      <h3>If it is revoked</h3>
      {effect.people !== null && <p>{counted(effect.people, 'person', 'people')} behind this group.</p>}
      {effect.lostCount === 0 ? (
        <p>Nothing is lost: other access rules give the same.</p>
      ) : (
        <>
          <p>{counted(effect.lostCount, 'permission')} would be gone:</p>
          <ul className={classes.lost}>
            {effect.lost.slice(0, few).map((permission) => (
              <li key={permission}>{permission}</li>
            ))}
            {more > 0 && <li className={classes.dim}>and {more} more</li>}
          </ul>
        </>
      )}
      {effect.keptCount > 0 && (
        <p>
          {counted(effect.keptCount, 'permission')} would stay, through{' '}
          {counted(effect.keptBy.length, 'other access rule')}.
        </p>
      )}
    </section>
  );
}

/** Rows with the same role on the same place, as one question. */
export function GroupDetails(props: {
  readonly group: readonly PartRow[];
  readonly open: number;
}): ReactNode {
  const { group } = props;
  const [first] = group;
  if (first === undefined) return null;
  const hinted = group.filter(({ hints }) => hints.length > 0);
  return (
    <>
      <header className={classes.head}>
        <h2>
          <SuspiciousText text={first.role} /> on <SuspiciousText text={first.scope} />
        </h2>
        <p className={classes.dim}>{counted(group.length, 'row')} with the same role on the same place</p>
      </header>
      <p>
        <TierBadge tier={first.tier} />
        {first.privileged && <span className={classes.privileged}>Privileged</span>}
      </p>
      <p className={classes.ask}>
        One decision here is for{' '}
        {props.open === 0
          ? `all ${counted(group.length, 'row')} again.`
          : `the ${counted(props.open, 'undecided row')} of it.`}{' '}
        Arrow right lists them one by one.
      </p>
      {hinted.length > 0 && (
        <section className={classes.part} aria-label="Worth a second look">
          <h3>Worth a second look: {counted(hinted.length, 'row')}</h3>
          <ul className={classes.hints}>
            {hinted.slice(0, few).map((row) => (
              <li key={row.id}>
                <SuspiciousText text={row.subject.name} />
                <span className={classes.dim}> {hintWords(row.hints)[0]}</span>
              </li>
            ))}
            {hinted.length > few && <li className={classes.dim}>and {hinted.length - few} more</li>}
          </ul>
        </section>
      )}
      <section className={classes.part} aria-label="Who">
        <h3>Who</h3>
        <ul className={classes.lost}>
          {group.slice(0, 12).map((row) => (
            <li key={row.id}>
              <SuspiciousText text={row.subject.name} />
            </li>
          ))}
          {group.length > 12 && <li className={classes.dim}>and {group.length - 12} more</li>}
        </ul>
      </section>
    </>
  );
}
