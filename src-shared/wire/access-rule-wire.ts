import { z } from 'zod';
import type { AccessRule } from '../domain/access-rule.ts';
import { readWire } from './outside-contract.ts';

/**
 * An access rule as sent (tenant-api §3.4). Types of subject and scope and the phase are open sets;
 * `status` is absent on clusters before 2.22. `subjectId` may be missing for everyone's rule of 3.0.
 */
export const accessRuleWireSchema = z.object({
  id: z.number().int(),
  subjectId: z.string().nullish(),
  subjectType: z.string(),
  roleId: z.number().int(),
  roleName: z.string().nullish(),
  scopeId: z.string(),
  scopeType: z.string(),
  scopeName: z.string().nullish(),
  clusterId: z.string().nullish(),
  tenantId: z.union([z.number(), z.string()]).nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  deletedAt: z.string().nullish(),
  createdBy: z.string().nullish(),
  status: z.object({ phase: z.string().nullish() }).nullish(),
});

/** One access rule from what the tenant sent. Throws `outside-contract`. */
export function accessRuleFromWire(raw: unknown): AccessRule {
  const wire = readWire(accessRuleWireSchema, raw, 'an access rule');
  return {
    id: wire.id,
    subjectType: wire.subjectType,
    subjectId: wire.subjectId ?? '',
    roleId: wire.roleId,
    roleName: wire.roleName ?? '',
    scopeType: wire.scopeType,
    scopeId: wire.scopeId,
    scopeName: wire.scopeName ?? '',
    clusterId: wire.clusterId ?? null,
    createdBy: wire.createdBy ?? '',
    createdAt: wire.createdAt ?? null,
    updatedAt: wire.updatedAt ?? null,
    deletedAt: wire.deletedAt ?? null,
    phase: wire.status?.phase ?? null,
  };
}

/** The tenant's number as text: rules and clusters carry it (tenant-api §3.8). Null where the rule does not say. */
export function tenantIdOfRule(raw: unknown): string | null {
  const wire = accessRuleWireSchema.safeParse(raw);
  const id = wire.success ? wire.data.tenantId : null;
  return id === null || id === undefined ? null : String(id);
}
