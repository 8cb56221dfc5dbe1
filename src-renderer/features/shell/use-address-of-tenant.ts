import { useNavigate } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import { readTableSearch, searchForOtherTenant } from '../../ui/table-page/table-search.ts';

/**
 * Takes from the address what belonged to the tenant before, when another one is opened: search, filters and the
 * open row name things the other tenant does not have.
 *
 * @param key the open tenant's key; null while none is open, which forgets nothing
 */
export function useAddressOfTenant(key: string | null): void {
  const navigate = useNavigate();
  const last = useRef(key);
  useLayoutEffect(() => {
    const before = last.current;
    if (key === null || key === before) return;
    last.current = key;
    if (before === null) return;
    void navigate({
      to: '.',
      search: (search: unknown) =>
        searchForOtherTenant(readTableSearch(search as Readonly<Record<string, unknown>>)) as never,
      replace: true,
    });
  }, [key, navigate]);
}
