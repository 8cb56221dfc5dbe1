import { z } from 'zod';
import { baseSchema } from '../domain/change.ts';
import { permissionSchema, roleSchema } from '../domain/role.ts';
import { roleDraftSchema } from '../domain/role-draft.ts';
import { scopeRefSchema } from '../domain/scope.ts';
import { abilitySchema } from '../domain/tenant.ts';
import { findingKeyLength, findingSchema } from '../rules/finding.ts';
import { editReportSchema, removalPreviewSchema } from './changes-contract.ts';
import { act, call } from './define.ts';
import { sendWhenSchema } from './users-contract.ts';

const roleId = z.number().int();
const count = z.number().int().nonnegative();
/** A change of the role that met somebody else's, and is decided in the editor. */
const clash = z.string().min(1).max(100).optional();
const acknowledged = z.array(z.string().max(findingKeyLength)).max(1000).default([]);

/** A bundle of permissions that custom roles are made of. */
export const permissionSetSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  permissions: z.array(permissionSchema),
});
export type PermissionSetRow = z.infer<typeof permissionSetSchema>;

/** What an editor of a role starts from. */
export const draftSourceSchema = z.object({
  /** Whether roles can be made or changed here at all, and why not (2.24 and later only). */
  ability: abilitySchema,
  draft: roleDraftSchema,
  /** Where a clash is decided: mine over what the tenant has by now, which is the draft. Null elsewhere. */
  mine: roleDraftSchema.nullable(),
  /** The role that is edited or cloned, where a clash is decided as the tenant has it; null for a new one. */
  source: roleSchema.nullable(),
  sets: z.array(permissionSetSchema),
  /** Whether this tenant takes single permissions beside sets, and why not. */
  singlePermissions: abilitySchema,
  /**
   * Permissions of the source that the draft does not have, because no permission set of the tenant gives just them:
   * what a clone of a predefined role lacks.
   */
  lacking: z.array(permissionSchema),
  /** Resource types that Rolebook has no words for, on the source or in sets: shown by id and kept as they are. */
  unknownTypes: z.array(z.string()),
});
export type DraftSource = z.infer<typeof draftSourceSchema>;

/** What one holder gains and loses. */
export const holderDifferenceSchema = z.object({
  subjectType: z.string(),
  subjectId: z.string(),
  /** The subject in words: an e-mail, `group vision`. */
  title: z.string(),
  /** Known members where it is a group; null where it is none. */
  members: count.nullable(),
  /** Where it holds the role, in words: `project cats`. */
  places: z.array(z.string()),
  /** What is new to it: nothing that another of its rules gives at the same place or wider. */
  gains: z.array(permissionSchema),
  /** What it loses for good: nothing that another of its rules still gives there. */
  losses: z.array(permissionSchema),
});
export type HolderDifference = z.infer<typeof holderDifferenceSchema>;

const peopleSchema = z.object({
  count,
  /** False where it is at most so many: somebody may be in several large groups. */
  exact: z.boolean(),
});

/** A role as it would be, checked, with what that means for those who hold it. */
export const rolePreviewSchema = z.object({
  findings: z.array(findingSchema),
  /** All that the role would give. */
  permissions: z.array(permissionSchema),
  gained: z.array(permissionSchema),
  lost: z.array(permissionSchema),
  holders: z.object({
    /** Subjects that hold it by a rule of their own; a group is one of them. */
    total: count,
    gaining: count,
    losing: count,
    /** The people behind those who lose and gain: users, and known members of groups, each once. */
    people: z.object({ losing: peopleSchema, gaining: peopleSchema }),
    /** Those who gain or lose, losing ones first; at most 500. */
    rows: z.array(holderDifferenceSchema),
  }),
});
export type RolePreview = z.infer<typeof rolePreviewSchema>;

/** Two or more roles side by side. */
export const roleComparisonSchema = z.object({
  roles: z.array(z.object({ id: roleId, name: z.string(), custom: z.boolean(), permissions: count })),
  rows: z.array(
    z.object({
      resourceType: z.string(),
      displayName: z.string(),
      group: z.string(),
      /** Actions of each role, in the order of `roles`. */
      cells: z.array(z.array(z.string())),
      differs: z.boolean(),
    }),
  ),
  pairs: z.array(
    z.object({
      left: roleId,
      right: roleId,
      /** `subset`: the left one adds nothing to the right one. */
      relation: z.enum(['equal', 'subset', 'superset', 'overlap', 'disjoint']),
      onlyLeft: count,
      onlyRight: count,
      both: count,
      words: z.string(),
    }),
  ),
  /** Roles that add nothing beside another one of these. */
  redundant: z.array(
    z.object({
      roleId,
      roleName: z.string(),
      besideId: roleId,
      besideName: z.string(),
      same: z.boolean(),
      /** "Viewer adds nothing to Editor". */
      words: z.string(),
    }),
  ),
});
export type RoleComparisonView = z.infer<typeof roleComparisonSchema>;

const permissionNeedSchema = z.strictObject({
  resourceType: z.string().min(1).max(200),
  action: z.string().min(1).max(40),
});

/** The smallest sets of existing roles that give what is wanted. */
export const leastRolesSchema = z.object({
  /** Smallest first, of those the ones that give least too much; at most 10. Empty where nothing covers it all. */
  answers: z.array(
    z.object({
      roles: z.array(
        z.object({
          roleId,
          roleName: z.string(),
          custom: z.boolean(),
          /** What of the wish it gives. */
          gives: z.array(permissionSchema),
          /** What it gives beside. */
          tooMuch: z.array(permissionSchema),
        }),
      ),
      /** Single permissions that the roles together give beyond the wish. */
      tooMuch: count,
    }),
  ),
  /** What no role of this tenant gives. */
  nobodyGives: z.array(permissionSchema),
  /** Where the roles are to be given: places that lie below another one of the wish are left out. */
  scopes: z.array(scopeRefSchema),
  /** False where there were too many roles to look through all sets; then the answer is good, but may not be the smallest. */
  exact: z.boolean(),
});
export type LeastRoles = z.infer<typeof leastRolesSchema>;

