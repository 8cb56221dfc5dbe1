import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../../bridge/use-call.ts';
import type { RoleMatrixView } from '../../../../src-shared/ipc/roles-contract.ts';
import { useMirror, useTenant } from '../../../stores/stores-context.tsx';
import { useTableBinding } from '../../../stores/table-binding.ts';
import { PrintHeading } from '../../../ui/print/print-heading.tsx';
import { WideSheet } from '../../../ui/print/wide-sheet.tsx';
import { ErrorState } from '../../../ui/states/error-state.tsx';
import { InnerHeader } from '../inner-header.tsx';
import { matrixChoices, matrixRows } from './matrix-rows.ts';
import { readMatrixSearch, shownVersion } from './matrix-search.ts';
import type { MatrixSearch } from './matrix-search.ts';
import { MatrixTable } from './matrix-table.tsx';
import { CellLegend } from '../../../ui/access/permission-cell.tsx';
import frame from '../../../ui/page/page.module.css';
import classes from './matrix.module.css';

/** All roles by all entities on one sheet: of the open tenant, or as a version prints it, with what is odd about it. */
export function MatrixPage(): ReactNode {
  const raw: unknown = useSearch({ strict: false });
  const search = readMatrixSearch(raw as Readonly<Record<string, unknown>>);
  const navigate = useNavigate();
  const change = (next: MatrixSearch): void => void navigate({ to: '.', search: next, replace: true });
  const revision = useMirror((mirror) => mirror.any);
  const { freshness } = useTableBinding('roles');
  const version = shownVersion(
    search,
    useTenant((store) => store.current?.productLine ?? null),
  );
  const call = useCall('roles.matrix', { productVersion: version }, revision);
  return (
    <div className={frame.page}>
      <InnerHeader title="Table of roles" {...(version === null ? { freshness } : {})} printed />
      <div className={frame.bar}>
        <SegmentedControl
          aria-label="Whose roles"
          value={version ?? 'tenant'}
          data={[...matrixChoices(call.data?.versions ?? (version === null ? [] : [version]))]}
          onChange={(value) => {
            change({ ...search, version: value });
          }}
        />
        <TextInput
          leftSection={<IconSearch size={14} aria-hidden />}
          aria-label="Search entities"
          placeholder="Search entities"
          data-search-box=""
          spellCheck={false}
          value={search.q ?? ''}
          onChange={(typed) => {
            const { q: _before, ...rest } = search;
            const q = typed.currentTarget.value;
            change(q === '' ? rest : { ...rest, q });
          }}
        />
      </div>
      {call.status === 'failed' && <ErrorState error={call.error} onRetry={call.reload} />}
      {call.data !== null && <MatrixSheet matrix={call.data} typed={search.q ?? ''} />}
    </div>
  );
}

function MatrixSheet(props: { matrix: RoleMatrixView; typed: string }): ReactNode {
  const { matrix, typed } = props;
  const groups = useMemo(() => matrixRows(matrix, typed), [matrix, typed]);
  const title =
    matrix.source === 'version' ? `Roles and permissions, ${matrix.version}` : `Roles of ${matrix.version}`;
  return (
    <section
      className={`${frame.sheet} ${classes.sheet}`}
      aria-label={title}
      // Scrolled by the keyboard, hence a stop of the Tab key.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      data-print-sheet="across"
    >
      <PrintHeading
        title={title}
        {...(typed.trim() === '' ? {} : { origin: `only entities called “${typed.trim()}”` })}
      />
      <div className={classes.legend}>
        <CellLegend
          cells={[{ look: 'full', words: 'granted' }]}
          more={['– no access', ...(matrix.notes.length > 0 ? ['O1 … notes below the table'] : [])]}
        />
      </div>
      <WideSheet
        columns={matrix.roles.length}
        what="roles"
        renderTable={(columns) => <MatrixTable matrix={matrix} groups={groups} columns={columns} />}
      />
      {groups.length === 0 && <p className={frame.nothing}>No entity is called “{typed}”.</p>}
      {matrix.notes.length > 0 && (
        <section aria-label="Notes" className={classes.notes}>
          <h2>What is odd about this table, and what Rolebook makes of it</h2>
          <dl>
            {matrix.notes.map((note) => (
              <div key={note.id} id={`note-${note.id}`} data-note={note.id}>
                <dt>{note.id}</dt>
                <dd>{note.text}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </section>
  );
}
