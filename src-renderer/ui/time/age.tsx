import type { ReactNode } from 'react';
import { useNow } from './now.tsx';
import { momentWords, relativeTime, timeAhead } from './relative-time.ts';
import classes from './age.module.css';

/** What a missing time means. `never` is a fact, `unknown` is the lack of one. */
export type Absence = 'never' | 'unknown';

/** A moment as its distance from now, with UTC and local time on hover; `zone` adds the time where it was done. */
export function Age(props: { at: string | null; absent: Absence; zone?: string | null }): ReactNode {
  const now = useNow();
  return <AgeText {...props} now={now} />;
}

/** A moment that is still to come, said like {@link Age}. */
export function TimeAhead(props: { at: string }): ReactNode {
  const now = useNow();
  const at = Date.parse(props.at);
  return (
    <time dateTime={props.at} title={momentWords(at)}>
      {timeAhead(at, now)}
    </time>
  );
}

/** An age without reading the context, for table cells. */
export function AgeText(props: {
  at: string | null;
  absent: Absence;
  now: number;
  zone?: string | null;
}): ReactNode {
  const at = props.at === null ? Number.NaN : Date.parse(props.at);
  if (Number.isNaN(at)) {
    return props.absent === 'never' ? (
      <span className={classes.never}>Never</span>
    ) : (
      <span className={classes.unknown} title="Unknown: the tenant does not say">
        –
      </span>
    );
  }
  return (
    <time dateTime={props.at ?? ''} title={momentWords(at, props.zone)}>
      {relativeTime(at, props.now)}
    </time>
  );
}
