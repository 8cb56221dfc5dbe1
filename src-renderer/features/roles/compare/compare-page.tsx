import { MultiSelect, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../../bridge/use-call.ts';
import { useMirror, useRoles } from '../../../stores/stores-context.tsx';
import { useTableBinding } from '../../../stores/table-binding.ts';
import { PrintHeading } from '../../../ui/print/print-heading.tsx';
import { EmptyState } from '../../../ui/states/empty-state.tsx';
import { ErrorState } from '../../../ui/states/error-state.tsx';
import { InnerHeader } from '../inner-header.tsx';
import { compareRows } from './compare-rows.ts';
import { mostCompared, readCompareSearch } from './compare-search.ts';
import type { CompareSearch } from './compare-search.ts';
import { CompareTable } from './compare-table.tsx';
import frame from '../../../ui/page/page.module.css';
import classes from './compare.module.css';

/** Two roles or more beside each other, differences from the first one marked. */
export function ComparePage(): ReactNode {
  const raw: unknown = useSearch({ strict: false });
  const search = readCompareSearch(raw as Readonly<Record<string, unknown>>);
  const navigate = useNavigate();
  const change = (next: CompareSearch): void => void navigate({ to: '.', search: next, replace: true });
  const roles = useRoles((store) => store.list);
  const revision = useMirror((mirror) => mirror.any);
  const { freshness } = useTableBinding('roles');
  const chosen = search.role ?? [];
  const known = chosen.filter((id) => roles.some((role) => String(role.id) === id));
  const call = useCall('roles.compare', known.length < 2 ? null : { ids: known.map(Number) }, revision);
  const comparison = call.data;
  const groups = useMemo(
    () =>
      comparison === null
        ? []
        : compareRows(comparison.rows, { typed: search.q ?? '', onlyDifferences: search.show !== 'all' }),
    [comparison, search.q, search.show],
  );
  const pick = (ids: readonly string[]): void => change({ ...search, role: ids });

  return (
    <div className={frame.page}>
      <InnerHeader title="Compare roles" freshness={freshness} printed />
      <div className={frame.bar}>
        <MultiSelect
          className={classes.pick ?? ''}
          aria-label="Roles to compare"
          placeholder={chosen.length === 0 ? 'Choose two or more roles' : 'Add a role'}
          searchable
          hidePickedOptions
          maxValues={mostCompared}
          data={roles.map((role) => ({ value: String(role.id), label: role.name }))}
          value={known}
          onChange={pick}
        />
        <TextInput
          className={classes.search ?? ''}
          leftSection={<IconSearch size={14} aria-hidden />}
          aria-label="Search resource types"
          placeholder="Search resource types"
          data-search-box=""
          spellCheck={false}
          value={search.q ?? ''}
          onChange={(typed) => change({ ...search, q: typed.currentTarget.value })}
        />
        <SegmentedControl
          aria-label="What is shown"
          value={search.show ?? 'differences'}
          data={[
            { value: 'differences', label: 'Differences' },
            { value: 'all', label: 'Everything' },
          ]}
          onChange={(value) => {
            const { show: _before, ...rest } = search;
            change(value === 'all' ? { ...rest, show: 'all' } : rest);
          }}
        />
      </div>
      {call.status === 'failed' && <ErrorState error={call.error} onRetry={call.reload} />}
      {known.length < 2 && (
        <EmptyState
          title="Choose two or more roles."
          text="The first one is what the others are held against."
        />
      )}
      {comparison !== null && known.length >= 2 && (
        <div className={classes.sheet} data-print-sheet="across">
          <PrintHeading title={`Roles: ${comparison.roles.map(({ name }) => name).join(', ')}`} />
          <CompareTable
            comparison={comparison}
            groups={groups}
            all={search.show === 'all'}
            onFirst={(id) => pick([String(id), ...known.filter((each) => each !== String(id))])}
            onRemove={(id) => pick(known.filter((each) => each !== String(id)))}
            nothing={
              search.q === undefined
                ? 'These roles permit the same.'
                : `Nothing ${search.show === 'all' ? '' : 'different '}is called “${search.q}”.`
            }
          />
        </div>
      )}
    </div>
  );
}
