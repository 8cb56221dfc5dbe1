import type { ReactNode } from 'react';
import { useSlots } from '../../ui/slots.tsx';
import type { SelectionActionsProps } from '../../ui/table-page/table-page.tsx';
import { useSelectedRows } from '../../ui/table-page/use-selected-rows.ts';
import { counted, countText } from '../../../src-shared/words/count.ts';
import { targetsOf } from './user-columns.ts';
import classes from './users.module.css';

/** Users one act may take at once; the contract's limit. */
const most = 1000;

/** The actions on selected users. */
export function SelectedUsers(props: SelectionActionsProps): ReactNode {
  const { UserActions } = useSlots();
  const selected = useSelectedRows(props.selection, props.source, props.total, most);
  switch (selected.state) {
    case 'too-many':
      return (
        <span className={classes.note}>Actions take at most 1,000 users at a time. Narrow the filter.</span>
      );
    case 'collecting':
      return <span className={classes.note}>Collecting {counted(selected.count, 'user')} …</span>;
    case 'failed':
      return <span className={classes.note}>The users could not be collected. Select them again.</span>;
    case 'rows': {
      const users = targetsOf(selected.rows);
      const left = selected.rows.length - users.length;
      return (
        <>
          {left > 0 && (
            <span className={classes.note} title="Left out: e-mails that only rules name have no account">
              {countText(left)} without account
            </span>
          )}
          {users.length > 0 && <UserActions users={users} place="bar" onDone={props.onDone} />}
        </>
      );
    }
  }
}
