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

/** One permission from its wire shape. */
export function permissionFromWire(wire: z.output<typeof permissionWireSchema>): Permission {
  const known = resourceTypeWords(wire.resourceType);
  return {
    resourceType: wire.resourceType,
    displayName: wire.displayName || known.name,
    group: wire.groupId || known.group,
    actions: wire.actions ?? [],
  };
}

/** Who made the predefined roles, as the tenant writes it (tenant-api §3.5). */
const vendorNames: readonly string[] = ['Run:ai', 'run:ai', 'NVIDIA Run:ai'];

/**
 * One role from what the tenant sent. Where the version has no `custom` member, a role is custom when somebody
 * other than the vendor made it. Throws `outside-contract`.
 */
export function roleFromWire(raw: unknown): Role {
  const wire = readWire(roleWireSchema, raw, 'a role');
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
