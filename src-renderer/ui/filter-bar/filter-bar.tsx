import type { ReactNode } from 'react';
import type { ViewFilter, ViewWindow } from '../../../src-shared/views/view-query.ts';
import type { ViewColumn } from '../../../src-shared/views/view-columns.ts';
import { AddFilter } from './add-filter.tsx';
import { FilterChip } from './filter-chip.tsx';
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
  const replace = (column: string, filter: ViewFilter | null): void => {
    const at = filters.findIndex((each) => each.column === column);
    if (filter === null) onFilters(filters.filter((_, index) => index !== at));
    else if (at === -1) onFilters([...filters, filter]);
    else onFilters(filters.map((each, index) => (index === at ? filter : each)));
  };
  return (
    <div className={classes.bar}>
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
            onFilters(
              next === null
                ? filters.filter((_, at) => at !== index)
                : filters.map((each, at) => (at === index ? next : each)),
            )
          }
        />
      ))}
      {filters.length > 1 && (
        <button type="button" className={classes.clear} onClick={() => onFilters([])}>
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
