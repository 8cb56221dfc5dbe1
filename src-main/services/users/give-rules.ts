import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { Grant, RulePart } from '../../../src-shared/ipc/users-contract.ts';
import type { RuleCreation, TenantClient } from '../../cloud/tenant-client.ts';
import { recorded } from '../journal.ts';
import type { GrantFacts } from './grant-facts.ts';
import { endsTheRun, type UsersServiceDeps } from './user-act.ts';

/** What to give to whom. */
export interface RuleOrder {
  readonly subject: SubjectRef;
  readonly grants: readonly Grant[];
  readonly facts: GrantFacts;
  /** Rules that are known to be there: reported as `exists` without asking. */
  readonly held: readonly AccessRule[];
}

/** The parts in the order of the grants, and the rules as the tenant sent them. */
export interface RuleDelivery {
  readonly parts: RulePart[];
  readonly raws: unknown[];
}

type Ending = Pick<RulePart, 'outcome' | 'ruleId' | 'error'>;

const sameScope = (one: ScopeRef, type: string, id: string): boolean => one.type === type && one.id === id;

const notTried = (error: ErrorBody | null): Ending => ({ outcome: 'not-tried', ruleId: null, error });

/** A part for one rule of a grant. */
export function rulePart(facts: GrantFacts, roleId: number, scope: ScopeRef, ending: Ending): RulePart {
  return {
    roleId,
    roleName: facts.roleNames.get(roleId) ?? `Role ${roleId}`,
    scope,
    scopeName: facts.scopes.find(scope)?.name ?? scope.id,
    ...ending,
  };
}

/** All rules of the grants as not tried, for an account that could not be made. */
export function untriedParts(facts: GrantFacts, grants: readonly Grant[]): RulePart[] {
  return grants.flatMap((grant) =>
    grant.scopes.map((scope) => rulePart(facts, grant.roleId, scope, notTried(null))),
  );
}

function endingOf(creation: RuleCreation | undefined): Ending {
  if (creation === undefined) return notTried(null);
  switch (creation.outcome) {
    case 'created':
      return { outcome: 'created', ruleId: creation.rule.id, error: null };
    case 'exists':
      return { outcome: 'exists', ruleId: null, error: null };
    default:
      return { outcome: creation.outcome, ruleId: null, error: creation.error };
  }
}

function resultOf(creations: readonly RuleCreation[]): 'done' | 'partly' | 'failed' | 'unknown' {
  const good = creations.filter(({ outcome }) => outcome === 'created' || outcome === 'exists').length;
  if (good === creations.length) return 'done';
  if (creations.some(({ outcome }) => outcome === 'unknown')) return 'unknown';
  return good === 0 ? 'failed' : 'partly';
}

async function deliverGrant(
  deps: UsersServiceDeps,
  client: TenantClient,
  order: RuleOrder,
  grant: Grant,
): Promise<readonly RuleCreation[]> {
  const roleName = order.facts.roleNames.get(grant.roleId) ?? String(grant.roleId);
  return await recorded(deps, {
    verb: 'rule.create',
    object: order.subject.id,
    detail: { role: roleName, scopes: grant.scopes.map(({ type, id }) => `${type}:${id}`).join(' ') },
    run: () => client.createRules({ subject: order.subject, roleId: grant.roleId, scopes: grant.scopes }),
    judge: (creations) => ({
      result: resultOf(creations),
      detail: { created: creations.filter(({ outcome }) => outcome === 'created').length },
    }),
  });
}

/**
 * Gives the rules of each grant, one call a role where the tenant has batches. Never repeats a call: what failed or
 * got no reply is looked up once at the end, and reported for the user to repair.
 */
export async function giveRules(
  deps: UsersServiceDeps,
  client: TenantClient,
  order: RuleOrder,
): Promise<RuleDelivery> {
  const parts: RulePart[] = [];
  const raws: unknown[] = [];
  let stopped: ErrorBody | null = null;
  for (const grant of order.grants) {
    const held = new Map(
      grant.scopes.map((scope) => [
        scope,
        order.held.find(
          (rule) => rule.roleId === grant.roleId && sameScope(scope, rule.scopeType, rule.scopeId),
        ),
      ]),
    );
    const wanted = grant.scopes.filter((scope) => held.get(scope) === undefined);
    let endings = new Map<ScopeRef, Ending>();
    if (stopped === null && wanted.length > 0) {
      try {
        const creations = await deliverGrant(deps, client, order, { roleId: grant.roleId, scopes: wanted });
        endings = new Map(
          wanted.map((scope) => [
            scope,
            endingOf(creations.find((one) => sameScope(scope, one.scope.type, one.scope.id))),
          ]),
        );
        for (const one of creations) if (one.outcome === 'created') raws.push(one.raw);
      } catch (thrown) {
        const error = toErrorBody(thrown);
        const outcome = error.reason === 'outcome-unknown' ? 'unknown' : 'failed';
        endings = new Map(wanted.map((scope) => [scope, { outcome, ruleId: null, error }]));
        if (endsTheRun(error.reason, error.kind)) stopped = error;
      }
    }
    for (const scope of grant.scopes) {
      const there = held.get(scope);
      const ending: Ending =
        there === undefined
          ? (endings.get(scope) ?? notTried(stopped))
          : { outcome: 'exists', ruleId: there.id, error: null };
      parts.push(rulePart(order.facts, grant.roleId, scope, ending));
    }
  }
  return await reconciled(deps, client, order.subject, { parts, raws });
}

/** Looks at the tenant for rules whose fate is open, so that the report says what is, not what was hoped. */
async function reconciled(
  deps: UsersServiceDeps,
  client: TenantClient,
  subject: SubjectRef,
  delivery: RuleDelivery,
): Promise<RuleDelivery> {
  if (!delivery.parts.some(({ outcome }) => outcome === 'unknown' || outcome === 'failed')) return delivery;
  let there: Awaited<ReturnType<TenantClient['rulesOf']>>;
  try {
    there = await client.rulesOf(subject);
  } catch (error) {
    deps.log.warn('users.rules-not-read-back', { reason: toErrorBody(error).reason });
    return delivery;
  }
  const raws = [...delivery.raws];
  const parts = delivery.parts.map((part): RulePart => {
    if (part.outcome !== 'unknown' && part.outcome !== 'failed') return part;
    const match = there.find(
      ({ rule }) => rule.roleId === part.roleId && sameScope(part.scope, rule.scopeType, rule.scopeId),
    );
    if (match === undefined) return { ...part, outcome: 'failed' };
    raws.push(match.raw);
    return {
      ...part,
      outcome: part.outcome === 'unknown' ? 'created' : 'exists',
      ruleId: match.rule.id,
      error: null,
    };
  });
  return { parts, raws };
}

/** Whether calling users.addRules with the unfinished parts could finish the job. */
export function hasUnfinished(parts: readonly RulePart[]): boolean {
  return parts.some(
    ({ outcome }) => outcome === 'failed' || outcome === 'unknown' || outcome === 'not-tried',
  );
}
