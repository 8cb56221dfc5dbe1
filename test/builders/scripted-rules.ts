import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import type { Role } from '../../src-shared/domain/role.ts';
import type { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { RuleCreation, TenantClient } from '../../src-main/cloud/tenant-client.ts';
import { aRule } from './facts.ts';

/** The part of a scripted tenant that making rules works on. */
export interface RuleKeeper {
  readonly rules: AccessRule[];
  readonly roles: readonly Role[];
  readonly refusedScopes: ReadonlySet<string>;
  readonly goneScopes: ReadonlySet<string>;
  next(): number;
}

/** Makes rules of one subject and role, each with its own end; `refused` is how the tenant says no with a status. */
export function newRules(
  tenant: RuleKeeper,
  { subject, roleId, scopes }: Parameters<TenantClient['createRules']>[0],
  refused: (status: number, kind: 'not-permitted' | 'not-found' | 'input') => RolebookError,
): readonly RuleCreation[] {
  return scopes.map((scope): RuleCreation => {
    if (tenant.refusedScopes.has(`${scope.type}:${scope.id}`))
      return { outcome: 'failed', scope, error: refused(403, 'not-permitted').body };
    const known = tenant.roles.length === 0 || tenant.roles.some((role) => role.id === roleId);
    if (!known || tenant.goneScopes.has(`${scope.type}:${scope.id}`))
      return { outcome: 'failed', scope, error: refused(404, 'not-found').body };
    const isOff = tenant.roles.some((role) => role.id === roleId && !role.enabled);
    if (isOff) return { outcome: 'failed', scope, error: refused(400, 'input').body };
    const there = tenant.rules.some(
      (rule) =>
        rule.subjectId === subject.id &&
        rule.roleId === roleId &&
        rule.scopeType === scope.type &&
        rule.scopeId === scope.id,
    );
    if (there) return { outcome: 'exists', scope };
    const role = tenant.roles.find((one) => one.id === roleId) ?? { id: roleId, name: '?' };
    const rule = aRule(tenant.next(), subject.id, role, scope, { subjectType: subject.type });
    tenant.rules.push(rule);
    return { outcome: 'created', scope, rule, raw: rule };
  });
}
