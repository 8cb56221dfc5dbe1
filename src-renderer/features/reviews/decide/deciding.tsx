import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { DecisionKind } from '../../../../src-shared/domain/review.ts';
import type { PartRef, ReviewPart } from '../../../../src-shared/ipc/reviews-contract.ts';
import { countText, counted } from '../../../../src-shared/words/count.ts';
import frame from '../../../ui/page/page.module.css';
import { EmptyState } from '../../../ui/states/empty-state.tsx';
import { reasonChips } from '../../../../src-shared/words/decision-words.ts';
import { DecideBar } from './decide-bar.tsx';
import { DecideHead } from './decide-head.tsx';
import { missingFor, partCounts } from './decide-model.ts';
import { DecidePanel } from './decide-panel.tsx';
import type { DecideSearch } from './decide-search.ts';
import { type DecisionDraft, decisionOf, emptyDraft, reasonOf } from './decision-draft.ts';
import { doneWords } from './done-words.ts';
import { lockedBecause } from './locked-because.ts';
import { PartList } from './part-list.tsx';
import type { PartListHandle } from './part-list.tsx';
import { nextOpen, partLines, rowsToDecide, shownRows } from './part-lines.ts';
import type { Decisions } from './part-lines.ts';
import { GroupDetails, RowDetails } from './row-details.tsx';
import { SignOffDialog } from './sign-off-dialog.tsx';
import { useDecideKeys } from './use-decide-keys.ts';
import { useDeciding } from './use-deciding.ts';
import { usePlace } from './use-place.ts';
import { useRowInFull } from './use-row-in-full.ts';
import classes from './decide.module.css';

