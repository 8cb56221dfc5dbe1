import type { ReactNode } from 'react';
import type { UpgradeView } from '../../../../src-shared/ipc/roles-contract.ts';
import { countText, counted } from '../../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../../ui/text/suspicious-text.tsx';
import { upgradeRows, upgradeSummary } from './upgrade-rows.ts';
import type { UpgradeRow } from './upgrade-rows.ts';
import frame from '../../../ui/page/page.module.css';
import classes from './upgrade.module.css';

const effectWords = { loses: 'Loses', gains: 'Gains', changes: 'Changes' } as const;

/** Holders that are named at once; the others unfold. */
const namedAtOnce = 8;

/** What an upgrade does to each role, and who holds it. */
export function UpgradeList(props: { readonly view: UpgradeView }): ReactNode {
  const { view } = props;
  return (
    <>
      <p className={frame.lead} aria-live="polite" data-upgrade-summary>
        {upgradeSummary(view)}
      </p>
      <p className={frame.dim}>
        As far as the vendor tells. Holders are those whom an access rule names; members of a group are not
        counted one by one.
      </p>
      <ul className={`${frame.cards} ${classes.list}`} aria-label={`Roles from ${view.from} to ${view.to}`}>
        {upgradeRows(view).map((row) => (
          <li key={row.role} data-upgraded={row.role} data-effect={row.effect}>
            <h2 className={classes.role}>
              <span className={classes.tag} data-effect={row.effect}>
                {effectWords[row.effect]}
              </span>
              {row.title}
            </h2>
            <Told label="Gains" lines={row.gains} />
            <Told label="Loses" lines={row.losses} />
            {row.notes.map((note) => (
              <p key={note} className={classes.note}>
                {note}
              </p>
            ))}
            <Holders holders={row.holders} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Told(props: { label: string; lines: readonly string[] }): ReactNode {
  if (props.lines.length === 0) return null;
  return (
    <div className={classes.told}>
      <span className={frame.dim}>{props.label}</span>
      <ul aria-label={props.label}>
        {props.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Holders(props: { holders: UpgradeRow['holders'] }): ReactNode {
  const { total, names } = props.holders;
  if (total === 0) return <p className={frame.dim}>Nobody holds it here.</p>;
  const [first, others] = [names.slice(0, namedAtOnce), names.slice(namedAtOnce)];
  return (
    <div className={classes.told} data-holders={total}>
      <span className={frame.dim}>{counted(total, 'holder')}</span>
      <div className={classes.names}>
        <Names names={first} />
        {total > first.length && (
          <details>
            <summary>{countText(total - first.length)} more</summary>
            <Names names={others} />
            {total > names.length && (
              <p className={frame.dim}>The first {countText(names.length)} are named.</p>
            )}
          </details>
        )}
      </div>
    </div>
  );
}

function Names(props: { names: readonly string[] }): ReactNode {
  return (
    <ul>
      {props.names.map((name) => (
        <li key={name}>
          <SuspiciousText text={name} />
        </li>
      ))}
    </ul>
  );
}
