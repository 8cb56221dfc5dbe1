import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FactProgress, SyncProgress } from '../../../src-shared/domain/sync-state.ts';
import { bytesText, countText } from '../../../src-shared/words/count.ts';
import { durationText } from '../../ui/time/relative-time.ts';
import { factWords, percentOf } from './sync-words.ts';
import classes from './sync.module.css';

const phases: Readonly<Record<SyncProgress['phase'], string>> = {
  pulling: 'Reading from the tenant',
  indexing: 'Building the index',
  finishing: 'Finishing',
};

/** A running pull: bar, rate, time left, and the count of each kind of fact. */
export function SyncProgressView(props: { progress: SyncProgress }): ReactNode {
  const { progress } = props;
  const percent = percentOf(progress);
  return (
    <div>
      <Progress
        value={percent ?? 100}
        animated={percent === null}
        size={6}
        aria-label="Sync progress"
        transitionDuration={120}
      />
      <p className={classes.line}>
        <span>
          {phases[progress.phase]}
          {percent !== null && ` · ${percent} %`}
        </span>
        <span>
          {countText(Math.round(progress.rowsPerSecond))} rows/s
          {progress.secondsLeft !== null && ` · ${durationText(progress.secondsLeft)} left`}
        </span>
      </p>
      <ul className={classes.facts}>
        {progress.facts.map((fact) => (
          <li key={fact.kind} data-state={fact.state}>
            <span className={classes.factMark} aria-hidden="true" />
            <span className={classes.factName}>{factWords(fact.kind)}</span>
            <span className={classes.factCount}>{factCount(fact)}</span>
          </li>
        ))}
      </ul>
      <p className={classes.small}>
        {countText(progress.rows)} rows · {countText(progress.requests)} requests ·{' '}
        {bytesText(progress.bytes)}
      </p>
    </div>
  );
}

function factCount(fact: FactProgress): string {
  if (fact.state === 'waiting') return 'waiting';
  if (fact.state === 'skipped' || fact.state === 'failed') return fact.note ?? fact.state;
  if (fact.expected === null || fact.state === 'done') return countText(fact.done);
  return `${countText(fact.done)} of ${countText(fact.expected)}`;
}
