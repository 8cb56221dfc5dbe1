import { keysOf, permissionsOfKeys, without } from '../../../src-shared/access/permission-keys.ts';
import type { Permission, Role } from '../../../src-shared/domain/role.ts';
import type { RoleDraft } from '../../../src-shared/domain/role-draft.ts';
import type { DraftSource, PermissionSetRow, RolePreview } from '../../../src-shared/ipc/roles-contract.ts';
import { resourceTypeWords } from '../../../src-shared/profiles/resource-types.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { createPermissionSets } from '../../../src-main/demo-tenant/core/permission-sets.ts';
import { profileNamed } from '../../../src-main/demo-tenant/core/profile.ts';
import type { FakeFacts } from './fake-facts.ts';

/** The permission sets of the fake tenant. */
export function fakeSets(): PermissionSetRow[] {
  return createPermissionSets(profileNamed('3.0'), 1).map((set) => ({
    ...set,
    permissions: set.permissions.map(({ resourceType, actions }): Permission => {
      const { name, group } = resourceTypeWords(resourceType);
      return { resourceType, displayName: name, group, actions };
    }),
  }));
}

/** What the editor opens with; a copy takes the sets that lie within the role. */
export function fakeDraftSource(
  roles: readonly Role[],
  sets: PermissionSetRow[],
  task: { readonly id: number | null; readonly as: 'new' | 'edit' | 'clone' },
): DraftSource {
  const source = roles.find((role) => role.id === task.id) ?? null;
  const wanted = keysOf(source?.permissions ?? []);
  const within = sets.filter(({ permissions }) => without(keysOf(permissions), wanted).size === 0);
  const own = source?.permissionSets.map(({ id }) => id) ?? [];
  const permissionSetIds = own.length > 0 ? own : task.as === 'clone' ? within.map(({ id }) => id) : [];
  const given = givenBy({ permissionSetIds, permissions: [] }, sets);
  return {
    ability: { allowed: true, reason: null },
    draft: {
      name: source === null ? '' : task.as === 'clone' ? `${source.name} copy` : source.name,
      description: source?.description ?? '',
      permissionSetIds,
      permissions: [],
    },
    mine: null,
    source,
    sets,
    singlePermissions: {
      allowed: false,
      reason: 'This version of the product takes permission sets only, no single permissions.',
    },
    lacking: task.as === 'clone' ? permissionsOfKeys(without(wanted, given)) : [],
    unknownTypes: [],
  };
}

function givenBy(
  draft: Pick<RoleDraft, 'permissionSetIds' | 'permissions'>,
  sets: readonly PermissionSetRow[],
): Set<string> {
  const bySets = sets
    .filter(({ id }) => draft.permissionSetIds.includes(id))
    .flatMap(({ permissions }) => permissions);
  return new Set([...keysOf(bySets), ...keysOf(draft.permissions)]);
}

/** Each holder by a rule of the role gains and loses what the role does; other rules are not looked at. */
export function fakeRolePreview(
  facts: Pick<FakeFacts, 'roles' | 'rules'>,
  sets: readonly PermissionSetRow[],
  id: number | null,
  draft: RoleDraft,
): RolePreview {
  const before = keysOf(facts.roles.find((role) => role.id === id)?.permissions ?? []);
  const after = givenBy(draft, sets);
  const gained = permissionsOfKeys(without(after, before));
  const lost = permissionsOfKeys(without(before, after));
  const places = new Map<string, { type: string; places: string[] }>();
  for (const rule of facts.rules.filter(({ roleId }) => roleId === id)) {
    const known = places.get(rule.subjectId) ?? { type: rule.subjectType, places: [] };
    known.places.push(`${rule.scopeType} ${rule.scopeName}`);
    places.set(rule.subjectId, known);
  }
  const rows = [...places].map(([subjectId, holder]) => ({
    subjectType: holder.type,
    subjectId,
    title: holder.type === 'user' ? subjectId : `${holder.type} ${subjectId}`,
    members: holder.type === 'group' ? 3 : null,
    places: holder.places,
    gains: gained,
    losses: lost,
  }));
  const moved = gained.length + lost.length > 0;
  const people = (any: boolean): { count: number; exact: boolean } => ({
    count: any ? rows.reduce((sum, { members }) => sum + (members ?? 1), 0) : 0,
    exact: true,
  });
  return {
    findings: fakeFindings(facts, id, draft, after.size),
    permissions: permissionsOfKeys(after),
    gained,
    lost,
    holders: {
      total: rows.length,
      gaining: gained.length > 0 ? rows.length : 0,
      losing: lost.length > 0 ? rows.length : 0,
      people: { losing: people(lost.length > 0), gaining: people(gained.length > 0) },
      rows: moved ? rows : [],
    },
  };
}

function fakeFindings(
  facts: Pick<FakeFacts, 'roles'>,
  id: number | null,
  draft: RoleDraft,
  size: number,
): Finding[] {
  const block = (field: string, message: string): Finding => ({
    rule: 'V43',
    severity: 'block',
    field,
    message,
  });
  const name = draft.name.trim();
  const taken = facts.roles.some((role) => role.id !== id && role.name === name);
  return [
    ...(name === '' ? [block('name', 'The role needs a name.')] : []),
    ...(taken ? [block('name', `There is a role called ${name} already.`)] : []),
    ...(draft.description.trim() === '' ? [block('description', 'The role needs a description.')] : []),
    ...(size === 0 ? [block('permissions', 'The role permits nothing yet.')] : []),
  ];
}
