import { Button, MultiSelect, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../../bridge/use-call.ts';
import { partsOfKey } from '../../../../src-shared/access/permission-keys.ts';
import { useMirror, useRoles } from '../../../stores/stores-context.tsx';
import { useTableBinding } from '../../../stores/table-binding.ts';
import { scopeOfText, scopeOptions } from '../../../ui/access/scope-options.ts';
import { EmptyState } from '../../../ui/states/empty-state.tsx';
import { ErrorState } from '../../../ui/states/error-state.tsx';
import { InnerHeader } from '../inner-header.tsx';
import { editorTypes } from '../editor/grid-model.ts';
import { PermissionSection } from '../editor/permission-section.tsx';
import type { RoleForm } from '../editor/role-form.ts';
import { toggleCells } from '../editor/toggle-cells.ts';
import type { Takes } from '../editor/toggle-cells.ts';
import { LeastAnswers } from './least-answers.tsx';
import { amongChoices, readLeastSearch } from './least-search.ts';
import type { Among, LeastSearch } from './least-search.ts';
import frame from '../../../ui/page/page.module.css';
import classes from './least.module.css';

/** A wish is a list of single permissions. */
const wishes: Takes = { sets: [], single: true };

/** Scopes shown at once while one is searched for. */
const mostShown = 60;

const amongWords: Readonly<Record<Among, string>> = {
  all: 'All roles',
  predefined: 'Predefined',
  custom: 'Custom',
};

/** "Least role": what somebody must be able to do, and where; the fewest roles that give it, and what they give too much. */
export function LeastPage(): ReactNode {
  const raw: unknown = useSearch({ strict: false });
  const search = readLeastSearch(raw as Readonly<Record<string, unknown>>);
  const navigate = useNavigate();
  const change = (next: LeastSearch): void => void navigate({ to: '.', search: next, replace: true });
  const roles = useRoles((store) => store.list);
  const revision = useMirror((mirror) => mirror.any);
  const { freshness } = useTableBinding('roles');
  const tree = useCall('scopes.tree', {}, revision);
  const options = useMemo(() => [...scopeOptions(tree.data ?? [])], [tree.data]);
  const needed = search.need ?? [];
  const form: RoleForm = { name: '', description: '', setIds: [], single: new Set(needed) };
  const types = useMemo(() => editorTypes(roles, [], new Set()), [roles]);
  const scopes = (search.at ?? []).flatMap((text) => scopeOfText(text) ?? []);
  const call = useCall(
    'roles.least',
    needed.length === 0 || scopes.length === 0
      ? null
      : { needs: needed.map(partsOfKey), scopes, among: search.among ?? 'all' },
    revision,
  );
  const setNeeds = (next: RoleForm): void => {
    const { need: _before, ...rest } = search;
    change(next.single.size === 0 ? rest : { ...rest, need: [...next.single] });
  };

  return (
    <div className={frame.page}>
      <InnerHeader title="Least role" freshness={freshness} />
      <div className={classes.columns}>
        <div className={classes.wish}>
          <p className={frame.lead}>Tick what somebody must be able to do.</p>
          <PermissionSection
            label="What somebody must be able to do"
            wish
            types={types}
            form={form}
            opened={form}
            takes={wishes}
            onToggle={(keys) => setNeeds(toggleCells(form, keys, wishes))}
          />
        </div>
        <div className={classes.answer}>
          <MultiSelect
            label="Where"
            placeholder={scopes.length === 0 ? 'Choose clusters, departments or projects' : ''}
            searchable
            hidePickedOptions
            limit={mostShown}
            nothingFoundMessage="No scope is called so."
            data={options}
            value={[...(search.at ?? [])]}
            onChange={(at) => {
              const { at: _before, ...rest } = search;
              change(at.length === 0 ? rest : { ...rest, at });
            }}
          />
          <div className={classes.choices}>
            <SegmentedControl
              aria-label="Which roles are looked at"
              value={search.among ?? 'all'}
              data={amongChoices.map((value) => ({ value, label: amongWords[value] }))}
              onChange={(value) => {
                const { among: _before, ...rest } = search;
                const among = amongChoices.find((choice) => choice === value);
                change(among === undefined || among === 'all' ? rest : { ...rest, among });
              }}
            />
            <Button
              variant="subtle"
              color="gray"
              disabled={needed.length === 0}
              onClick={() => setNeeds({ ...form, single: new Set() })}
            >
              Clear the wish
            </Button>
          </div>
          {call.status === 'failed' && <ErrorState error={call.error} onRetry={call.reload} />}
          {call.status === 'idle' && (
            <EmptyState
              title={needed.length === 0 ? 'Nothing is ticked yet.' : 'Choose where.'}
              text="The smallest set of existing roles that gives it is shown here, and what each gives too much."
            />
          )}
          {call.data !== null && (
            <LeastAnswers answer={call.data} places={search.at ?? []} options={options} />
          )}
        </div>
      </div>
    </div>
  );
}
