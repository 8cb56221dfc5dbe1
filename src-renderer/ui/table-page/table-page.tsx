import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { TableLayout } from '../../../src-shared/ipc/settings-contract.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { ViewFilter, ViewName, ViewWindow } from '../../../src-shared/views/view-query.ts';
import type { FaceOf } from '../data-grid/cell-face.ts';
import { faceOfKind } from '../data-grid/cell-faces.ts';
import { changeColumn, layColumns, savedLayout } from '../data-grid/column-layout.ts';
import { DataGrid } from '../data-grid/data-grid.tsx';
import { nextSort } from '../data-grid/grid-column.ts';
import type { GridRow } from '../data-grid/grid-row.ts';
import { noSelection } from '../data-grid/selection.ts';
import type { Selection } from '../data-grid/selection.ts';
import type { WindowSource } from '../data-grid/window-source.ts';
import { FilterBar } from '../filter-bar/filter-bar.tsx';
import { PendingLegend } from '../pending/pending-legend.tsx';
import { ErrorState } from '../states/error-state.tsx';
import { countedOf } from '../../../src-shared/words/count.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { tabOfAll } from './empty-words.ts';
import { marksWanted, toggleMark } from './mark-filter.ts';
import { PageHeader } from './page-header.tsx';
import type { Freshness } from './page-header.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { TableEmpty } from './table-empty.tsx';
import { filterToText, filtersOf, sortOf, sortToText } from './table-search.ts';
import { useCloseWhenGone } from './use-close-when-gone.ts';
import { useRowsInList } from './use-rows-in-list.ts';
import { useTableSearch } from './use-table-search.ts';
import { useWindowSource } from './use-window-source.ts';
import classes from './table-page.module.css';

/** What a table screen needs from the stores. */
export interface TableBinding {
  /** Rises when the view's facts changed. */
  readonly revision: number;
  readonly rowHeight: number;
  readonly freshness: Freshness;
  readonly layout: TableLayout | undefined;
  readonly onLayout: (layout: TableLayout | null) => void;
}

/** A tab and the filter it stands for. */
export interface TableTab {
  readonly value: string;
  readonly label: string;
  readonly filter: ViewFilter | null;
  /** The rows behind it, from the facets of its column; null where they do not say. */
  readonly count: (facets: NonNullable<ViewWindow['facets']>) => number | null;
}

export interface TablePageProps {
  readonly view: ViewName;
  readonly title: string;
  /** Plural, lower case, for counters: "users". */
  readonly noun: string;
  readonly binding: TableBinding;
  /** Columns that do not have the usual face of their kind. Must keep its identity between drawings. */
  readonly faces?: Readonly<Record<string, FaceOf>>;
  readonly tabs?: readonly TableTab[];
  readonly actions?: ReactNode;
  /** Below the table: what its marks mean. */
  readonly legend?: ReactNode;
  /** Shown when the view has no rows at all. */
  readonly emptyText: string;
  /** Why the actor may not see rows of this view, told where there are none; null when they may. */
  readonly denied?: string | null;
  /** Columns to fetch even when they are hidden, for {@link SelectionActionsProps}. */
  readonly always?: readonly string[];
  /** Present where rows can be selected. */
  readonly SelectionActions?: ComponentType<SelectionActionsProps>;
  readonly Drawer: ComponentType<RowDrawerProps>;
}

/** What the actions on selected rows get. */
export interface SelectionActionsProps {
  readonly selection: Selection;
  readonly source: WindowSource;
  /** Rows that match the present question. */
  readonly total: number;
  /** After something was done: the selection is taken away. */
  readonly onDone: () => void;
}

/** What the drawer of a row gets. */
export interface RowDrawerProps {
  readonly id: string;
  /** Which of its parts the address names. */
  readonly part: string | undefined;
  readonly onPart: (part: string) => void;
  readonly onClose: () => void;
  /** After something was done to the row: closes the drawer when the row is gone. */
  readonly onActed: () => void;
}

