import { Button } from '@mantine/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useSession, useSettings } from '../../stores/stores-context.tsx';
import { FilterBar } from '../../ui/filter-bar/filter-bar.tsx';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { PageHeader } from '../../ui/table-page/page-header.tsx';
import { filterToText, filtersOf } from '../../ui/table-page/table-search.ts';
import { useTableSearch } from '../../ui/table-page/use-table-search.ts';
import { countedOf } from '../../../src-shared/words/count.ts';
import { barColumns, changeColumns } from './change-filters.ts';
import { ChangeDrawer } from './change-drawer.tsx';
import { ChangesHeaderActions } from './changes-header-actions.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { type NoteTarget, noteTarget } from './note-words.ts';
import { ImportReport } from './import-report.tsx';
import { PlanList } from './plan-list.tsx';
import { moveRow } from './plan-order.ts';
import { type LineUndo, undoOf, undoOfRow } from './plan-undo.ts';
import { idsOf, planRows, sendableIds, waitingIds, whyNothingWaits } from './plan-rows.ts';
import { selectedIn } from './plan-selection.ts';
import { PlanSelectionBar } from './plan-selection-bar.tsx';
import { PlanSummary } from './plan-summary.tsx';
import { whyNotSend } from './send-words.ts';
import { useChangesActs } from './use-changes-acts.ts';
import { listedWords, usePlan } from './use-plan.ts';
import type { PlannedChange, PlanReport } from '../../../src-shared/ipc/changes-contract.ts';
import classes from './changes-page.module.css';

const rowHeights = { normal: 32, dense: 26 } as const;
const none: readonly never[] = [];

