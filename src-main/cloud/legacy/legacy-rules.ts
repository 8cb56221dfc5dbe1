import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { accessRuleFromWire } from '../../../src-shared/wire/access-rule-wire.ts';
import type { Random } from '../../../src-shared/ports/random.ts';
import { isGone } from '../gone.ts';
import { OUTCOME_UNKNOWN } from '../outcome-unknown.ts';
import { segment } from '../request-url.ts';
import type { RuleCreation, TakenRule, TenantClient } from '../tenant-client.ts';
import { type HeldAccess, holds, isSameAccess, withoutRule, withRule } from './held-access.ts';
import type { HeldScope } from './held-access.ts';
import { type HeldRule, type Holder, roleKeyOf, type RuleFacts, rulesOfHolder, ruleWire } from './holder.ts';
import type { LegacyCalls } from './legacy-calls.ts';
import { legacyPaths } from './legacy-paths.ts';
import { makePassword } from './make-password.ts';

const pathOf: Readonly<Record<Holder['subjectType'], string>> = {
  user: legacyPaths.users,
  group: legacyPaths.groups,
  app: legacyPaths.apps,
};

const refused = (reason: string, message: string, hint: string): RolebookError =>
  new RolebookError({ kind: 'input', origin: 'cloud', reason, message, hint });

const accessBody = ({ roles, all, clusters }: HeldAccess): Record<string, unknown> => ({
  roles,
  permitAllClusters: all,
  permittedClusters: clusters,
});

type RuleCalls = Pick<TenantClient, 'createRules' | 'giveToMany' | 'readRule' | 'deleteRule' | 'rulesOf'> & {
  /** Rules that creating a user has made: asked for right after, they are told as made and not as there already. */
  madeWith(email: string, access: HeldAccess): void;
};

/**
 * Access rules where the tenant has none: what stands on users, groups and applications, one rule for each role in each
 * place (decision 0006). A write replaces the whole record, so it is read right before, everything unknown in it is sent
 * back, and two writes to one record go one after the other.
 */
