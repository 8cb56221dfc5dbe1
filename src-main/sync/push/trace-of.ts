import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import { mayBeAbout } from '../../../src-shared/history/event-entity.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { accessRuleFromWire } from '../../../src-shared/wire/access-rule-wire.ts';
import type { TenantClient, TenantEvent } from '../../cloud/tenant-client.ts';
import { cannotFollow, readEvents, readRules } from '../delta/read-feed.ts';
import { makerOf, slackMs, type Wisher } from './made-by-us.ts';

/** What else the tenant tells of a create whose reply was lost and whose thing is not there. */
export type Trace =
  /** Nothing: it was not made, or this tenant or account has no history that would tell. */
  | { readonly tells: 'nothing' }
  /** It was made under this id (empty where the event names none), and nothing tells that it was deleted. */
  | { readonly tells: 'made'; readonly id: string }
  /** It was made, and somebody deleted it since. */
  | { readonly tells: 'made-and-gone' };

type Create = Extract<
  Edit,
  { kind: 'user.create' | 'service-account.create' | 'role.create' | 'rule.create' }
>;

/** Whether an edit makes something, of which a trace may be left. */
export function leavesTrace(edit: Edit): edit is Create {
  return ['user.create', 'service-account.create', 'role.create', 'rule.create'].includes(edit.kind);
}

/**
 * Looks for that trace: rules in the list with the deleted ones (tenant-api §3.4), the rest in the event history (§3.10). `isKnown`
 * says whether an id came with the reply to another change of ours. Rejects where the tenant cannot be reached.
 */
export async function traceOf(
  client: TenantClient,
  edit: Create,
  us: Wisher,
  isKnown: (id: string) => boolean,
): Promise<Trace> {
  const since = Date.parse(us.wishedAt) - slackMs;
  const { signal } = new AbortController();
  try {
    if (edit.kind === 'rule.create') {
      const { rows } = await readRules(client.feed, since, signal);
      return traceInRules(rows.flatMap(readable), edit, us, isKnown);
    }
    const { rows } = await readEvents(client.feed, since, signal);
    return traceInEvents(rows, edit, us, isKnown);
  } catch (thrown) {
    if (cannotFollow.has(toErrorBody(thrown).kind)) return { tells: 'nothing' };
    throw thrown;
  }
}

/** Somebody else's rule that this edition cannot read says nothing about ours, and must not keep its outcome open. */
function readable(raw: unknown): AccessRule[] {
  try {
    return [accessRuleFromWire(raw)];
  } catch {
    return [];
  }
}

/** What access rules, deleted ones among them, tell of one that was to be made. Pure. */
export function traceInRules(
  rules: readonly AccessRule[],
  { subject, roleId, scope }: Pick<Extract<Edit, { kind: 'rule.create' }>, 'subject' | 'roleId' | 'scope'>,
  us: Wisher,
  isKnown: (id: string) => boolean,
): Trace {
  const gone = rules.some(
    (rule) =>
      rule.deletedAt !== null &&
      rule.roleId === roleId &&
      rule.scopeType === scope.type &&
      rule.scopeId === scope.id &&
      foldEmail(rule.subjectId) === foldEmail(subject.id) &&
      !isKnown(String(rule.id)) &&
      makerOf(rule, us) === 'us',
  );
  return { tells: gone ? 'made-and-gone' : 'nothing' };
}

const kindOf: Readonly<Record<Exclude<Create['kind'], 'rule.create'>, FactKind>> = {
  'user.create': 'users',
  'service-account.create': 'service-accounts',
  'role.create': 'roles',
};

/** What events tell of a user, account or role that was to be made. Pure. */
export function traceInEvents(
  events: readonly TenantEvent[],
  edit: Exclude<Create, { kind: 'rule.create' }>,
  us: Wisher,
  isKnown: (id: string) => boolean,
): Trace {
  const name = foldEmail(edit.kind === 'user.create' ? edit.email : edit.name);
  const about = events.filter(({ entityType }) => mayBeAbout(entityType, kindOf[edit.kind]));
  const made = about.filter(
    ({ action, at, actor = '', entityName = '', entityId }) =>
      action === 'create' &&
      foldEmail(entityName) === name &&
      !isKnown(entityId) &&
      makerOf({ createdBy: actor, createdAt: at }, us) === 'us',
  );
  if (made.length === 0) return { tells: 'nothing' };
  const isGone = (one: TenantEvent): boolean =>
    about.some(
      ({ action, at, entityId, entityName = '' }) =>
        action === 'delete' &&
        (one.entityId === '' ? foldEmail(entityName) === name && at >= one.at : entityId === one.entityId),
    );
  const left = made.find((one) => !isGone(one));
  return left === undefined ? { tells: 'made-and-gone' } : { tells: 'made', id: left.entityId };
}