/** The outbox as a plan: what is saved here, what it will do, and what stands in its way. */
export function ChangesPage(): ReactNode {
  const { search, change } = useTableSearch();
  const which = search.tab === 'ended' ? 'ended' : 'open';
  const acts = useChangesActs();
  const session = useSession((store) => store.state);
  const density = useSettings((store) => store.settings.density);
  const frame = useRef<HTMLDivElement | null>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [discarding, setDiscarding] = useState<readonly string[] | null>(null);
  const [noting, setNoting] = useState<NoteTarget | null>(null);
  const [resolving, setResolving] = useState(false);
  const [report, setReport] = useState<PlanReport | null>(null);

  const query = search.q ?? '';
  const filters = filtersOf(search, changeColumns);
  const { list, changes, shown, matching, signs, facets } = usePlan(which, query, filters);
  const rows = useMemo(() => planRows(shown, folded), [shown, folded]);
  const selected = selectedIn(rows, picked);
  const sendable = sendableIds(changes, selected);
  const filtered = query !== '' || filters.length > 0;
  // Of a part of it nothing is said as of all.
  const whole = which === 'open' && !list.partial;
  const sendReason = whyNotSend(session);
  const older = which === 'ended' ? listedWords(changes.length, matching, filtered) : null;

  const opened = changes.find((each) => each.change.id === search.open) ?? null;
  const elsewhere = useCall(
    'changes.get',
    search.open === undefined || opened !== null || list.changes === null ? null : { id: search.open },
    list.revision,
  );

  const drawn = opened ?? elsewhere.data;

  const focusList = useCallback(
    () => frame.current?.querySelector<HTMLElement>('[role="treegrid"]')?.focus(),
    [],
  );
  const fold = (groupId: string, open: boolean): void => {
    const next = new Set(folded);
    if (open) next.delete(groupId);
    else next.add(groupId);
    setFolded(next);
  };
  const undo = (line: LineUndo | null): void => {
    if (line !== null) void acts.undo(line);
  };
  const close = (): void => {
    change({ open: undefined, part: undefined });
    focusList();
  };
  const closeDiscard = (): void => {
    setDiscarding(null);
    focusList();
  };
  const importPlan = async (): Promise<void> => setReport(await acts.importPlan());

  const stateFilters = filters.filter(({ column }) => column === 'state');
  const barFilters = filters.filter(({ column }) => column !== 'state');
  return (
    <div className={classes.page}>
      <div className={classes.main} ref={frame}>
        <PageHeader
          title="Changes"
          actions={
            <ChangesHeaderActions
              acts={acts}
              newest={whole ? undoOfNewest(changes) : null}
              waiting={whole ? waitingIds(changes) : none}
              whyNothing={
                list.partial ? 'The list is still being read.' : whyNothingWaits(whole ? changes : [])
              }
              sendReason={sendReason}
              empty={list.total === 0}
              onImport={() => void importPlan()}
            />
          }
          tabs={{
            list: [
              {
                value: 'open',
                label: 'Open',
                count: which === 'open' && list.changes !== null ? list.total : null,
              },
              {
                value: 'ended',
                label: 'Ended',
                count: which === 'ended' && list.changes !== null ? list.total : null,
              },
            ],
            value: which,
            onChange: (tab) => {
              setPicked(new Set());
              change({ tab: tab === 'open' ? undefined : tab, f: undefined, open: undefined }, true);
            },
          }}
        />
        <PlanSummary
          which={which}
          signs={signs}
          facets={facets['state'] ?? none}
          filters={filters}
          onFilters={(next) => change({ f: next.map(filterToText) })}
          nextTry={session?.nextTry ?? null}
        />
        <FilterBar
          searchLabel="Search changes"
          search={query}
          onSearch={(q) => change({ q })}
          onLeave={focusList}
          columns={barColumns}
          filters={barFilters}
          onFilters={(next) => change({ f: [...stateFilters, ...next].map(filterToText) })}
          facets={facets}
          count={list.changes === null ? '' : countedOf(matching, list.total, 'changes')}
        >
          {null}
        </FilterBar>
        {list.error !== null && list.changes === null ? (
          <ErrorState error={list.error} onRetry={list.reload} />
        ) : (
          <PlanList
            label={which === 'open' ? 'Open changes' : 'Ended changes'}
            rows={rows}
            rowHeight={rowHeights[density]}
            selectable={which === 'open'}
            selected={picked}
            onSelected={setPicked}
            openId={search.open ?? null}
            onOpen={(id) => change({ open: id }, search.open === undefined)}
            onFold={fold}
            onMove={(row, by) => void acts.move(moveRow(changes, row, by))}
            onDiscard={(row) => which === 'open' && setDiscarding(idsOf(row))}
            onUndo={(row) => undo(undoOfRow(row))}
            empty={list.changes === null ? null : <Empty which={which} filtered={filtered} />}
          />
        )}
        {older !== null && (
          <div className={classes.more}>
            <span>{older}</span>
            <Button variant="default" size="xs" data-act="more-ended" onClick={list.more}>
              Show older ones
            </Button>
          </div>
        )}
        {which === 'open' && (
          <PlanSelectionBar
            count={selected.length}
            sendReason={sendable.length === 0 ? 'None of these waits to be sent.' : sendReason}
            sending={acts.sending}
            onSend={() => void acts.send(sendable)}
            onDiscard={() => setDiscarding(selected)}
            onNote={() => setNoting(noteTarget(changes, selected))}
            onExport={() => void acts.exportPlan(selected)}
            onClear={() => setPicked(new Set())}
          />
        )}
      </div>
      {search.open !== undefined && list.changes !== null && (
        <ChangeDrawer
          key={search.open}
          planned={drawn}
          missing={opened === null && elsewhere.status === 'ready' && elsewhere.data === null}
          all={changes}
          sendReason={sendReason}
          sending={acts.sending}
          resolving={resolving}
          onOpen={(id) => change({ open: id })}
          onClose={close}
          onSend={() => void acts.send([search.open ?? ''])}
          onDiscard={() => setDiscarding([search.open ?? ''])}
          onUndo={() => drawn !== null && undo(undoOf([drawn]))}
          onNote={() => drawn !== null && setNoting(noteTarget([drawn], [drawn.change.id]))}
          onExport={() => void acts.exportPlan(withDependents(search.open ?? '', drawn))}
          onResolve={(choice, edit) => {
            const settle = async (): Promise<void> => {
              setResolving(true);
              await acts.resolve(search.open ?? '', choice, edit);
              setResolving(false);
            };
            void settle();
          }}
        />
      )}
      {discarding !== null && (
        <DiscardDialog
          ids={discarding}
          changes={changes}
          onClose={closeDiscard}
          onDiscard={async (ids) => {
            await acts.discard(ids);
            setPicked(new Set());
            closeDiscard();
          }}
        />
      )}
      {noting !== null && <NoteDialog target={noting} onClose={() => setNoting(null)} />}
      {report !== null && <ImportReport report={report} onClose={() => setReport(null)} />}
    </div>
  );
}

/** A change with what waits for it. */
function withDependents(id: string, planned: PlannedChange | null): readonly string[] {
  return [id, ...(planned?.dependents ?? [])];
}

/** What undoing the set that was saved last does; null where nothing is open. */
function undoOfNewest(changes: readonly PlannedChange[]): LineUndo | null {
  let newest: PlannedChange | null = null;
  for (const planned of changes)
    if (newest === null || planned.change.seq > newest.change.seq) newest = planned;
  return newest === null ? null : undoOf([newest]);
}

function Empty(props: { which: 'open' | 'ended'; filtered: boolean }): ReactNode {
  if (props.filtered)
    return <EmptyState title="No changes match." text="Change the search or take a filter away." />;
  return props.which === 'open' ? (
    <EmptyState
      title="Nothing waits to be sent."
      text="Whatever you edit without a network, or stage, is listed here until the tenant has confirmed it."
    />
  ) : (
    <EmptyState
      title="No change has ended yet."
      text="Changes that were sent or taken back stay listed here."
    />
  );
}
