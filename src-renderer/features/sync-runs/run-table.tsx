import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../../src-shared/ipc/changes-contract.ts';
import { bytesText, countText } from '../../ui/text/count.ts';
import { Age } from '../../ui/time/age.tsx';
import { runChangesText, runKindWords, runMilliseconds, runOutcomeWords, runTimeText } from './run-words.ts';
import classes from './sync-runs.module.css';

/** The runs as a table, newest first: the twin of the bars. */
export function RunTable(props: { runs: readonly TimelineEntry[]; marked: number | null }): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label="Runs">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Outcome</th>
            <th scope="col" data-number>
              Duration
            </th>
            <th scope="col" data-number>
              Requests
            </th>
            <th scope="col" data-number>
              Bytes
            </th>
            <th scope="col" data-number>
              Changes
            </th>
            <th scope="col">Error</th>
          </tr>
        </thead>
        <tbody>
          {props.runs.map(({ kind, run }, index) => (
            <tr key={`${run.startedAt} ${kind}`} data-marked={props.marked === index || undefined}>
              <td>
                <Age at={run.endedAt} absent="unknown" />
              </td>
              <td data-run={kind}>
                <span className={classes.swatch} aria-hidden="true" /> {runKindWords(kind)}
              </td>
              <td data-outcome={run.outcome}>{runOutcomeWords(run.outcome)}</td>
              <td data-number>{runTimeText(runMilliseconds(run))}</td>
              <td data-number>{countText(run.requests)}</td>
              <td data-number>{bytesText(run.bytes)}</td>
              <td data-number>{runChangesText(run)}</td>
              <td className={classes.error} title={run.error?.message}>
                {run.error?.message ?? ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
