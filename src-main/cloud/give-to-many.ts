import type { ScopeRef } from '../../src-shared/domain/scope.ts';
import type { SubjectRef } from '../../src-shared/domain/subject.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { foldEmail } from '../../src-shared/rules/email-key.ts';
import { accessRuleFromWire } from '../../src-shared/wire/access-rule-wire.ts';
import { outsideContract } from '../../src-shared/wire/outside-contract.ts';
import { endedCreation, takesApart } from './create-rules.ts';
import type { Dialect } from './dialects/dialect.ts';
import { type Http, PAGE_BYTES } from './http.ts';
import { outcomeUnknown } from './outcome-unknown.ts';
import { readReply } from './reply-json.ts';
import { statusError } from './status-error.ts';
import type { RuleCreation, TenantClient } from './tenant-client.ts';
import { afterSuccess } from './user-calls.ts';
import { batchCreatedSchema } from './wire/created-wire.ts';

type Order = Parameters<TenantClient['giveToMany']>[0];

/** See {@link TenantClient.giveToMany}; `op` names the call. */
export async function giveToMany(
  http: Http,
  { features, lists }: Dialect,
  order: Order,
  op: string | undefined,
): Promise<readonly RuleCreation[] | null> {
  if (!features.batchCreateRules) return null;
  const { subjects, roleId, scope } = order;
  try {
    const reply = await http.send({
      method: 'POST',
      path: `${lists['access-rules'].path}/batch-create`,
      op,
      body: {
        json: {
          payload: {
            roleId,
            subjects: subjects.map(({ id, type }) => ({ subjectId: id, subjectType: type })),
            scopes: [{ scopeId: scope.id, scopeType: scope.type }],
          },
        },
      },
      expect: { statuses: [200, 201, 207], body: 'json' },
      repeat: 'once',
      authorised: true,
      maxBytes: PAGE_BYTES,
    });
    return afterSuccess(reply, () =>
      partsOf(readReply(batchCreatedSchema, reply, 'new access rules'), order),
    );
  } catch (error) {
    if (takesApart(error) || isNotPermitted(error)) return null;
    throw error;
  }
}

/** Perhaps because of one of them alone. */
const isNotPermitted = (error: unknown): boolean =>
  error instanceof RolebookError && error.body.kind === 'not-permitted';

/** What became of each; an end that nobody can tell is open, like a lost reply. */
function partsOf(
  reply: ReturnType<typeof batchCreatedSchema.parse>,
  { subjects, scope }: Pick<Order, 'subjects' | 'scope'>,
): readonly RuleCreation[] {
  const made = new Map(
    (reply.succeeded ?? []).map((raw) => {
      const rule = accessRuleFromWire(raw);
      return [
        keyOf(rule.subjectType, rule.subjectId, { type: rule.scopeType, id: rule.scopeId }),
        { raw, rule },
      ];
    }),
  );
  const failed = new Map(
    (reply.failed ?? []).map((one) => {
      const { subjectType, subjectId, scopeType, scopeId } = one.payload ?? {};
      return [keyOf(subjectType ?? '', subjectId ?? '', { type: scopeType ?? '', id: scopeId ?? '' }), one];
    }),
  );
  return subjects.map(({ type, id }): RuleCreation => {
    const key = keyOf(type, id, scope);
    const created = made.get(key);
    if (created !== undefined) return { outcome: 'created', scope, ...created };
    const refused = failed.get(key);
    if (refused !== undefined)
      return endedCreation(scope, statusError(refused.code ?? 400, refused.message ?? null));
    return { outcome: 'unknown', scope, error: outcomeUnknown(outsideContract('the end of a batch')).body };
  });
}

const keyOf = (type: string, id: string, scope: Pick<ScopeRef, 'id'> & { readonly type: string }): string =>
  JSON.stringify([type, foldedId({ type, id }), scope.type, scope.id]);

const foldedId = ({ type, id }: { readonly type: string; readonly id: SubjectRef['id'] }): string =>
  type === 'user' ? foldEmail(id) : id;
