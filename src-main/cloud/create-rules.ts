import type { ScopeRef } from '../../src-shared/domain/scope.ts';
import type { SubjectRef } from '../../src-shared/domain/subject.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { accessRuleFromWire } from '../../src-shared/wire/access-rule-wire.ts';
import { outsideContract } from '../../src-shared/wire/outside-contract.ts';
import type { Dialect } from './dialects/dialect.ts';
import { editCall } from './edit-call.ts';
import { requestOf } from './edit-request.ts';
import { type Http, PAGE_BYTES } from './http.ts';
import { OUTCOME_UNKNOWN, outcomeUnknown } from './outcome-unknown.ts';
import { jsonOf, readReply } from './reply-json.ts';
import { statusError } from './status-error.ts';
import type { RuleCreation, TenantClient } from './tenant-client.ts';
import { afterSuccess } from './user-calls.ts';
import { batchCreatedSchema } from './wire/created-wire.ts';

/** Scopes in one batch; the tenant publishes no limit, so stay modest. */
const batchSize = 100;

type Order = Parameters<TenantClient['createRules']>[0] & { readonly op: string | undefined };

/**
 * Creates rules, one subject and role on several scopes (tenant-api §3.4): by batches where the version has them,
 * else one by one. A batch that is refused as a whole is taken apart, so that each scope has its own reason.
 * Service accounts go by client id; where that is refused, their name is tried once (tenant-api §5, question 2).
 */
export function createRuleMaker(
  http: Http,
  dialect: Dialect,
  otherIdsOf: (subject: SubjectRef) => Promise<readonly string[]>,
): TenantClient['createRules'] {
  const { path } = dialect.lists['access-rules'];

  async function single(order: Order, scope: ScopeRef): Promise<RuleCreation> {
    try {
      const reply = await http.send({
        ...editCall(
          requestOf({ kind: 'rule.create', subject: order.subject, roleId: order.roleId, scope }, dialect),
          nameOf(order, scope),
        ),
        expect: { statuses: [201, 200], body: 'json' },
        repeat: 'once',
        authorised: true,
      });
      return afterSuccess(reply, () => {
        const raw = jsonOf(reply, 'a new access rule');
        return { outcome: 'created', scope, rule: accessRuleFromWire(raw), raw };
      });
    } catch (error) {
      return endedCreation(scope, error);
    }
  }

  async function batch(order: Order, scopes: readonly ScopeRef[]): Promise<readonly RuleCreation[]> {
    const reply = await http.send({
      method: 'POST',
      path: `${path}/batch-create`,
      op: order.op,
      body: {
        json: {
          payload: {
            roleId: order.roleId,
            subjects: [subjectOf(order.subject)],
            scopes: scopes.map(({ id, type }) => ({ scopeId: id, scopeType: type })),
          },
        },
      },
      expect: { statuses: [200, 201, 207], body: 'json' },
      repeat: 'once',
      authorised: true,
      maxBytes: PAGE_BYTES,
    });
    return afterSuccess(reply, () =>
      readBatch(readReply(batchCreatedSchema, reply, 'new access rules'), scopes),
    );
  }

  async function some(order: Order, scopes: readonly ScopeRef[]): Promise<readonly RuleCreation[]> {
    if (scopes.length > 1 && dialect.features.batchCreateRules) {
      try {
        return await batch(order, scopes);
      } catch (error) {
        if (!takesApart(error)) return scopes.map((scope) => endedCreation(scope, error));
      }
    }
    const parts: RuleCreation[] = [];
    for (const scope of scopes) {
      const last = parts.at(-1);
      parts.push(last !== undefined && stops(last) ? { ...last, scope } : await single(order, scope));
    }
    return parts;
  }

  return async (wanted, op) => {
    const order: Order = { ...wanted, op };
    const made: RuleCreation[] = [];
    for (let at = 0; at < order.scopes.length; at += batchSize) {
      const chunk = order.scopes.slice(at, at + batchSize);
      const last = made.at(-1);
      made.push(
        ...(last !== undefined && stops(last)
          ? chunk.map((scope) => ({ ...last, scope }))
          : await some(order, chunk)),
      );
    }
    throwIfNothingLeft(made);
    const refused = made.filter(namesSubject);
    const name = refused.length === 0 ? undefined : await serviceAccountName(order.subject, otherIdsOf);
    if (name === undefined) return made;
    const again = await some(
      { ...order, op: op === undefined ? op : `${op}/by-name`, subject: { ...order.subject, id: name } },
      refused.map(({ scope }) => scope),
    );
    return made.map((one) => {
      const second = again.find(({ scope }) => scope === one.scope);
      return second === undefined || second.outcome === 'failed' ? one : second;
    });
  };

  function subjectOf(subject: SubjectRef): { subjectId: string; subjectType: string } {
    const machine = subject.type === 'service-account' || subject.type === 'app';
    return { subjectId: subject.id, subjectType: machine ? dialect.serviceAccountSubject : subject.type };
  }
}

