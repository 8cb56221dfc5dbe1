import { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { ViewFilter, ViewWindow } from '../../../src-shared/views/view-query.ts';
import type { ViewColumn } from '../../../src-shared/views/view-columns.ts';
import { AddFilter } from './add-filter.tsx';
import { FilterChip } from './filter-chip.tsx';
import { focusAfterRemoval } from './focus-after-removal.ts';
import { SearchBox } from './search-box.tsx';
import classes from './filter-bar.module.css';

export interface FilterBarProps {
  readonly searchLabel: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onLeave: () => void;
  readonly columns: readonly ViewColumn[];
  readonly filters: readonly ViewFilter[];
  readonly onFilters: (filters: readonly ViewFilter[]) => void;
  readonly facets: NonNullable<ViewWindow['facets']>;
  /** "1,204 of 1,284 users". */
  readonly count: ReactNode;
  readonly children: ReactNode;
}

/** Search, filters as chips, the count of what matches, and the table's own buttons at the right. */
export function FilterBar(props: FilterBarProps): ReactNode {
  const { filters, onFilters } = props;
  const bar = useRef<HTMLDivElement | null>(null);
  const removed = useRef<number | null>(null);
  const count = filters.length;
  useLayoutEffect(() => {
    if (removed.current === null) return;
    const next = focusAfterRemoval(removed.current, count);
    removed.current = null;
    const chips = bar.current?.querySelectorAll<HTMLElement>('[data-filter-chip]');
    const adder = bar.current?.querySelector<HTMLElement>('[data-add-filter]');
    (next === null ? adder : chips?.[next])?.focus();
  }, [count]);
  const remove = (index: number): void => {
    removed.current = index;
    onFilters(filters.filter((_, at) => at !== index));
  };
  const replace = (column: string, filter: ViewFilter | null): void => {
    const at = filters.findIndex((each) => each.column === column);
    if (filter === null) onFilters(filters.filter((_, index) => index !== at));
    else if (at === -1) onFilters([...filters, filter]);
    else onFilters(filters.map((each, index) => (index === at ? filter : each)));
  };
  return (
    <div className={classes.bar} ref={bar}>
      <SearchBox
        label={props.searchLabel}
        value={props.search}
        onChange={props.onSearch}
        onLeave={props.onLeave}
      />
      <AddFilter columns={props.columns} filters={filters} facets={props.facets} onChange={replace} />
      {filters.map((filter, index) => (
        <FilterChip
          key={`${filter.column} ${index}`}
          filter={filter}
          columns={props.columns}
          facets={props.facets}
          onChange={(next) =>
            next === null ? remove(index) : onFilters(filters.map((each, at) => (at === index ? next : each)))
          }
        />
      ))}
      {filters.length > 1 && (
        <button
          type="button"
          className={classes.clear}
          onClick={() => {
            removed.current = 0;
            onFilters([]);
          }}
        >
          Clear filters
        </button>
      )}
      <div className={classes.right}>
        <output className={classes.count}>{props.count}</output>
        {props.children}
      </div>
    </div>
  );
}
