import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { RoleMatrixView } from '../../../../src-shared/ipc/roles-contract.ts';
import { PermissionCell } from '../../../ui/access/permission-cell.tsx';
import { shownActions } from '../../../ui/access/permission-rows.ts';
import type { RowGroup } from '../../../ui/access/permission-rows.ts';
import type { MatrixCellView, MatrixRowView } from './matrix-rows.ts';
import sheet from '../../../ui/access/sheet-table.module.css';
import classes from './matrix.module.css';

/** Entities down, and of the roles those at the given positions across. */
export function MatrixTable(props: {
  readonly matrix: RoleMatrixView;
  readonly groups: readonly RowGroup<MatrixRowView>[];
  readonly columns: readonly number[];
}): ReactNode {
  const { matrix } = props;
  const roles = props.columns.flatMap((index) => matrix.roles[index] ?? []);
  return (
    <table className={`${sheet.table} ${classes.table}`}>
      <thead>
        <tr>
          <th scope="col">Entity</th>
          {roles.map((role) => (
            <th
              key={role.id}
              scope="col"
              title={role.column === role.name ? undefined : `Printed: ${role.column}`}
            >
              {matrix.source === 'tenant' ? (
                <Link to="/roles" search={{ open: role.id }}>
                  {role.name}
                </Link>
              ) : (
                role.name
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.groups.map((group) => (
          <Fragment key={group.group}>
            <tr className={sheet.group}>
              <th scope="rowgroup" colSpan={roles.length + 1}>
                {group.label}
              </th>
            </tr>
            {group.rows.map((row) => (
              <tr key={row.id} className={`${sheet.row} ${classes.row}`} data-entity={row.id}>
                <th scope="row">
                  {row.name}
                  <Notes ids={row.notes} />
                </th>
                {props.columns
                  .flatMap((index) => row.cells[index] ?? [])
                  .map((cell) => (
                    <td key={cell.role} title={cell.words}>
                      <Cell cell={cell} />
                    </td>
                  ))}
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function Cell(props: { cell: MatrixCellView }): ReactNode {
  const { cell } = props;
  return (
    <>
      <span className="rb-hidden">{cell.words}</span>
      <span className={`${sheet.cells} ${classes.cells}`} aria-hidden="true">
        {cell.granted.every((granted) => !granted) && cell.more.length === 0 ? (
          <span className={classes.none}>–</span>
        ) : (
          shownActions.map(({ letter }, index) => (
            <PermissionCell
              key={letter}
              look={cell.granted[index] === true ? 'full' : 'none'}
              letter={cell.granted[index] === true ? letter : ''}
            />
          ))
        )}
        {cell.more.length > 0 && <span className={classes.scope}>+{cell.more.join(', ')}</span>}
        <Notes ids={cell.notes} />
      </span>
      {cell.scopeNote !== null && (
        <span className={classes.scope} aria-hidden="true">
          {cell.scopeNote}
        </span>
      )}
    </>
  );
}

function Notes(props: { ids: readonly string[] }): ReactNode {
  if (props.ids.length === 0) return null;
  return <sup className={classes.sup}>{props.ids.join(' ')}</sup>;
}
