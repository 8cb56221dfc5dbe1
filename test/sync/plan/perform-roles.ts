import type { Role } from '../../../src-shared/domain/role.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import * as desk from '../app/desk.ts';
import type { RunningApp } from '../app/running-app.ts';
import type { SimTenant } from '../world/sim-tenant.ts';
import type { Operation, RoleAspect } from './operation.ts';

type RoleKind = 'create-role' | 'change-role' | 'switch-role' | 'delete-role' | 'grant-role';
/** What is done with roles at an app. */
export type RoleOperation = Extract<Operation, { readonly kind: RoleKind }>;
/** What others do with them, at the tenant's own console. */
export type OtherRoleOperation = Extract<Operation, { readonly kind: `other-${string}-role` }>;

const kinds: ReadonlySet<string> = new Set<RoleKind>([
  'create-role',
  'change-role',
  'switch-role',
  'delete-role',
  'grant-role',
]);

/** Tells them from the others. */
export const isRoleOperation = (operation: Operation): operation is RoleOperation =>
  kinds.has(operation.kind);
/** See {@link isRoleOperation}. */
export const isOtherRoleOperation = (operation: Operation): operation is OtherRoleOperation =>
  operation.kind.startsWith('other-') && operation.kind.endsWith('-role');

/** The name of a role of a number: few of them, so that admins meet each other. */
const roleNameOf = (n: number): string => `Desk ${n % 6}`;

const at = <Item>(items: readonly Item[], n: number): Item | undefined =>
  items[n % Math.max(1, items.length)];

/** One to three of the sets, by a number. */
function some(sets: readonly { readonly id: string }[], n: number): string[] {
  const count = 1 + (n % 3);
  return [...new Set(Array.from({ length: count }, (_, k) => at(sets, (n >> 2) + 5 * k)?.id ?? ''))];
}

/** What a role is to be once an aspect of it is changed: a set more or less, other words, another name. */
function changed(
  role: desk.RoleWish,
  what: RoleAspect,
  n: number,
  sets: readonly { readonly id: string }[],
): desk.RoleWish {
  if (what === 'name') return { ...role, name: roleNameOf(n) };
  if (what === 'description') return { ...role, description: `Words of ${n % 7}` };
  const id = at(sets, n)?.id ?? '';
  const rest = role.permissionSetIds.filter((one) => one !== id);
  return { ...role, permissionSetIds: rest.length < role.permissionSetIds.length ? rest : [...rest, id] };
}

const wishOf = ({ name, description, permissionSets }: Role): desk.RoleWish => ({
  name,
  description,
  permissionSetIds: permissionSets.map(({ id }) => id),
});

/** What the operation does at that app, or null where it makes no sense. */
export function roleActOf(app: RunningApp, operation: RoleOperation): (() => Promise<void>) | null {
  const send = operation.held ? 'staged' : undefined;
  const { store } = app.mirror;
  const own = store.roles().filter(({ custom }) => custom);
  if (operation.kind === 'create-role') {
    const wish = {
      name: roleNameOf(operation.name),
      description: 'Made here',
      permissionSetIds: some(store.permissionSets(), operation.sets),
    };
    return () => desk.saveRole(app.desk, null, wish, send);
  }
  const role = at(own, operation.kind === 'grant-role' ? operation.role : operation.pick);
  if (role === undefined) return null;
  switch (operation.kind) {
    case 'change-role': {
      const wish = changed(wishOf(role), operation.what, operation.sets, store.permissionSets());
      return () => desk.saveRole(app.desk, role.id, wish, send);
    }
    case 'switch-role':
      return () => desk.switchRoles(app.desk, [role.id], operation.enabled, send);
    case 'delete-role':
      return () => desk.deleteRoles(app.desk, [role.id], send);
    case 'grant-role': {
      const email = `person-${operation.pick % 12}@sim.example.com`;
      const unit = at(app.disk.tenant.state.units.projects.slice(0, 6), operation.scope);
      if (unit === undefined) return null;
      const scope: ScopeRef = { type: 'project', id: unit.scope.id };
      return () => desk.addRules(app.desk, email, [{ roleId: role.id, scopes: [scope] }], send);
    }
    default:
      return operation satisfies never;
  }
}

/** Does it at the tenant. `heard` hears which role was changed, before somebody may look at it again. */
export function performRoleElsewhere(
  tenant: SimTenant,
  operation: OtherRoleOperation,
  heard: (roleId: number) => void,
): string {
  const { roles, profile } = tenant.state;
  if (!profile.customRoles) return 'no roles of their own';
  if (operation.kind === 'other-create-role') {
    const body = {
      name: roleNameOf(operation.name),
      description: 'Made elsewhere',
      permissionSets: some(roles.sets, operation.sets).map((id) => ({ id })),
    };
    return `create role ${tenant.act('createRole', {}, body)}`;
  }
  const role = at(
    roles.all().filter(({ custom }) => custom),
    operation.pick,
  );
  if (role === undefined) return 'no role';
  const path = { roleId: role.id };
  switch (operation.kind) {
    case 'other-change-role': {
      const { name, description, permissionSetIds, enabled } = role;
      const wish = changed(
        { name, description, permissionSetIds },
        operation.what,
        operation.sets,
        roles.sets,
      );
      const body = {
        name: wish.name,
        description: wish.description,
        enabled,
        permissionSets: wish.permissionSetIds.map((id) => ({ id })),
      };
      heard(role.id);
      return `change role ${role.id} ${operation.what} ${tenant.act('updateRole', path, body)}`;
    }
    case 'other-toggle-role':
      heard(role.id);
      return `toggle role ${role.id} ${tenant.act(role.enabled ? 'disableRole' : 'enableRole', path)}`;
    case 'other-delete-role':
      return `delete role ${role.id} ${tenant.act('deleteRole', path)}`;
    default:
      return operation satisfies never;
  }
}
