import { z } from 'zod';
import type { Permission, Role } from '../domain/role.ts';
import { resourceTypeWords } from '../profiles/resource-types.ts';
import { readWire } from './outside-contract.ts';

/** A permission as sent in roles v1 and v2, in permission sets and for the caller. Name and group only in v1. */
export const permissionWireSchema = z.object({
  resourceType: z.string(),
  displayName: z.string().nullish(),
  groupId: z.string().nullish(),
  actions: z.array(z.string()).nullish(),
});

type PermissionWire = z.output<typeof permissionWireSchema>;

const isTextOrNothing = (value: unknown): boolean =>
  value === undefined || value === null || typeof value === 'string';

function isPlain(permission: unknown): boolean {
  if (typeof permission !== 'object' || permission === null || Array.isArray(permission)) return false;
  const { resourceType, displayName, groupId, actions }: Partial<Record<keyof PermissionWire, unknown>> =
    permission;
  return (
    typeof resourceType === 'string' &&
    isTextOrNothing(displayName) &&
    isTextOrNothing(groupId) &&
    Array.isArray(actions) &&
    actions.every((action) => typeof action === 'string')
  );
}

/**
 * Whether the permissions of what the tenant sent are a list that {@link permissionWireSchema} accepts, looked at by hand: a
 * role has a hundred of them, and schemas took most of the time of reading roles. False only means to ask the schema.
 */
export function hasPlainPermissions(raw: unknown): boolean {
  const list: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'permissions') : undefined;
  return Array.isArray(list) && list.every(isPlain);
}

/** Permissions that were looked at already. */
export const plainPermissions = z.custom<PermissionWire[]>(() => true);

/** A role as sent by `/api/v2/authorization/roles` or its v1 (tenant-api §3.5). */
export const roleWireSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  description: z.string().nullish(),
  permissions: z.array(permissionWireSchema).nullish(),
  permissionSets: z.array(z.object({ id: z.string(), name: z.string().nullish() })).nullish(),
  custom: z.boolean().nullish(),
  enabled: z.boolean().nullish(),
  effectiveEnabled: z.boolean().nullish(),
  createdBy: z.string().nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
});

const plainRoleSchema = roleWireSchema.extend({ permissions: plainPermissions });

/** One permission from its wire shape. */
export function permissionFromWire(wire: PermissionWire): Permission {
  const known = resourceTypeWords(wire.resourceType);
  return {
    resourceType: wire.resourceType,
    displayName: wire.displayName || known.name,
    group: wire.groupId || known.group,
    actions: [...(wire.actions ?? [])],
  };
}

/** Who made the predefined roles, as the tenant writes it (tenant-api §3.5). */
const vendorNames: readonly string[] = ['Run:ai', 'run:ai', 'NVIDIA Run:ai'];

/**
 * One role from what the tenant sent. Where the version has no `custom` member, a role is custom when somebody
 * other than the vendor made it. Throws `outside-contract`.
 */
export function roleFromWire(raw: unknown): Role {
  const wire = readWire(hasPlainPermissions(raw) ? plainRoleSchema : roleWireSchema, raw, 'a role');
  const createdBy = wire.createdBy ?? '';
  return {
    id: wire.id,
    name: wire.name,
    description: wire.description ?? '',
    permissions: (wire.permissions ?? []).map(permissionFromWire),
    permissionSets: (wire.permissionSets ?? []).map(({ id, name }) => ({ id, name: name ?? '' })),
    custom: wire.custom ?? (createdBy !== '' && !vendorNames.includes(createdBy)),
    enabled: wire.effectiveEnabled ?? wire.enabled ?? true,
    createdBy,
    createdAt: wire.createdAt ?? null,
    updatedAt: wire.updatedAt ?? null,
  };
}
