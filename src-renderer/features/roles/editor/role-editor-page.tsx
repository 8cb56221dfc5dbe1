import { Button } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCall } from '../../../bridge/use-call.ts';
import { EmptyState } from '../../../ui/states/empty-state.tsx';
import { ErrorState } from '../../../ui/states/error-state.tsx';
import { PageHeader } from '../../../ui/table-page/page-header.tsx';
import { readEditorSearch, taskOf } from './editor-search.ts';
import { RoleEditorForm } from './role-editor-form.tsx';
import frame from '../../../ui/page/page.module.css';

const titles = { new: 'New role', edit: 'Edit role', clone: 'Copy of a role' } as const;

/** The role editor as a screen of its own; the address says what it is for. */
export function RoleEditorPage(): ReactNode {
  const raw: unknown = useSearch({ strict: false });
  const task = taskOf(readEditorSearch(raw as Readonly<Record<string, unknown>>));
  const clash = task.as === 'edit' ? task.clash : undefined;
  const navigate = useNavigate();
  const call = useCall('roles.draftSource', task);
  const source = call.data;
  const gone = source !== null && task.id !== null && source.source === null;
  if (source !== null && source.ability.allowed && !gone) {
    return (
      <RoleEditorForm
        key={`${task.as} ${task.id ?? ''} ${clash ?? ''}`}
        task={task}
        source={source}
        onDone={(search) => void navigate({ to: clash === undefined ? '/roles' : '/changes', search })}
      />
    );
  }
  return (
    <div className={frame.page}>
      <PageHeader title={titles[task.as]} />
      {call.status === 'failed' && <ErrorState error={call.error} onRetry={call.reload} />}
      {source !== null && (
        <EmptyState
          title={gone ? 'This role is no longer in the tenant.' : 'Roles can only be looked at here.'}
          {...(gone ? {} : { text: source.ability.reason ?? 'This tenant does not take custom roles.' })}
        >
          <Button component={Link} to="/roles" variant="default">
            Back to the roles
          </Button>
        </EmptyState>
      )}
    </div>
  );
}