/** A whole table screen. Features configure it; search, filters, order, tab and drawer live in the address. */
export function TablePage(props: TablePageProps): ReactNode {
  const { view, binding, tabs } = props;
  const columns = viewColumns[view];
  const { search, change } = useTableSearch();
  const frame = useRef<HTMLDivElement | null>(null);
  const [selection, setSelection] = useState<Selection>(noSelection);
  const [selectionQuestion, setSelectionQuestion] = useState('');

  const tab = tabs?.find((each) => each.value === search.tab) ?? tabs?.[0];
  const filters = filtersOf(search, columns).filter(
    (filter) => !tabs?.some((each) => each.filter?.column === filter.column),
  );
  const sort = sortOf(search, columns);
  // What the tabs choose is not offered once more as a filter.
  const filterable = columns.filter((column) => !tabs?.some((each) => each.filter?.column === column.id));
  const { layout } = binding;
  const laid = useMemo(() => layColumns(columns, layout), [columns, layout]);
  const { faces } = props;
  const shown = useMemo(
    () =>
      laid
        .filter((entry) => entry.shown)
        .map(({ column, width }) => ({
          column,
          width,
          face: faces?.[column.id] ?? faceOfKind(column.kind),
        })),
    [laid, faces],
  );
  const query = {
    view,
    search: search.q ?? '',
    filters: [...filters, ...(tab?.filter ? [tab.filter] : [])],
    sort: [...sort],
  };
  // Rows are marked by what open changes make of them, whether that column is shown or not.
  const marks = columns.some((column) => column.id === 'pending') ? ['pending'] : [];
  const fetched = [...new Set([...shown.map((entry) => entry.column.id), ...(props.always ?? []), ...marks])];
  const { source, question, reload } = useWindowSource(query, fetched, binding.revision);
  const inList = useRowsInList(query, selection, binding.revision);
  const state = useSyncExternalStore(source.subscribe, source.state);

  // A selection of "all matching" belongs to its question; rows picked one by one stay.
  if (selection.kind === 'matching' && selectionQuestion !== question) setSelection(noSelection);
  const select = useCallback(
    (next: Selection) => {
      setSelection(next);
      setSelectionQuestion(question);
    },
    [question],
  );

  const focusGrid = useCallback(
    (): void => frame.current?.querySelector<HTMLElement>('[role="grid"]')?.focus(),
    [],
  );
  const onSearch = useCallback((q: string) => change({ q }), [change]);
  const wantedMarks = marksWanted(filters);
  const filtered = query.search !== '' || filters.length > 0;
  const total = state.total ?? 0;
  const clear = (): void => setSelection(noSelection);
  const closeDrawer = useCallback((): void => {
    change({ open: undefined, part: undefined });
    focusGrid();
  }, [change, focusGrid]);
  const onActed = useCloseWhenGone(view, search.open ?? null, closeDrawer);
  const onDone = (): void => {
    clear();
    onActed();
  };
  const showTab = (value: string): void => change({ tab: value, open: undefined, part: undefined }, true);
  const pageTabs = tabs?.map((each) => ({
    value: each.value,
    label: each.label,
    filter: each.filter,
    count: each.count(state.facets),
  }));

  return (
    <div className={classes.page}>
      <div className={classes.main} ref={frame}>
        <PageHeader
          title={props.title}
          freshness={binding.freshness}
          actions={props.actions}
          {...(pageTabs === undefined
            ? {}
            : {
                tabs: {
                  list: pageTabs,
                  value: tab?.value ?? '',
                  onChange: showTab,
                },
              })}
        />
        <FilterBar
          searchLabel={`Search ${props.noun}`}
          search={search.q ?? ''}
          onSearch={onSearch}
          onLeave={focusGrid}
          columns={filterable}
          filters={filters}
          onFilters={(next) => change({ f: next.map(filterToText) })}
          facets={state.facets}
          count={countWords(state.total, state.unfilteredTotal, props.noun)}
        >
          <ColumnChooser
            laid={laid}
            onChange={(next) => binding.onLayout(savedLayout(next))}
            onReset={() => binding.onLayout(null)}
          />
        </FilterBar>
        {state.error !== null && state.total === null ? (
          <ErrorState error={state.error} onRetry={reload} />
        ) : (
          <DataGrid
            label={props.title}
            source={source}
            columns={shown}
            rowHeight={binding.rowHeight}
            resetKey={question}
            sort={sort}
            onSort={(column) => change({ sort: sortToText(nextSort(sort, column)) })}
            onResize={(column, width) => binding.onLayout(savedLayout(changeColumn(laid, column, { width })))}
            selection={props.SelectionActions === undefined ? null : selection}
            onSelection={select}
            openId={search.open ?? null}
            onOpen={(row: GridRow) => change({ open: row.id }, search.open === undefined)}
            empty={
              <TableEmpty
                noun={props.noun}
                filtered={filtered}
                denied={state.unfilteredTotal === 0 ? (props.denied ?? null) : null}
                text={props.emptyText}
                tab={pageTabs?.find(({ value }) => value === tab?.value) ?? null}
                all={tabOfAll(pageTabs ?? [], tab?.value ?? '')}
                onTab={(value) => {
                  showTab(value);
                  focusGrid();
                }}
              />
            }
          />
        )}
        {props.legend !== undefined && (
          <div className={classes.legend}>
            {props.legend}
            <PendingLegend
              counts={state.facets['pending'] ?? []}
              wanted={wantedMarks}
              onToggle={(mark) => change({ f: toggleMark(filters, mark).map(filterToText) })}
            />
          </div>
        )}
        {props.SelectionActions !== undefined && (
          <SelectionBar
            selection={selection}
            total={total}
            noun={props.noun}
            inList={inList}
            onSelection={select}
            onClear={clear}
          >
            <props.SelectionActions selection={selection} source={source} total={total} onDone={onDone} />
          </SelectionBar>
        )}
      </div>
      {search.open !== undefined && (
        <props.Drawer
          key={search.open}
          id={search.open}
          part={search.part}
          onPart={(part) => change({ part })}
          onClose={closeDrawer}
          onActed={onActed}
        />
      )}
    </div>
  );
}

function countWords(total: number | null, unfiltered: number | null, noun: string): string {
  if (total === null || unfiltered === null) return '';
  return countedOf(total, unfiltered, noun);
}
