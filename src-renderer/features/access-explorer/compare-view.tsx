import { Button, SegmentedControl } from '@mantine/core';
import { Fragment, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import type { AccessSubjectRef } from '../../../src-shared/ipc/access-contract.ts';
import type { Comparison } from '../../../src-shared/ipc/access-why-contract.ts';
import { PrintHeading } from '../../ui/print/print-heading.tsx';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import type { AccessQuestion } from './access-search.ts';
import { compareLines } from './compare-lines.ts';
import type { SidesRow } from './compare-lines.ts';
import { GiveDialog } from './give-dialog.tsx';
import { SubjectName } from './subject-card.tsx';
import { CellLegend, PermissionCell } from '../../ui/access/permission-cell.tsx';
import { stateCells, stateLooks } from './state-cells.ts';
import sheet from '../../ui/access/sheet-table.module.css';
import frame from '../../ui/page/page.module.css';
import classes from './access.module.css';

/** Two subjects beside each other, and the way to give one what the other has. */
export function CompareView(props: {
  readonly question: AccessQuestion;
  readonly revision: number;
}): ReactNode {
  const { subject, other, scope, as } = props.question;
  const call = useCall(
    'access.compare',
    subject === null || other === null ? null : { left: subject, right: other, scope, as },
    props.revision,
  );
  const [show, setShow] = useState('differences');
  const [giving, setGiving] = useState<{ from: AccessSubjectRef; to: AccessSubjectRef } | null>(null);
  const comparison = call.data;
  const groups = useMemo(
    () =>
      comparison === null
        ? []
        : compareLines(comparison, { typed: '', onlyDifferences: show === 'differences' }),
    [comparison, show],
  );
  if (subject === null || other === null) {
    return (
      <EmptyState
        title="Choose two."
        text="What each can do beside the other, and what one needs to have what the other has."
      />
    );
  }
  if (call.status === 'failed') return <ErrorState error={call.error} onRetry={call.reload} />;
  if (comparison === null) return <p className={classes.waiting}>Working it out …</p>;
  const { left, right, toLeft, toRight } = comparison;
  return (
    <div className={classes.reading} data-print-sheet>
      <PrintHeading title={`${left.label} and ${right.label}`} />
      <div className={classes.gridBar} data-no-print>
        <SegmentedControl
          aria-label="What is shown"
          value={show}
          data={[
            { value: 'differences', label: 'Differences' },
            { value: 'all', label: 'Everything' },
          ]}
          onChange={setShow}
        />
        {toRight.length > 0 && (
          <Button
            variant="default"
            data-act="give-right"
            onClick={() => setGiving({ from: subject, to: other })}
          >
            Give {right.label} what {left.label} has…
          </Button>
        )}
        {toLeft.length > 0 && (
          <Button
            variant="default"
            data-act="give-left"
            onClick={() => setGiving({ from: other, to: subject })}
          >
            Give {left.label} what {right.label} has…
          </Button>
        )}
      </div>
      <p className={classes.answer} aria-live="polite" data-compare>
        {comparisonWords(comparison)}
      </p>
      <CellLegend cells={stateCells(comparison.place !== null)} more={['≠ and a line below: differs']} />
      {groups.length === 0 ? (
        <p className={frame.nothing}>
          {show === 'differences' ? 'They can do the same.' : 'Neither can do anything here.'}
        </p>
      ) : (
        <table className={`${sheet.table} ${classes.sides}`}>
          <thead>
            <tr>
              <th scope="col">Resource</th>
              <th scope="col">
                <SubjectName subject={left} />
              </th>
              <th scope="col">
                <SubjectName subject={right} />
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Fragment key={group.group}>
                <tr className={sheet.group}>
                  <th scope="rowgroup" colSpan={3}>
                    {group.label}
                  </th>
                </tr>
                {group.rows.map((row) => (
                  <Row key={row.resourceType} row={row} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      {giving !== null && (
        <GiveDialog from={giving.from} to={giving.to} as={as} onClose={() => setGiving(null)} />
      )}
    </div>
  );
}

function comparisonWords(comparison: Comparison): string {
  const differing = comparison.rows.filter((row) =>
    row.cells.some((cell) => cell.left !== cell.right),
  ).length;
  if (differing === 0) return 'They can do the same.';
  return `They differ on ${counted(differing, 'resource type')}.`;
}

function Row(props: { row: SidesRow }): ReactNode {
  const { row } = props;
  const side = (which: 'left' | 'right'): ReactNode => (
    <td>
      <span className={sheet.cells} aria-hidden="true">
        {row.cells.map((cell) => (
          <PermissionCell
            key={cell.action}
            letter={cell[which] === 'none' ? '' : cell.letter}
            look={stateLooks[cell[which]]}
            title={cell.words}
            differs={cell.differs}
          />
        ))}
      </span>
    </td>
  );
  return (
    <tr
      className={`${sheet.row} ${classes.sidesRow}`}
      data-type={row.resourceType}
      data-differs={row.differs}
    >
      <th scope="row" title={row.resourceType}>
        <span className={sheet.unequal} aria-hidden="true">
          {row.differs ? '≠' : ''}
        </span>
        <SuspiciousText text={row.label} />
        <span className="rb-hidden">
          {' '}
          {row.cells
            .filter(({ differs }) => differs)
            .map(({ words }) => words)
            .join('; ')}
        </span>
      </th>
      {side('left')}
      {side('right')}
    </tr>
  );
}
