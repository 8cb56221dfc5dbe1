import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../../src-shared/ipc/changes-contract.ts';
import { PlainTable, cutCell } from '../../ui/plain-table/plain-table.tsx';
import type { PlainColumn } from '../../ui/plain-table/plain-table.tsx';
import { bytesText, countText } from '../../../src-shared/words/count.ts';
import { Age } from '../../ui/time/age.tsx';
import { runChangesText, runKindWords, runMilliseconds, runOutcomeWords, runTimeText } from './run-words.ts';
import classes from './sync-runs.module.css';

const columns: readonly PlainColumn[] = [
  { label: 'When' },
  { label: 'What' },
  { label: 'Outcome' },
  { label: 'Duration', number: true },
  { label: 'Requests', number: true },
  { label: 'Bytes', number: true },
  { label: 'Changes', number: true },
  { label: 'Error' },
];

/** The runs as a table, newest first: the twin of the bars. */
export function RunTable(props: { runs: readonly TimelineEntry[]; marked: number | null }): ReactNode {
  return (
    <PlainTable label="Runs" columns={columns}>
      {props.runs.map(({ kind, run }, index) => (
        <tr key={`${run.startedAt} ${kind}`} data-marked={props.marked === index || undefined}>
          <td>
            <Age at={run.endedAt} absent="unknown" />
          </td>
          <td data-run={kind}>
            <span className={classes.swatch} aria-hidden="true" /> {runKindWords(kind)}
          </td>
          <td className={classes.outcome} data-outcome={run.outcome}>
            {runOutcomeWords(run.outcome)}
          </td>
          <td data-number>{runTimeText(runMilliseconds(run))}</td>
          <td data-number>{countText(run.requests)}</td>
          <td data-number>{bytesText(run.bytes)}</td>
          <td data-number>{runChangesText(run)}</td>
          <td className={cutCell} title={run.error?.message}>
            {run.error?.message ?? ''}
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
