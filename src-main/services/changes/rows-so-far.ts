import { localIdOf } from '../../../src-shared/changes/local-id.ts';
import type { RoleContent } from '../../../src-shared/changes/merge-role.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { permissionFromWire } from '../../../src-shared/wire/role-wire.ts';
import type { ServiceAccount } from '../../../src-shared/wire/service-account-wire.ts';
import type { RowFacts } from './row-facts.ts';

/** What rows are held against: the tenant as the rows that were taken over so far leave it. */
export interface RowsSoFar {
  readonly facts: RowFacts;
  /** The row after which the next ones are looked at, as the change that it becomes. */
  take(changeId: string, edit: Edit): void;
}

const contentOf = ({ name, description, permissionSets, permissions }: RoleContent) => ({
  name,
  description,
  permissionSets: permissionSets.map((set) => ({ ...set })),
  permissions: permissions.map(({ resourceType, actions }) =>
    permissionFromWire({ resourceType, actions: [...actions] }),
  ),
});

function roleMadeBy(edit: Extract<Edit, { kind: 'role.create' }>): Role {
  return {
    id: edit.localId,
    ...contentOf(edit),
    custom: true,
    enabled: true,
    createdBy: '',
    createdAt: null,
    updatedAt: null,
  };
}

function accountMadeBy(changeId: string, name: string): ServiceAccount {
  const id = localIdOf(changeId);
  return {
    id,
    name,
    clientId: id,
    enabled: true,
    createdBy: '',
    createdAt: null,
    updatedAt: null,
    lastLogin: null,
  };
}

/** A role as an edit leaves it. */
function roleAfter(role: Role, edit: Edit): Role {
  if (!('roleId' in edit) || edit.roleId !== role.id) return role;
  if (edit.kind === 'role.update') return { ...role, ...contentOf(edit) };
  return edit.kind === 'role.set-enabled' ? { ...role, enabled: edit.enabled } : role;
}

/** Starts with the tenant as it is. */
export function rowsSoFar(
  start: Omit<RowFacts, 'roles' | 'accounts' | 'going'> & {
    readonly roles: readonly Role[];
    readonly accounts: readonly ServiceAccount[];
  },
): RowsSoFar {
  const roles = [...start.roles];
  const accounts = new Map(start.accounts.map((account) => [account.name, account]));
  const going = new Set<number>();
  return {
    facts: { ...start, roles, accounts, going },
    take(changeId, edit) {
      if (edit.kind === 'rule.delete') going.add(edit.ruleId);
      if (edit.kind === 'role.create') roles.push(roleMadeBy(edit));
      for (const [at, role] of roles.entries()) roles[at] = roleAfter(role, edit);
      if (edit.kind === 'service-account.create') accounts.set(edit.name, accountMadeBy(changeId, edit.name));
      const account = edit.kind === 'service-account.set-enabled' ? accounts.get(edit.name) : undefined;
      if (account !== undefined && edit.kind === 'service-account.set-enabled')
        accounts.set(edit.name, { ...account, enabled: edit.enabled });
    },
  };
}