/** A part on screen, with the keys that decide it. */
export function Deciding(props: {
  readonly data: ReviewPart;
  readonly part: PartRef;
  readonly search: DecideSearch;
  readonly onSearch: (change: Partial<DecideSearch>) => void;
  readonly onLeave: () => void;
  readonly leaveLabel: string;
  /** What is on screen is not what is written down: it was refused, or signed off. */
  readonly onRefused: () => void;
}): ReactNode {
  const { data, search } = props;
  const { decide, undo, settled, look, state } = useDeciding(data, props.part, props.onRefused);
  const { decisions } = state;
  const [opened, setOpened] = useState<ReadonlySet<number>>(() => new Set());
  const view = useMemo(
    () => ({ search: search.q ?? '', show: search.show ?? 'all', grouped: search.group === '1', opened }),
    [search.q, search.show, search.group, opened],
  );
  // Only the list of what is undecided changes with a decision; the others need not be gone through for each.
  const ofShow = view.show === 'undecided' ? decisions : noDecisions;
  const rows = useMemo(() => shownRows(data.rows, view, ofShow), [data.rows, view, ofShow]);
  const lines = useMemo(() => partLines(rows, view), [rows, view]);
  const counts = useMemo(() => partCounts(data.rows, decisions), [data.rows, decisions]);
  const [draft, setDraft] = useState<DecisionDraft>(emptyDraft);
  const question = `${view.show} ${view.grouped} ${view.search}`;
  const [place, setPlace] = usePlace(lines, question, decisions, () => setDraft(emptyDraft));
  const at = Math.max(0, Math.min(place, lines.length - 1));
  const line = lines[at];
  const [said, setSaid] = useState('');
  const [signing, setSigning] = useState(false);
  const list = useRef<PartListHandle | null>(null);
  const rowId = line === undefined || line.group !== null ? null : line.row.id;
  const after = lines[at + 1];
  const { full } = useRowInFull(
    props.part,
    rowId,
    after === undefined || after.group !== null ? null : after.row.id,
  );
  const because = lockedBecause(data);
  const locked = because !== null;

  const key = line?.key;
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each line is looked at anew
  useEffect(() => look(), [key, look]);
  useEffect(() => list.current?.focus(), []);
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- other lines put the place elsewhere
  useEffect(() => list.current?.reveal(at), [at, lines]);

  const go = useCallback(
    (to: number): void => {
      setPlace(to);
      setDraft(emptyDraft);
      list.current?.focus();
    },
    [setPlace],
  );
  const fold = useCallback(
    (to: number, wanted?: boolean): void => {
      const target = lines[to];
      if (target === undefined) return;
      const number = target.row.group;
      setOpened((before) => {
        const next = new Set(before);
        if (wanted ?? !before.has(number)) next.add(number);
        else next.delete(number);
        return next;
      });
      if (wanted === false && target.inner) {
        const head = lines.findIndex((one) => one.group !== null && one.row.group === number);
        if (head >= 0) setPlace(head);
      }
    },
    [lines, setPlace],
  );

  const targets = line === undefined ? [] : rowsToDecide(line, decisions);
  const missingOf = (wanted: DecisionDraft, kind: DecisionKind): string | null => {
    const made = decisionOf(wanted, kind, data);
    return 'missing' in made ? made.missing : missingFor(kind, reasonOf(wanted), targets, data.policy);
  };
  const take = (wanted: DecisionDraft, kind: DecisionKind): void => {
    const made = decisionOf(wanted, kind, data);
    if (line === undefined || locked || 'missing' in made) return;
    const next = decide(
      targets.map(({ id }) => id),
      made.decision,
    );
    const { open } = partCounts(data.rows, next.decisions);
    setSaid(`${doneWords(line, targets.length, made.decision)}. ${countText(open)} undecided.`);
    // A list of what is undecided moves up under the place by itself.
    go(view.show === 'undecided' ? at : nextOpen(lines, at, next.decisions));
  };
  const press = (kind: DecisionKind): void => {
    if (because !== null) return setSaid(because);
    if (line === undefined) return undefined;
    const wanted = { ...draft, kind };
    const missing = missingOf(wanted, kind);
    if ((kind === 'keep' || kind === 'revoke') && missing === null) return take(wanted, kind);
    setDraft(wanted);
    if (missing !== null) setSaid(missing);
    return undefined;
  };
  const pressReason = (chip: number): void => {
    if (because !== null) return setSaid(because);
    const code = reasonChips[chip]?.code;
    if (code === undefined) return undefined;
    const wanted = { ...draft, reason: draft.reason === code ? null : code };
    const { kind } = wanted;
    if ((kind === 'keep' || kind === 'revoke') && wanted.reason !== null && missingOf(wanted, kind) === null)
      return take(wanted, kind);
    return setDraft(wanted);
  };
  const takeBack = (): void => {
    if (because !== null) return setSaid(because);
    const back = undo();
    if (back === null) return setSaid('Nothing to take back.');
    const first = lines.findIndex((one) =>
      one.group === null ? back.includes(one.row.id) : one.group.some(({ id }) => back.includes(id)),
    );
    if (first >= 0) go(first);
    return setSaid(`Taken back: ${counted(back.length, 'row')}.`);
  };
  const stop = (): void => {
    setDraft(emptyDraft);
    list.current?.focus();
  };

  useDecideKeys((act) => {
    const page = list.current?.page() ?? 10;
    if (act.act === 'move') {
      const steps = { 'page-up': -page, 'page-down': page, first: -lines.length, last: lines.length };
      const by = typeof act.by === 'number' ? act.by : steps[act.by];
      go(Math.max(0, Math.min(at + by, lines.length - 1)));
    } else if (act.act === 'decide') press(act.kind);
    else if (act.act === 'reason') pressReason(act.chip);
    else if (act.act === 'undo') takeBack();
    else if (act.act === 'toggle-groups') props.onSearch({ group: view.grouped ? undefined : '1' });
    else if (act.act === 'open') fold(at, true);
    else if (act.act === 'fold') fold(at, false);
    else if (act.act === 'stop') stop();
    else if (because === null) setSigning(true);
    else setSaid(because);
  });

  return (
    <div className={frame.page} data-deciding>
      <DecideHead
        data={data}
        counts={counts}
        because={because}
        mayUndo={state.steps.length > 0}
        leaveLabel={props.leaveLabel}
        onLeave={props.onLeave}
        onUndo={takeBack}
        onSign={() => setSigning(true)}
      />
      <DecideBar view={view} onSearch={props.onSearch} onLeaveSearch={() => list.current?.focus()} />
      <div className={classes.columns}>
        {lines.length === 0 ? (
          <EmptyState
            title={
              view.show === 'undecided' && view.search === '' ? 'Everything is decided.' : 'No row matches.'
            }
            text={
              view.show === 'undecided' && view.search === '' ? 'Sign off when you have looked it over.' : ''
            }
          />
        ) : (
          <PartList
            lines={lines}
            decisions={decisions}
            active={at}
            opened={opened}
            label={`Rows to review, ${counted(rows.length, 'row')}`}
            handle={list}
            onGo={go}
            onFold={fold}
          />
        )}
        {line !== undefined && (
          <aside className={classes.side} aria-label="The row">
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard */}
            <section className={classes.details} tabIndex={0} aria-label="What it is about">
              {line.group === null ? (
                <RowDetails
                  row={line.row}
                  full={full}
                  decision={decisions.get(line.row.id) ?? null}
                  reviewers={data.reviewers}
                />
              ) : (
                <GroupDetails
                  group={line.group}
                  open={line.group.filter(({ id }) => !decisions.has(id)).length}
                />
              )}
            </section>
            <DecidePanel
              part={data}
              draft={draft}
              missing={draft.kind === null ? null : missingOf(draft, draft.kind)}
              disabled={locked}
              onDraft={(change) => setDraft({ ...draft, ...change })}
              onKind={press}
              onReason={pressReason}
              onDone={() => {
                if (draft.kind !== null && missingOf(draft, draft.kind) === null) take(draft, draft.kind);
              }}
              onStop={stop}
            />
          </aside>
        )}
      </div>
      <output className="rb-hidden" aria-live="polite" data-said>
        {said}
      </output>
      <SignOffDialog
        opened={signing}
        part={props.part}
        counts={counts}
        settled={settled}
        onKeep={() => setSigning(false)}
        onDone={() => {
          setSigning(false);
          props.onRefused();
        }}
      />
    </div>
  );
}

const noDecisions: Decisions = new Map();
