import type { EditKind } from '../domain/change.ts';

const kinds: Readonly<Record<EditKind, string>> = {
  'user.create': 'New user',
  'user.delete': 'User deleted',
  'user.reset-password': 'Password reset',
  'rule.create': 'Access rule given',
  'rule.delete': 'Access rule taken',
  'service-account.create': 'New service account',
  'service-account.set-enabled': 'Service account switched',
  'service-account.rotate': 'New client secret',
  'service-account.delete': 'Service account deleted',
  'role.create': 'New role',
  'role.update': 'Role changed',
  'role.set-enabled': 'Role switched',
  'role.delete': 'Role deleted',
};

/** A kind of change in words. */
export function kindWords(kind: EditKind): string {
  return kinds[kind];
}
