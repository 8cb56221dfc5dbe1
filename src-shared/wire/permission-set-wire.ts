import { z } from 'zod';
import type { Permission } from '../domain/role.ts';
import { readWire } from './outside-contract.ts';
import {
  hasPlainPermissions,
  permissionFromWire,
  permissionWireSchema,
  plainPermissions,
} from './role-wire.ts';

/** A permission set as sent (tenant-api §3.5, from 2.24). */
export const permissionSetWireSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  description: z.string().nullish(),
  permissions: z.array(permissionWireSchema).nullish(),
});

const plainSetSchema = permissionSetWireSchema.extend({ permissions: plainPermissions });

/** A named bundle of permissions that custom roles are made of. */
export interface PermissionSet {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

/** One permission set from what the tenant sent. Throws `outside-contract`. */
export function permissionSetFromWire(raw: unknown): PermissionSet {
  const schema = hasPlainPermissions(raw) ? plainSetSchema : permissionSetWireSchema;
  const wire = readWire(schema, raw, 'a permission set');
  return {
    id: wire.id,
    name: wire.name,
    description: wire.description ?? '',
    permissions: (wire.permissions ?? []).map(permissionFromWire),
  };
}
