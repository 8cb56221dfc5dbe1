import type { FollowUpKind } from '../../../src-shared/ipc/access-why-contract.ts';

const words: Readonly<Record<FollowUpKind, string>> = {
  'researcher-without-project': 'Researcher without project',
  'department-administrator-without-department': 'Department administrator without department',
  'module-missing': 'Module not installed',
  'version-too-old': 'Version too old',
  'not-signed-in': 'Not signed in yet',
  'user-deleted': 'User deleted',
  'account-disabled': 'Service account disabled',
  'role-off': 'Role switched off',
  'role-gone': 'Role is gone',
  'scope-gone': 'Scope is gone',
  'cluster-not-permitted': 'Cluster not permitted',
  'assigned-without-role': 'Assigned without Researcher',
};

/** A kind of task in words. */
export function followUpWords(kind: FollowUpKind): string {
  return words[kind];
}
