import { keysOf, permissionsOfKeys, without } from '../../../src-shared/access/permission-keys.ts';
import type { RoleContent } from '../../../src-shared/changes/merge-role.ts';
import type { RoleDraft } from '../../../src-shared/domain/role-draft.ts';
import type { Ability, ProductLine } from '../../../src-shared/domain/tenant.ts';
import { whyLacking } from '../../../src-shared/profiles/product-features.ts';
import type { PermissionSet } from '../../../src-shared/wire/permission-set-wire.ts';

/** A draft with its permission sets looked up. */
export interface ReadDraft {
  readonly content: RoleContent;
  /** All single permissions that it comes to. */
  readonly keys: ReadonlySet<string>;
  /** Those that no set of it gives. */
  readonly single: ReadonlySet<string>;
  /** Sets that the tenant does not have (any more), by id. */
  readonly unknownSets: readonly string[];
}

/** What a draft comes to. */
export function readDraft(draft: RoleDraft, sets: readonly PermissionSet[]): ReadDraft {
  const byId = new Map(sets.map((set) => [set.id, set]));
  const wanted = [...new Set(draft.permissionSetIds)];
  const chosen = wanted.flatMap((id) => byId.get(id) ?? []);
  const ofSets = keysOf(chosen.flatMap(({ permissions }) => permissions));
  const keys = new Set([...ofSets, ...keysOf(draft.permissions)]);
  return {
    content: {
      name: draft.name.trim(),
      description: draft.description.trim(),
      permissionSets: chosen.map(({ id, name }) => ({ id, name })),
      permissions: permissionsOfKeys(keys).map(({ resourceType, actions }) => ({ resourceType, actions })),
    },
    keys,
    single: without(keys, ofSets),
    unknownSets: wanted.filter((id) => !byId.has(id)),
  };
}

/** Whether a version takes single permissions in a role, and why not. */
export function singlePermissions(line: ProductLine | null): Ability {
  const reason =
    line === null
      ? 'Not known yet: Rolebook has not reached this tenant.'
      : whyLacking('rolePermissions', line);
  return { allowed: reason === null, reason };
}