export function createLegacyRules(calls: LegacyCalls, random: Pick<Random, 'below'>): RuleCalls {
  const queues = new Map<string, Promise<unknown>>();
  const fresh = new Set<string>();
  const freshKey = (email: string, role: string, scope: Pick<ScopeRef, 'type' | 'id'>): string =>
    JSON.stringify([foldEmail(email), role, scope.type, scope.type === 'tenant' ? '' : scope.id]);

  /** One at a time for each record. */
  function during<T>(key: string, act: () => Promise<T>): Promise<T> {
    const mine = (queues.get(key) ?? Promise.resolve()).then(act);
    const settled = mine.catch(() => {});
    queues.set(key, settled);
    void settled.then(() => {
      if (queues.get(key) === settled) queues.delete(key);
    });
    return mine;
  }

  async function find(subject: SubjectRef): Promise<Holder | null> {
    const type = subject.type === 'service-account' ? 'app' : subject.type;
    const holders = (await calls.holders()).filter(({ subjectType }) => subjectType === type);
    const same = (holder: Holder): boolean =>
      type === 'user'
        ? foldEmail(holder.subjectId) === foldEmail(subject.id) || holder.key === subject.id
        : holder.subjectId === subject.id || holder.raw['name'] === subject.id;
    return holders.find(same) ?? null;
  }

  async function write(holder: Holder, access: HeldAccess, op: string | undefined): Promise<Holder> {
    await calls.send({
      method: 'PUT',
      path: `${pathOf[holder.subjectType]}/${segment(holder.key)}`,
      body: { json: { ...holder.raw, ...accessBody(access) } },
      op,
      repeat: 'once',
      expect: { statuses: [200, 201], body: 'json' },
    });
    return { ...holder, access };
  }

  /** Somebody who is not there yet: an e-mail that will come by SSO, or a group of the identity provider. */
  async function create(subject: SubjectRef, access: HeldAccess, op: string | undefined): Promise<Holder> {
    const body =
      subject.type === 'group'
        ? { name: subject.id }
        : // The call wants a password; nobody is told this one, and SSO users do not sign in by it (V32).
          { email: subject.id, entityType: 'sso-user', password: makePassword(random) };
    if (subject.type !== 'user' && subject.type !== 'group') {
      throw new RolebookError({
        kind: 'not-found',
        origin: 'cloud',
        reason: 'not-found',
        message: 'The tenant has no such service account.',
        hint: 'Sync, then look for it again.',
        status: 404,
      });
    }
    await calls.send({
      method: 'POST',
      path: subject.type === 'group' ? legacyPaths.groups : legacyPaths.users,
      body: { json: { ...body, ...accessBody(access) } },
      op,
      repeat: 'once',
      expect: { statuses: [200, 201], body: 'json' },
    });
    const made = await find(subject);
    if (made === null)
      throw refused('not-shown', 'The tenant took it but does not show it yet.', 'Sync again.');
    return made;
  }

  function creation(holder: Holder, role: string, scope: ScopeRef, facts: RuleFacts): RuleCreation {
    const rule = rulesOfHolder(holder, facts).find(
      (one) =>
        one.role === role &&
        one.scope.type === scope.type &&
        (scope.type === 'tenant' || one.scope.id === scope.id),
    );
    if (rule === undefined) throw new Error('a rule that was just written is not there');
    const raw = ruleWire(rule, facts);
    return { outcome: 'created', scope, rule: accessRuleFromWire(raw), raw };
  }

  async function findRule(id: number): Promise<{ rule: HeldRule; facts: RuleFacts } | null> {
    const [holders, facts] = await Promise.all([calls.holders(), calls.facts()]);
    for (const holder of holders) {
      const rule = rulesOfHolder(holder, facts).find((one) => one.id === id);
      if (rule !== undefined) return { rule, facts };
    }
    return null;
  }

  async function give(
    { subject, roleId, scopes }: Parameters<TenantClient['createRules']>[0],
    op: string | undefined,
  ): Promise<readonly RuleCreation[]> {
    const [before, facts] = await Promise.all([find(subject), calls.facts()]);
    const role = roleKeyOf(roleId, before?.access.roles ?? []);
    if (role === null)
      throw refused('role-unknown', 'This version has no such role.', 'Sync, then choose again.');
    const nothing: HeldAccess = { roles: [], all: false, clusters: [] };
    const there = before?.access ?? nothing;
    let wanted: HeldAccess | null = there;
    for (const scope of scopes) wanted = wanted === null ? null : withRule(wanted, role, scope);
    if (wanted === null) {
      throw refused(
        'scope-not-here',
        'On this version roles hold in clusters, not in departments or projects.',
        'Projects are assigned in the tenant’s own console.',
      );
    }
    const had = (scope: ScopeRef): boolean => holds(there, role, scope);
    const after = scopes.every(had)
      ? before
      : before === null
        ? await create(subject, wanted, op)
        : await write(before, wanted, op);
    if (after === null) return [];
    return scopes.map((scope) => {
      const isFresh = fresh.delete(freshKey(subject.id, role, scope));
      return had(scope) && !isFresh ? { outcome: 'exists', scope } : creation(after, role, scope, facts);
    });
  }

  /** The rule that goes; one that is gone already with its role or its place may still mean the other of them. */
  async function findTaken(
    id: number,
    meant: TakenRule | undefined,
  ): Promise<
    (Pick<HeldRule, 'holder' | 'role'> & { readonly scope: Pick<ScopeRef | HeldScope, 'type' | 'id'> }) | null
  > {
    const found = await findRule(id);
    if (found !== null || meant === undefined) return found?.rule ?? null;
    const holder = await find(meant.subject);
    const role = holder === null ? null : roleKeyOf(meant.roleId, holder.access.roles);
    return holder === null || role === null ? null : { holder, role, scope: meant.scope };
  }

  async function take(id: number, op: string | undefined, meant: TakenRule | undefined): Promise<boolean> {
    const found = await findTaken(id, meant);
    if (found === null) return false;
    const { holder, role, scope } = found;
    const access = withoutRule(holder.access, role, scope, meant?.takes);
    if (access === null) {
      throw refused(
        'not-one-rule',
        `On this version clusters stand on ${holder.subjectId}, not on each role, so that one role cannot go from one cluster alone.`,
        'Take the role away in all clusters, or the cluster for all roles.',
      );
    }
    if (isSameAccess(access, holder.access)) return false;
    if (access.roles.length === 0 && holder.subjectType === 'user') {
      throw refused(
        'last-role',
        `${holder.subjectId} would be left without a role, which this version does not have.`,
        'Give another role first, or delete the user.',
      );
    }
    await write(holder, access, op);
    return true;
  }

  const keyOf = (subject: SubjectRef): string => `${subject.type} ${foldEmail(subject.id)}`;

  return {
    madeWith(email, { roles, all, clusters }) {
      for (const role of roles) {
        if (all) fresh.add(freshKey(email, role, { type: 'tenant', id: '' }));
        for (const id of clusters) fresh.add(freshKey(email, role, { type: 'cluster', id }));
      }
    },

    async createRules(input, op) {
      try {
        return await during(keyOf(input.subject), () => give(input, op));
      } catch (error) {
        if (!(error instanceof RolebookError)) throw error;
        const { body } = error;
        if (body.reason !== OUTCOME_UNKNOWN && (body.kind === 'network' || body.kind === 'auth')) throw error;
        const outcome = body.reason === OUTCOME_UNKNOWN ? 'unknown' : 'failed';
        return input.scopes.map((scope) => ({ outcome, scope, error: body }));
      }
    },

    // Each has a record of its own.
    giveToMany: async () => null,

    async readRule(id) {
      const found = await findRule(id);
      return found === null ? null : ruleWire(found.rule, found.facts);
    },

    async deleteRule(id, op, meant) {
      const found = await findTaken(id, meant);
      if (found === null) return false;
      const { subjectType, subjectId } = found.holder;
      try {
        return await during(keyOf({ type: subjectType, id: subjectId }), () => take(id, op, meant));
      } catch (error) {
        if (isGone(error)) return false;
        throw error;
      }
    },

    async rulesOf(subject) {
      const [holder, facts] = await Promise.all([find(subject), calls.facts()]);
      if (holder === null) return [];
      return rulesOfHolder(holder, facts).map((rule) => {
        const raw = ruleWire(rule, facts);
        return { rule: accessRuleFromWire(raw), raw };
      });
    },
  };
}
