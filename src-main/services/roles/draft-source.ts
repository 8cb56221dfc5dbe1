import { coversAll, keysOf, permissionsOfKeys, without } from '../../../src-shared/access/permission-keys.ts';
import type { RoleContent } from '../../../src-shared/changes/merge-role.ts';
import type { Permission, Role } from '../../../src-shared/domain/role.ts';
import type { RoleDraft } from '../../../src-shared/domain/role-draft.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { DraftSource } from '../../../src-shared/ipc/roles-contract.ts';
import { resourceTypeWords } from '../../../src-shared/profiles/resource-types.ts';
import type { PermissionSet } from '../../../src-shared/wire/permission-set-wire.ts';
import type { EditRoom } from '../edits/edit-room.ts';
import { singlePermissions } from './draft-content.ts';
import { readRoles } from './read-roles.ts';
import { readRoleClash } from './role-clash.ts';

/** The largest sets that give nothing which the role does not give. */
function setsWithin(role: Role, sets: readonly PermissionSet[]): PermissionSet[] {
  const keys = keysOf(role.permissions);
  const inside = sets
    .map((set) => ({ set, keys: keysOf(set.permissions) }))
    .filter((one) => one.keys.size > 0 && coversAll(keys, one.keys));
  return inside
    .filter(
      (one, at) =>
        !inside.some(
          (other, place) =>
            place !== at &&
            coversAll(other.keys, one.keys) &&
            (other.keys.size > one.keys.size || place < at),
        ),
    )
    .map(({ set }) => set);
}

function copyName(name: string, roles: readonly Role[]): string {
  const taken = new Set(roles.map((role) => role.name.toLowerCase()));
  const first = `${name} (copy)`;
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? first : `${name} (copy ${number})`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}

/** What an editor starts from: a new role, one to change, a copy of one, or a clash of two changes of one. */
export async function draftSource(
  room: Pick<EditRoom, 'mirror' | 'session' | 'outbox'>,
  { id, as, clash }: ParsedInput<'roles.draftSource'>,
): Promise<DraftSource> {
  const { mirror, session } = room;
  const both = clash === undefined ? null : await readRoleClash(room, clash, id);
  const [roles, sets] = await Promise.all([mirror.roles(), mirror.permissionSets()]);
  const { abilities, productLine } = session.describe();
  const source =
    id === null || as === 'new' ? null : (both?.theirs ?? (await readRoles({ mirror }, [id]))[0] ?? null);
  const single = singlePermissions(productLine);
  const known = new Set(sets.map((set) => set.id));
  const own = source?.permissionSets.map((set) => set.id).filter((set) => known.has(set)) ?? [];
  const chosen =
    source === null || own.length > 0 || (as === 'edit' && source.custom)
      ? own
      : setsWithin(source, sets).map((set) => set.id);
  const beside = (
    permissions: readonly Pick<Permission, 'resourceType' | 'actions'>[],
    ids: readonly string[],
  ) => {
    const given = keysOf(sets.filter((set) => ids.includes(set.id)).flatMap((set) => set.permissions));
    return permissionsOfKeys(without(keysOf(permissions), given));
  };
  const asDrafted = (rest: readonly Permission[]): RoleDraft['permissions'] =>
    single.allowed ? rest.map(({ resourceType, actions }) => ({ resourceType, actions })) : [];
  const rest = beside(source?.permissions ?? [], chosen);
  const draft: RoleDraft = {
    name: source === null ? '' : as === 'clone' ? copyName(source.name, roles) : source.name,
    description: source?.description ?? '',
    permissionSetIds: [...chosen],
    permissions: asDrafted(rest),
  };
  const mineOf = ({ name, description, permissionSets, permissions }: RoleContent): RoleDraft => {
    const ids = permissionSets.map((set) => set.id).filter((set) => known.has(set));
    return { name, description, permissionSetIds: ids, permissions: asDrafted(beside(permissions, ids)) };
  };
  const types = [...(source?.permissions ?? []), ...sets.flatMap(({ permissions }) => permissions)];
  return {
    ability: abilities.customRoles,
    draft,
    mine: both === null ? null : mineOf(both.mine),
    source,
    sets: sets.map((set) => ({ ...set, permissions: [...set.permissions] })),
    singlePermissions: single,
    lacking: single.allowed ? [] : rest,
    unknownTypes: [
      ...new Set(
        types
          .map(({ resourceType }) => resourceType)
          .filter((type) => resourceTypeWords(type).group === 'other'),
      ),
    ].sort(),
  };
}
