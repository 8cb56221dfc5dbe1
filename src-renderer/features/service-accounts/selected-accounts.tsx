import type { ReactNode } from 'react';
import type { SelectionActionsProps } from '../../ui/table-page/table-page.tsx';
import { useSelectedRows } from '../../ui/table-page/use-selected-rows.ts';
import { AccountActions } from './account-actions.tsx';
import { accountTargetOf, countAccounts } from './account-target.ts';
import classes from './service-accounts.module.css';

/** Service accounts one act may take at once; the contract's limit. */
const most = 1000;

/** The actions on selected service accounts. */
export function SelectedAccounts(props: SelectionActionsProps): ReactNode {
  const selected = useSelectedRows(props.selection, props.source, props.total, most);
  switch (selected.state) {
    case 'too-many':
      return (
        <span className={classes.note}>
          Actions take at most 1,000 service accounts at a time. Narrow the filter.
        </span>
      );
    case 'collecting':
      return <span className={classes.note}>Collecting {countAccounts(selected.count)} …</span>;
    case 'failed':
      return (
        <span className={classes.note}>The service accounts could not be collected. Select them again.</span>
      );
    case 'rows':
      return (
        <AccountActions
          accounts={selected.rows.map(({ id, cells }) => accountTargetOf(id, cells))}
          onDone={props.onDone}
        />
      );
  }
}
