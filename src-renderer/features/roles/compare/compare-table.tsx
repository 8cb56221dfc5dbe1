import { ActionIcon } from '@mantine/core';
import { IconArrowBarToLeft, IconX } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { RoleComparisonView } from '../../../../src-shared/ipc/roles-contract.ts';
import { CellLegend, PermissionCell } from '../../../ui/access/permission-cell.tsx';
import type { RowGroup } from '../../../ui/access/permission-rows.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import { WideSheet } from '../../../ui/print/wide-sheet.tsx';
import { SuspiciousText } from '../../../ui/text/suspicious-text.tsx';
import { cellWords } from './compare-rows.ts';
import type { CompareCell, CompareRow } from './compare-rows.ts';
import sheet from '../../../ui/access/sheet-table.module.css';
import frame from '../../../ui/page/page.module.css';
import classes from './compare.module.css';

/** See {@link CompareTable}. */
export interface CompareTableProps {
  readonly comparison: RoleComparisonView;
  readonly groups: readonly RowGroup<CompareRow>[];
  /** Makes a role the one that others are held against. */
  readonly onFirst: (id: number) => void;
  readonly onRemove: (id: number) => void;
  /** Also what is the same everywhere is shown, so that differences stand out in bold. */
  readonly all: boolean;
  /** Said where no row is left. */
  readonly nothing: string;
}

/** The comparison as a table, with what each pair comes to above it and the legend always there. */
export function CompareTable(props: CompareTableProps): ReactNode {
  const { comparison, groups } = props;
  const { roles } = comparison;
  const first = roles[0]?.name ?? '';
  const withFirst = comparison.pairs.filter(
    ({ left, right }) => left === roles[0]?.id || right === roles[0]?.id,
  );
  const others = comparison.redundant.filter(
    ({ roleId, besideId }) => roleId !== roles[0]?.id && besideId !== roles[0]?.id,
  );
  return (
    <>
      <ul className={classes.words} aria-label="How they stand to each other" data-pairs>
        {withFirst.map((pair) => (
          <li key={`${pair.left} ${pair.right}`} data-relation={pair.relation}>
            {pair.words}
          </li>
        ))}
        {others.map((each) => (
          <li key={`${each.roleId} beside ${each.besideId}`} data-relation="redundant">
            {each.same ? `${each.roleName} and ${each.besideName} give the same.` : `${each.words}.`}
          </li>
        ))}
      </ul>
      <CellLegend
        cells={[
          { look: 'full', words: 'granted' },
          { look: 'none', words: 'not granted' },
          { look: 'full', sign: '+', words: `granted, and not in ${first}` },
          { look: 'open', sign: '−', words: `missing, but in ${first}` },
        ]}
        more={['≠ differs']}
      />
      {groups.length === 0 ? (
        <p className={frame.nothing}>{props.nothing}</p>
      ) : (
        <div className={`${frame.sheet} ${classes.scroll}`}>
          <WideSheet
            columns={roles.length}
            repeated={1}
            what="roles"
            renderTable={(columns) => <Table {...props} columns={columns} first={first} />}
          />
        </div>
      )}
    </>
  );
}

/** One block of the comparison: the roles at the given positions. */
function Table(
  props: CompareTableProps & { readonly columns: readonly number[]; readonly first: string },
): ReactNode {
  const { groups, first } = props;
  const firstId = props.comparison.roles[0]?.id;
  const roles = props.columns.flatMap((index) => props.comparison.roles[index] ?? []);
  return (
    <table className={`${sheet.table} ${classes.table}`} data-all={props.all}>
      <thead>
        <tr>
          <th scope="col" className={classes.corner}>
            Resource
          </th>
          {roles.map((role) => (
            <th key={role.id} scope="col" className={classes.role} data-first={role.id === firstId}>
              <span className={classes.roleName}>
                <SuspiciousText text={role.name} />
              </span>
              <span className={classes.roleFoot}>
                <span className={classes.permissions}>{counted(role.permissions, 'permission')}</span>
                <span data-no-print>
                  {role.id !== firstId && (
                    <ActionIcon
                      size={20}
                      aria-label={`Hold the others against ${role.name}`}
                      title={`Hold the others against ${role.name}`}
                      onClick={() => props.onFirst(role.id)}
                    >
                      <IconArrowBarToLeft size={14} />
                    </ActionIcon>
                  )}
                  <ActionIcon
                    size={20}
                    aria-label={`Take ${role.name} away`}
                    title={`Take ${role.name} away`}
                    onClick={() => props.onRemove(role.id)}
                  >
                    <IconX size={14} />
                  </ActionIcon>
                </span>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Fragment key={group.group}>
            <tr className={sheet.group}>
              <th scope="rowgroup" colSpan={roles.length + 1}>
                {group.label}
              </th>
            </tr>
            {group.rows.map((row) => (
              <Row key={row.resourceType} row={row} first={first} columns={props.columns} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function Row(props: { row: CompareRow; first: string; columns: readonly number[] }): ReactNode {
  const { row, first, columns } = props;
  return (
    <tr className={`${sheet.row} ${classes.row}`} data-differs={row.differs} data-type={row.resourceType}>
      <th scope="row" title={row.resourceType}>
        <span className={sheet.unequal} aria-hidden="true">
          {row.differs ? '≠' : ''}
        </span>
        {row.label}
        {row.differs && <span className="rb-hidden"> (differs)</span>}
      </th>
      {columns.map((index) => (
        <td key={index} data-first={index === 0}>
          <Cells of={row.roles[index]} first={first} />
        </td>
      ))}
    </tr>
  );
}

function Cells(props: { of: CompareRow['roles'][number] | undefined; first: string }): ReactNode {
  const { of, first } = props;
  if (of === undefined) return null;
  return (
    <span className={sheet.cells}>
      <span className="rb-hidden">{of.cells.map((cell) => cellWords(cell, first)).join('; ')}</span>
      {of.cells.map((cell) => (
        <Cell key={cell.action} cell={cell} first={first} />
      ))}
      {of.more.length > 0 && <span className={classes.more}>+{of.more.join(', ')}</span>}
    </span>
  );
}

function Cell(props: { cell: CompareCell; first: string }): ReactNode {
  const { cell } = props;
  const less = cell.mark === 'less';
  return (
    <PermissionCell
      look={cell.granted ? 'full' : less ? 'open' : 'none'}
      letter={cell.granted || less ? cell.letter : ''}
      sign={cell.mark === 'same' ? null : less ? '−' : '+'}
      title={cellWords(cell, props.first)}
    />
  );
}
