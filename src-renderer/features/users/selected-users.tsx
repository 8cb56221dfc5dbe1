import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { GridRow } from '../../ui/data-grid/grid-row.ts';
import { selectedCount } from '../../ui/data-grid/selection.ts';
import type { Selection } from '../../ui/data-grid/selection.ts';
import { useSlots } from '../../ui/slots.tsx';
import type { SelectionActionsProps } from '../../ui/table-page/table-page.tsx';
import { counted, countText } from '../../ui/text/count.ts';
import { targetsOf } from './user-columns.ts';
import classes from './users.module.css';

/** Users one act may take at once; the contract's limit. */
const most = 1000;

/** The actions on selected users. "All matching" is collected first, so that an act names every user it hits. */
export function SelectedUsers(props: SelectionActionsProps): ReactNode {
  const { selection, source, total } = props;
  const { UserActions } = useSlots();
  const count = selectedCount(selection, total);
  const [collected, setCollected] = useState<{ of: Selection; rows: readonly GridRow[] | null } | null>(null);

  useEffect(() => {
    if (selection.kind === 'rows' || count > most) return undefined;
    let wanted = true;
    const collect = async (): Promise<void> => {
      const outcome = await source.rowsBetween(0, total);
      if (wanted) setCollected({ of: selection, rows: outcome.ok ? outcome.data : null });
    };
    void collect();
    return () => {
      wanted = false;
    };
  }, [selection, source, total, count]);

  if (count > most) {
    return (
      <span className={classes.note}>Actions take at most 1,000 users at a time. Narrow the filter.</span>
    );
  }
  if (selection.kind === 'matching') {
    if (collected === null || collected.of !== selection) {
      return <span className={classes.note}>Collecting {counted(count, 'user')} …</span>;
    }
    if (collected.rows === null) {
      return <span className={classes.note}>The users could not be collected. Select them again.</span>;
    }
  }
  const rows =
    selection.kind === 'rows'
      ? [...selection.rows.values()]
      : (collected?.rows ?? []).filter((row) => !selection.except.has(row.id));
  const users = targetsOf(rows);
  const left = rows.length - users.length;
  return (
    <>
      {left > 0 && (
        <span className={classes.note} title="Left out: pre-authorised e-mails have no account yet">
          {countText(left)} without account
        </span>
      )}
      {users.length > 0 && <UserActions users={users} place="bar" onDone={props.onDone} />}
    </>
  );
}