/** One call, one name: several scopes of one wish have names of their own. */
function nameOf({ op, scopes }: Order, scope: ScopeRef): string | undefined {
  return op === undefined || scopes.length === 1 ? op : `${op}/${scope.type}:${scope.id}`;
}

async function serviceAccountName(
  subject: SubjectRef,
  otherIdsOf: (subject: SubjectRef) => Promise<readonly string[]>,
): Promise<string | undefined> {
  if (subject.type !== 'service-account' && subject.type !== 'app') return undefined;
  // Only a hint is wanted: without the right to list accounts the first answer stands.
  const others = await otherIdsOf(subject).catch(() => []);
  return others[0];
}

/** Refusals that could be about the subject's id, as opposed to rights or the connection. */
function namesSubject(part: RuleCreation): boolean {
  return part.outcome === 'failed' && (part.error.kind === 'input' || part.error.kind === 'not-found');
}

/** Refusals of a whole batch behind which single calls may fare better, or fail for reasons of their own. */
export function takesApart(error: unknown): boolean {
  if (!(error instanceof RolebookError) || error.body.reason === OUTCOME_UNKNOWN) return false;
  return ['unavailable', 'input', 'not-found', 'conflict'].includes(error.body.kind);
}

/** Without a connection or a sign-in there is no point in the next call. */
function stops(part: RuleCreation): boolean {
  return part.outcome === 'failed' && (part.error.kind === 'network' || part.error.kind === 'auth');
}

/** When the very first call never got through, nothing was done: that is one failure, not many. */
function throwIfNothingLeft(made: readonly RuleCreation[]): void {
  const first = made[0];
  if (first?.outcome === 'failed' && stops(first)) throw new RolebookError(first.error);
}

/** How the creation of a rule ended that met an error. Throws what is no RolebookError: a bug. */
export function endedCreation(scope: ScopeRef, error: unknown): RuleCreation {
  if (!(error instanceof RolebookError)) throw error;
  if (error.body.status === 409) return { outcome: 'exists', scope };
  return { outcome: error.body.reason === OUTCOME_UNKNOWN ? 'unknown' : 'failed', scope, error: error.body };
}

function readBatch(
  reply: ReturnType<typeof batchCreatedSchema.parse>,
  scopes: readonly ScopeRef[],
): readonly RuleCreation[] {
  const made = (reply.succeeded ?? []).map((raw) => ({ raw, rule: accessRuleFromWire(raw) }));
  return scopes.map((scope): RuleCreation => {
    const created = made.find(({ rule }) => rule.scopeType === scope.type && rule.scopeId === scope.id);
    if (created !== undefined) return { outcome: 'created', scope, ...created };
    const failed = (reply.failed ?? []).find(
      ({ payload }) => payload?.scopeType === scope.type && payload.scopeId === scope.id,
    );
    if (failed === undefined) {
      return { outcome: 'unknown', scope, error: outcomeUnknown(outsideContract('the end of a batch')).body };
    }
    return endedCreation(scope, statusError(failed.code ?? 400, failed.message ?? null));
  });
}
