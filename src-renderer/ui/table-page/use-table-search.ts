import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { changedSearch, readTableSearch } from './table-search.ts';
import type { TableSearch, TableSearchChange } from './table-search.ts';

/** The table's part of the address and the way to change it. */
export interface TableAddress {
  readonly search: TableSearch;
  /** `step: true` makes a step of the browser's history (tabs, drawers); typing and filters replace. */
  readonly change: (change: TableSearchChange, step?: boolean) => void;
}

/** Reads the address by the router, so that back, forward and restart lead to the same picture. */
export function useTableSearch(): TableAddress {
  const raw: unknown = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = readTableSearch(raw as Readonly<Record<string, unknown>>);
  const change = useCallback(
    (wanted: TableSearchChange, step = false) => {
      void navigate({
        to: '.',
        search: (before: unknown) =>
          changedSearch(readTableSearch(before as Readonly<Record<string, unknown>>), wanted) as never,
        replace: !step,
      });
    },
    [navigate],
  );
  return { search, change };
}
