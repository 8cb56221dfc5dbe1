import { instantOf } from './instant.ts';
import { textOrNothing } from './user-row.ts';

/** What the mirror stores of an access rule, before texts became numbers. */
export interface RuleRow {
  readonly id: number;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly roleId: number;
  readonly roleName: string;
  readonly scopeType: string;
  readonly scopeId: string;
  readonly scopeName: string;
  readonly phase: string;
  readonly createdBy: string;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  /** True for a rule that the tenant keeps as deleted; it is not stored. */
  readonly deleted: boolean;
}

interface RuleShape {
  readonly id?: unknown;
  readonly subjectType?: unknown;
  readonly subjectId?: unknown;
  readonly roleId?: unknown;
  readonly roleName?: unknown;
  readonly scopeType?: unknown;
  readonly scopeId?: unknown;
  readonly scopeName?: unknown;
  readonly clusterId?: unknown;
  readonly tenantId?: unknown;
  readonly createdBy?: unknown;
  readonly createdAt?: unknown;
  readonly updatedAt?: unknown;
  readonly deletedAt?: unknown;
  readonly status?: unknown;
}

/** The phase, '' where there is none, null where the status is outside the schema. */
export function phaseOf(status: unknown): string | null {
  if (status === null || status === undefined) return '';
  if (typeof status !== 'object' || Array.isArray(status)) return null;
  const { phase } = status as { readonly phase?: unknown };
  return textOrNothing(phase) ? (phase ?? '') : null;
}

/** An access rule as sent (accessRuleWireSchema), checked by hand for the same reason as {@link userRow}; null when it does not fit. */
export function ruleRow(raw: unknown): RuleRow | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const rule = raw as RuleShape;
  const { id, subjectType, subjectId, roleId, roleName, scopeType, scopeId, scopeName, tenantId } = rule;
  const { createdBy, createdAt, updatedAt, deletedAt } = rule;
  if (!Number.isSafeInteger(id) || !Number.isSafeInteger(roleId)) return null;
  if (typeof id !== 'number' || typeof roleId !== 'number') return null;
  if (typeof subjectType !== 'string' || typeof scopeType !== 'string' || typeof scopeId !== 'string')
    return null;
  if (!textOrNothing(subjectId) || !textOrNothing(roleName) || !textOrNothing(scopeName)) return null;
  if (!textOrNothing(rule.clusterId) || !textOrNothing(createdBy) || !textOrNothing(createdAt)) return null;
  if (!textOrNothing(updatedAt) || !textOrNothing(deletedAt)) return null;
  if (!textOrNothing(tenantId) && typeof tenantId !== 'number') return null;
  const phase = phaseOf(rule.status);
  if (phase === null) return null;
  return {
    id,
    subjectType,
    subjectId: subjectId ?? '',
    roleId,
    roleName: roleName ?? '',
    scopeType,
    scopeId,
    scopeName: scopeName ?? '',
    phase,
    createdBy: createdBy ?? '',
    createdAt: instantOf(createdAt),
    updatedAt: instantOf(updatedAt),
    deleted: typeof deletedAt === 'string' && deletedAt !== '',
  };
}
