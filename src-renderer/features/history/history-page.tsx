import { Button, RangeSlider } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { type ChangeClass, type HistoryMoment, changeClasses } from '../../../src-shared/domain/history.ts';
import { classWords } from '../../../src-shared/history/change-words.ts';
import type { CallOutput } from '../../../src-shared/ipc/contract.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { SearchBox } from '../../ui/filter-bar/search-box.tsx';
import frame from '../../ui/page/page.module.css';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { PageHeader } from '../../ui/table-page/page-header.tsx';
import { countText, counted } from '../../../src-shared/words/count.ts';
import { localText } from '../../ui/time/relative-time.ts';
import { ChangeTable } from './change-table.tsx';
import { DayCalendar } from './day-calendar.tsx';
import { HistoryActs } from './history-acts.tsx';
import { type HistorySearch, chosenMoments, readHistorySearch } from './history-search.ts';
import { momentNotes, momentText } from './moment-words.ts';
import classes from './history.module.css';

/** A thumb that rests so long is where it was meant to be. */
const restMilliseconds = 120;
/** Lines that are added at a time. */
const page = 200;

/** What the tenant was like: two moments on a slider and a calendar, and what differs between them. Works offline. */
export function HistoryPage(): ReactNode {
  const bridge = useBridge();
  const raw: unknown = useSearch({ strict: false });
  const search = readHistorySearch(raw as Readonly<Record<string, unknown>>);
  const navigate = useNavigate();
  const [grown, setGrown] = useState(0);
  useEffect(() => bridge.on('history.changed', () => setGrown((before) => before + 1)), [bridge]);
  const known = useCall('history.moments', {}, grown);
  const moments = known.data?.moments ?? [];
  const chosen = chosenMoments(moments, search);
  const from = moments[chosen?.[0] ?? -1];
  const to = moments[chosen?.[1] ?? -1];

  const change = (wanted: { readonly [M in keyof HistorySearch]?: HistorySearch[M] | undefined }): void => {
    void navigate({ to: '.', search: readHistorySearch({ ...search, ...wanted }), replace: true });
  };

  return (
    <div className={frame.page}>
      <PageHeader
        title="History"
        actions={
          from !== undefined && to !== undefined && <HistoryActs from={from} to={to} onNamed={known.reload} />
        }
      />
      {known.data === null && known.error !== null && (
        <ErrorState error={known.error} onRetry={known.reload} />
      )}
      {known.status === 'ready' && (from === undefined || to === undefined || chosen === null) && (
        <EmptyState
          title="Nothing is known of earlier yet."
          text="The history begins with the first complete sync. From then on every sync leaves what it found changed."
        />
      )}
      {from !== undefined && to !== undefined && chosen !== null && (
        <>
          <Moments
            moments={moments}
            chosen={chosen}
            gaps={known.data?.eventGaps ?? []}
            onChoose={(first, last) => change({ from: textOf(moments[first]), to: textOf(moments[last]) })}
          />
          <Comparison
            key={`${from.id} ${to.id}`}
            from={from}
            to={to}
            search={search}
            grown={grown}
            onSearch={change}
          />
        </>
      )}
    </div>
  );
}

const textOf = (moment: HistoryMoment | undefined): string | undefined =>
  moment === undefined ? undefined : String(moment.id);

