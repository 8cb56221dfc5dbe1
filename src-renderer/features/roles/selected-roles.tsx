import type { ReactNode } from 'react';
import { useRoles } from '../../stores/stores-context.tsx';
import type { SelectionActionsProps } from '../../ui/table-page/table-page.tsx';
import { useSelectedRows } from '../../ui/table-page/use-selected-rows.ts';
import { RoleActions } from './role-actions.tsx';
import { rolesOfIds } from './role-target.ts';
import classes from './roles.module.css';

/** Roles one act may take at once; the contract's limit. */
const most = 1000;

/** The actions on selected roles. */
export function SelectedRoles(props: SelectionActionsProps): ReactNode {
  const roles = useRoles((store) => store.list);
  const selected = useSelectedRows(props.selection, props.source, props.total, most);
  switch (selected.state) {
    case 'too-many':
      return <span className={classes.note}>Actions take at most 1,000 roles at a time.</span>;
    case 'collecting':
      return <span className={classes.note}>Collecting the roles …</span>;
    case 'failed':
      return <span className={classes.note}>The roles could not be collected. Select them again.</span>;
    case 'rows':
      return (
        <RoleActions
          roles={rolesOfIds(
            selected.rows.map(({ id }) => id),
            roles,
          )}
          place="bar"
          onDone={props.onDone}
        />
      );
  }
}