/** What becomes of one role when the tenant goes from one version to another (V55). */
export const upgradeEntrySchema = z.object({
  role: z.string(),
  /** Its name afterwards; null where it is no longer there. */
  becomes: z.string().nullable(),
  gains: z.array(z.string()),
  losses: z.array(z.string()),
  /** What changes beside the permissions, e.g. where it counts. */
  notes: z.array(z.string()),
  /** Subjects of this tenant that hold it; names of at most 100. */
  holders: z.object({ total: count, names: z.array(z.string()) }),
});
export type UpgradeEntry = z.infer<typeof upgradeEntrySchema>;

/** Who gains and loses between two versions. */
export const upgradeViewSchema = z.object({
  from: z.string(),
  to: z.string(),
  entries: z.array(upgradeEntrySchema),
  /** Steps that can be looked at. */
  known: z.array(z.object({ from: z.string(), to: z.string() })),
});
export type UpgradeView = z.infer<typeof upgradeViewSchema>;

/** Roles by entity, as one version prints them, or as this tenant has them. */
export const roleMatrixSchema = z.object({
  /** e.g. `2.13`; for the tenant's own roles the words of its version. */
  version: z.string(),
  /** `version`: a printed table of that version. `tenant`: the roles of the open tenant. */
  source: z.enum(['version', 'tenant']),
  roles: z.array(z.object({ id: z.string(), name: z.string(), column: z.string() })),
  entities: z.array(z.object({ id: z.string(), name: z.string(), group: z.string() })),
  cells: z.array(
    z.object({
      entity: z.string(),
      role: z.string(),
      /** As printed: `CRUD (all roles)`, `N/A`. */
      cell: z.string(),
      actions: z.array(z.string()),
      scopeNote: z.string().nullable(),
      /** Ids of the notes on it, e.g. `O11`. */
      notes: z.array(z.string()),
    }),
  ),
  /** Oddities of the printed table and what Rolebook makes of them (O1–O22). */
  notes: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      /** Entities and roles it is about, by id; empty: the table as a whole. */
      entities: z.array(z.string()),
      roles: z.array(z.string()),
    }),
  ),
  /** Versions whose printed table is known. */
  versions: z.array(z.string()),
});
export type RoleMatrixView = z.infer<typeof roleMatrixSchema>;

export const rolesCalls = {
  /** What an editor starts from: a new role, one to change, a copy of one, or a clash of two changes of one. */
  'roles.draftSource': call(
    z.strictObject({ id: roleId.nullable(), as: z.enum(['new', 'edit', 'clone']), clash }),
    draftSourceSchema,
  ),
  /** Checked while it is written (V43–V45, V54). `id` null: a new role. */
  'roles.preview': act(
    z.strictObject({ id: roleId.nullable(), draft: roleDraftSchema, clash }),
    rolePreviewSchema,
  ),
  /**
   * Makes a role (`id` null) or changes one. `clonedFrom`: the role whose cluster rights a new one copies. `clash`: the change
   * whose conflict it decides; that change then wants this, over what the tenant has. Refused where it is none any more.
   * `shown`: the role as the editor showed it (`roleFields` of the source); what came since was not seen, and stays (I7).
   */
  'roles.save': act(
    z.strictObject({
      id: roleId.nullable(),
      draft: roleDraftSchema,
      clonedFrom: roleId.nullable().default(null),
      clash,
      shown: baseSchema.shape.fields.optional(),
      acknowledged,
      send: sendWhenSchema,
    }),
    editReportSchema,
  ),
  /** What switching roles off or on, or deleting them, means for those who hold them (V45). */
  'roles.usePreview': act(
    z.strictObject({
      ids: z.array(roleId).min(1).max(1000),
      act: z.enum(['enable', 'disable', 'delete']),
    }),
    removalPreviewSchema,
  ),
  'roles.setEnabled': act(
    z.strictObject({
      ids: z.array(roleId).min(1).max(1000),
      enabled: z.boolean(),
      acknowledged,
      send: sendWhenSchema,
    }),
    editReportSchema,
  ),
  'roles.delete': act(
    z.strictObject({
      ids: z.array(roleId).min(1).max(1000),
      typed: z.string().max(400).nullable().default(null),
      acknowledged,
      send: sendWhenSchema,
    }),
    editReportSchema,
  ),
  'roles.compare': call(z.strictObject({ ids: z.array(roleId).min(2).max(12) }), roleComparisonSchema),
  'roles.least': call(
    z.strictObject({
      /** What somebody must be able to do. */
      needs: z.array(permissionNeedSchema).min(1).max(500),
      /** And where. */
      scopes: z.array(scopeRefSchema).min(1).max(500),
      /** Look at predefined roles only, custom ones only, or all. */
      among: z.enum(['all', 'predefined', 'custom']).default('all'),
    }),
    leastRolesSchema,
  ),
  /** Versions as in `known` of the answer; null: from the open tenant's own version to the newest. */
  'roles.upgrade': call(
    z.strictObject({ from: z.string().max(20).nullable(), to: z.string().max(20).nullable() }),
    upgradeViewSchema,
  ),
  /** Null: what the open tenant has. */
  'roles.matrix': call(
    z.strictObject({ productVersion: z.string().max(20).nullable().default(null) }),
    roleMatrixSchema,
  ),
};

/** A single permission that somebody needs. */
export type PermissionNeed = z.infer<typeof permissionNeedSchema>;
