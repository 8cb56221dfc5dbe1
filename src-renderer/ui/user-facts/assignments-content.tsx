import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import type { RecordPartProps } from '../record-drawer/record-drawer.tsx';
import { ErrorState } from '../states/error-state.tsx';
import { AssignmentsPart } from './assignments-view.tsx';

/** The assignments of the drawer's user or group, read from the local copy. */
export function AssignmentsContent({ record }: RecordPartProps): ReactNode {
  const type = record.view === 'groups' ? 'group' : 'user';
  const call = useCall('users.assignments', { type, id: record.title });
  if (call.status === 'failed') return <ErrorState error={call.error} onRetry={call.reload} />;
  return call.data === null ? null : <AssignmentsPart view={call.data} />;
}

/** The part of a drawer; only for versions that assign beside the roles. */
export const assignmentsPart = { value: 'assigned', label: 'Assigned', Content: AssignmentsContent };