function Moments(props: {
  moments: readonly HistoryMoment[];
  chosen: readonly [from: number, to: number];
  gaps: CallOutput<'history.moments'>['eventGaps'];
  onChoose: (from: number, to: number) => void;
}): ReactNode {
  const { moments, chosen } = props;
  const { onChoose } = props;
  // While a thumb moves, it is ahead of the address; once the address has moved, that counts.
  const [moved, setMoved] = useState<{ of: string; to: readonly [number, number] } | null>(null);
  const ahead = moved !== null && moved.of === chosen.join(' ') ? moved.to : null;
  const [first, last] = ahead ?? chosen;
  useEffect(() => {
    if (ahead === null) return undefined;
    const timer = setTimeout(() => onChoose(ahead[0], ahead[1]), restMilliseconds);
    return () => clearTimeout(timer);
  }, [ahead, onChoose]);
  const [from, to] = [moments[first], moments[last]];
  if (from === undefined || to === undefined) return null;
  const notes = momentNotes(to, moments[last + 1]);
  return (
    <div className={classes.when}>
      <div className={classes.slide}>
        <p className={classes.ends}>
          <span>
            From <strong>{momentText(from)}</strong>
          </span>
          <span>
            to <strong>{momentText(to)}</strong>
          </span>
          <span className={classes.count}>{counted(moments.length, 'moment')}</span>
        </p>
        <RangeSlider
          thumbFromLabel="Compare from"
          thumbToLabel="Look at"
          min={0}
          max={Math.max(1, moments.length - 1)}
          step={1}
          minRange={0}
          disabled={moments.length < 2}
          value={[first, last]}
          label={(at) => (moments[at] === undefined ? '' : momentText(moments[at]))}
          onChange={(places) => setMoved({ of: chosen.join(' '), to: places })}
        />
        <p className={classes.notes}>{notes.join(' ')}</p>
        {props.gaps.map(({ from: start, until }) => (
          <p key={start} className={classes.gap}>
            The tenant’s event history was not read from {localText(start)} to {localText(until)}: who did
            what then is not known.
          </p>
        ))}
      </div>
      <DayCalendar
        moments={moments}
        from={first}
        to={last}
        onChoose={(place) => props.onChoose(Math.min(chosen[0], Math.max(0, place - 1)), place)}
      />
    </div>
  );
}

function Comparison(props: {
  from: HistoryMoment;
  to: HistoryMoment;
  search: HistorySearch;
  grown: number;
  onSearch: (change: { class?: readonly ChangeClass[]; q?: string | undefined }) => void;
}): ReactNode {
  const { from, to, search } = props;
  const [limit, setLimit] = useState(page);
  const picked = search.class ?? [];
  const question = { from: from.id, to: to.id, limit, classes: [...picked], search: search.q ?? '' };
  const call = useCall('history.compare', question, props.grown);
  // A longer list is another question; what is there stays until it has come.
  const [kept, setKept] = useState(call.data);
  if (call.data !== null && kept !== call.data) setKept(call.data);
  const data = call.data ?? kept;
  const toggle = (one: ChangeClass): void =>
    props.onSearch({
      class: picked.includes(one) ? picked.filter((each) => each !== one) : [...picked, one],
    });

  if (data === null)
    return call.status === 'failed' ? <ErrorState error={call.error} onRetry={call.reload} /> : null;
  const there = changeClasses.filter((one) => (data.counts[one] ?? 0) > 0 || picked.includes(one));
  return (
    <>
      <div className={classes.bar}>
        <SearchBox
          label="Search changes"
          value={search.q ?? ''}
          onChange={(q) => props.onSearch({ q })}
          onLeave={() => document.querySelector<HTMLElement>('main section[tabindex="0"]')?.focus()}
        />
        <ul className={classes.chips} aria-label="Kinds of change">
          {there.map((one) => (
            <li key={one}>
              <button
                type="button"
                className={classes.chip}
                aria-pressed={picked.includes(one)}
                onClick={() => toggle(one)}
              >
                {classWords[one]}{' '}
                <span className={classes.chipCount}>{countText(data.counts[one] ?? 0)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      {data.lines.length === 0 ? (
        <EmptyState
          title={there.length === 0 ? 'Nothing differs between these two moments.' : 'No change matches.'}
          text={data.quiet === 0 ? '' : quietText(data.quiet)}
        />
      ) : (
        <ChangeTable
          lines={data.lines}
          foot={
            <div className={classes.foot}>
              {data.lines.length < data.total && (
                <Button
                  variant="default"
                  loading={call.status === 'loading'}
                  onClick={() => setLimit(limit + page)}
                >
                  Show more of {countText(data.total)}
                </Button>
              )}
              {data.quiet > 0 && <p>{quietText(data.quiet)}</p>}
            </div>
          }
        />
      )}
    </>
  );
}

const quietText = (quiet: number): string =>
  `${counted(quiet, 'fact')} more changed only by themselves, such as a last sign-in.`;
