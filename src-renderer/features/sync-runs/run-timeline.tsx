import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import type { TimelineEntry } from '../../../src-shared/ipc/changes-contract.ts';
import { useNow } from '../../ui/time/now.tsx';
import { relativeTime } from '../../ui/time/relative-time.ts';
import { measureText, runBars, runKindWords, runMeasures, runOutcomeWords } from './run-words.ts';
import type { RunMeasure } from './run-words.ts';
import classes from './sync-runs.module.css';

/**
 * The last runs as bars, oldest at the left. For those who see; the table below says the same, row by row, so the bars
 * are hidden from screen readers.
 */
export function RunTimeline(props: {
  runs: readonly TimelineEntry[];
  marked: number | null;
  /** Index in `runs`; null when the pointer leaves. */
  onMark: (index: number | null) => void;
}): ReactNode {
  const now = useNow();
  const [measure, setMeasure] = useState<RunMeasure>('time');
  const { bars, largest } = runBars(props.runs, measure);
  return (
    <section className={classes.timeline} aria-label="Timeline">
      <div className={classes.measures}>
        <SegmentedControl
          aria-label="What the bars show"
          value={measure}
          data={runMeasures.map(({ id, label }) => ({ value: id, label }))}
          onChange={(value) => setMeasure(runMeasures.find(({ id }) => id === value)?.id ?? 'time')}
        />
        <ul className={classes.legend} aria-label="Legend">
          {(['pull', 'delta', 'push'] as const).map((kind) => (
            <li key={kind} data-run={kind}>
              <span className={classes.swatch} />
              {runKindWords(kind)}
            </li>
          ))}
          <li data-run="failed">
            <span className={classes.cross}>×</span>
            Did not succeed
          </li>
        </ul>
        <span className={classes.largest}>Highest: {measureText(largest, measure)}</span>
      </div>
      <div className={classes.bars} aria-hidden="true" onPointerLeave={() => props.onMark(null)}>
        {bars.map(({ entry, value, share }, position) => {
          const index = bars.length - 1 - position;
          const failed = entry.run.outcome === 'failed' || entry.run.outcome === 'held';
          return (
            <div
              key={`${entry.run.startedAt} ${entry.kind}`}
              className={classes.slot}
              data-marked={props.marked === index || undefined}
              title={`${runKindWords(entry.kind)}, ${relativeTime(Date.parse(entry.run.endedAt), now)}: ${measureText(value, measure)}. ${runOutcomeWords(entry.run.outcome)}.`}
              onPointerEnter={() => props.onMark(index)}
            >
              {failed && <span className={classes.cross}>×</span>}
              <span
                className={classes.bar}
                data-run={entry.kind}
                style={{ '--share': share } as CSSProperties}
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}
