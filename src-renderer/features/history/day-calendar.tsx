import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { HistoryMoment } from '../../../src-shared/domain/history.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { type CalendarDay, calendarWeeks } from './calendar-days.ts';
import classes from './history.module.css';

const weeksShown = 18;
const week = 7 * 24 * 60 * 60 * 1000;
const dayNames = ['Mon', '', 'Wed', '', 'Fri', '', 'Sun'];
const dayText = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const monthText = new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' });

const stateText: Readonly<Record<CalendarDay['state'], string>> = {
  changed: '',
  quiet: 'nothing changed',
  unseen: 'nobody looked',
  outside: 'not known',
};

const wordsOf = ({ at, state, changes }: CalendarDay): string =>
  `${dayText.format(at)}: ${state === 'changed' ? counted(changes, 'change') : stateText[state]}`;

/** Steps through the days by key: a column is a week. */
const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };

/**
 * The days of some months, each as much coloured as it changed; days without a look are hatched. A day with changes can be
 * chosen: its last moment is then the one that is looked at.
 */
export function DayCalendar(props: {
  moments: readonly HistoryMoment[];
  /** Places in the list. */
  from: number;
  to: number;
  onChoose: (place: number) => void;
}): ReactNode {
  const { moments, from, to } = props;
  const [back, setBack] = useState(0);
  const end = (moments.at(-1)?.until ?? 0) - back * weeksShown * week;
  const weeks = useMemo(() => calendarWeeks(moments, end, weeksShown), [moments, end]);
  const days = weeks.flat();
  const chosen = days.findLastIndex(({ moment }) => moment !== null && moment <= to);
  const [focused, setFocused] = useState<number | null>(null);
  const reached = focused ?? Math.max(chosen, 0);
  const grid = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(days.length - 1, Math.max(0, reached + step));
    setFocused(next);
    grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };

  return (
    <section className={classes.calendar} aria-label="Calendar">
      <div className={classes.calendarSide}>
        <ActionIcon variant="subtle" aria-label="Earlier" onClick={() => setBack(back + 1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          aria-label="Later"
          disabled={back === 0}
          onClick={() => setBack(back - 1)}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <div className={classes.dayNames} aria-hidden="true">
        {dayNames.map((name, at) => (
          <span key={String(at)}>{name}</span>
        ))}
      </div>
      <div ref={grid} className={classes.weeks}>
        {weeks.map((ofWeek, column) => (
          <div key={ofWeek[0]?.at ?? column} className={classes.week}>
            <span className={classes.month} aria-hidden="true">
              {startsMonth(ofWeek) ? monthText.format(ofWeek[6]?.at) : ''}
            </span>
            {ofWeek.map((day, row) => {
              const place = column * 7 + row;
              const { moment } = day;
              return (
                <button
                  key={day.at}
                  type="button"
                  data-day={place}
                  className={classes.day}
                  data-state={day.state}
                  data-weight={day.weight}
                  data-between={(moment !== null && moment > from && moment <= to) || undefined}
                  aria-disabled={moment === null}
                  aria-pressed={moment !== null && moment === to}
                  aria-label={wordsOf(day)}
                  title={wordsOf(day)}
                  tabIndex={place === reached ? 0 : -1}
                  onKeyDown={onKeyDown}
                  onFocus={() => setFocused(place)}
                  onClick={() => moment !== null && props.onChoose(moment)}
                />
              );
            })}
          </div>
        ))}
      </div>
      <ul className={classes.legend} aria-label="Legend">
        <li>
          <span className={classes.day} data-state="quiet" /> Nothing changed
        </li>
        <li>
          <span className={classes.day} data-state="changed" data-weight="1" /> Few
        </li>
        <li>
          <span className={classes.day} data-state="changed" data-weight="3" /> Many changes
        </li>
        <li>
          <span className={classes.day} data-state="unseen" /> Nobody looked
        </li>
      </ul>
    </section>
  );
}

/** Whether the first of a month lies in this week. */
function startsMonth(week: readonly CalendarDay[]): boolean {
  return week.some(({ at }) => new Date(at).getUTCDate() === 1);
}
