import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { CreateReport, Grant, RemovedPart, RulePart } from '../../../src-shared/ipc/users-contract.ts';
import type { GrantFacts } from '../users/grant-facts.ts';
import { isWaiting, whyOf } from './change-ending.ts';
import { ofKind } from './edit-draft.ts';

type Ending = Pick<RulePart, 'outcome' | 'ruleId' | 'error'>;

/** How the change that gives a rule stands. One whose parent did not succeed was not tried. */
function ruleEnding(change: Change | undefined, isDone: (id: string) => boolean): Ending {
  if (change === undefined) return { outcome: 'not-tried', ruleId: null, error: null };
  const error = whyOf(change);
  if (change.state === 'done') {
    const ruleId = change.result?.serverId ?? null;
    return {
      outcome: change.result?.how === 'already' ? 'exists' : 'created',
      ruleId: ruleId === null ? null : Number(ruleId),
      error: null,
    };
  }
  if (isWaiting(change) && change.dependsOn.every(isDone)) return { outcome: 'pending', ruleId: null, error };
  if (change.state === 'unknown') return { outcome: 'unknown', ruleId: null, error };
  const tried = change.dependsOn.every(isDone) && change.state !== 'cancelled';
  return { outcome: tried ? 'failed' : 'not-tried', ruleId: null, error };
}

type Account = CreateReport['account'];

function accountEnding(change: Change): Account {
  const error = whyOf(change);
  switch (change.state) {
    case 'done':
      return { outcome: 'created', error: null };
    case 'pending':
    case 'sending':
      return { outcome: 'pending', error };
    case 'unknown':
      return { outcome: 'unknown', error };
    case 'conflict':
      if (change.conflict?.kind === 'email-taken') return { outcome: 'exists', error };
      return { outcome: change.conflict?.kind === 'password-not-received' ? 'unknown' : 'failed', error };
    default:
      return { outcome: 'failed', error };
  }
}

/** What the report of an act on one e-mail is made of. */
export interface ReportFacts {
  readonly email: string;
  /** Id of the account that is there already, or null. */
  readonly userId: string | null;
  /** How the account stands where the act does not make one. */
  readonly there: 'exists' | 'pre-authorised';
  readonly grants: readonly Grant[];
  readonly facts: GrantFacts;
  /** Rules that were held before: not asked for again. */
  readonly held: readonly AccessRule[];
  /** Rules that were to go with it. */
  readonly going?: readonly AccessRule[];
  /** The changes of the act and earlier open ones for the same rules, as they stand. */
  readonly changes: readonly Change[];
  readonly credential: CreateReport['credential'];
  readonly requests: number;
}

const sameRule = (
  rule: { roleId: number; scopeType: string; scopeId: string },
  roleId: number,
  scope: ScopeRef,
): boolean => rule.roleId === roleId && rule.scopeType === scope.type && rule.scopeId === scope.id;

/** Whether calling users.addRules with the unfinished parts could finish the job; what waits finishes by itself. */
const hasUnfinished = (parts: readonly RulePart[]): boolean =>
  parts.some(({ outcome }) => outcome === 'failed' || outcome === 'unknown' || outcome === 'not-tried');

/** How the removals of the act ended; nothing where there was none. */
function removedOf(
  { going = [], changes }: ReportFacts,
  isDone: (id: string) => boolean,
): Pick<CreateReport, 'removed'> {
  if (going.length === 0) return {};
  const removals = ofKind(changes, 'rule.delete');
  const removed = going.map(({ id, roleName, scopeType, scopeName }): RemovedPart => {
    const change = removals.findLast(({ edit }) => edit.ruleId === id);
    const { outcome, error } = ruleEnding(change, isDone);
    const isGone = outcome === 'created' || outcome === 'exists';
    return { ruleId: id, roleName, scopeType, scopeName, outcome: isGone ? 'removed' : outcome, error };
  });
  return { removed };
}

/** The report of users.create and users.addRules, from the changes as they stand. Pure. */
export function createReportOf(given: ReportFacts): CreateReport {
  const { facts, changes } = given;
  const [made] = ofKind(changes, 'user.create');
  const account: Account = made === undefined ? { outcome: given.there, error: null } : accountEnding(made);
  const state = new Map(changes.map((change) => [change.id, change]));
  // What waits is no obstacle: the rule waits with it.
  const isDone = (id: string): boolean => {
    const parent = state.get(id);
    return parent === undefined || parent.state === 'done' || isWaiting(parent);
  };
  const gifts = ofKind(changes, 'rule.create');
  const rules = given.grants.flatMap(({ roleId, scopes }) =>
    scopes.map((scope): RulePart => {
      const held = given.held.find((rule) => rule.id > 0 && sameRule(rule, roleId, scope));
      const change = gifts.findLast(({ edit }) =>
        sameRule({ roleId: edit.roleId, scopeType: edit.scope.type, scopeId: edit.scope.id }, roleId, scope),
      );
      const ending: Ending =
        held === undefined ? ruleEnding(change, isDone) : { outcome: 'exists', ruleId: held.id, error: null };
      return {
        roleId,
        roleName: facts.roleNames.get(roleId) ?? `Role ${roleId}`,
        scope,
        scopeName: facts.scopes.find(scope)?.name ?? scope.id,
        ...ending,
      };
    }),
  );
  const accountThere = account.outcome !== 'failed' && account.outcome !== 'pending';
  const known = made?.result?.serverId ?? made?.conflict?.existingId ?? null;
  return {
    email: given.email,
    userId: made === undefined ? given.userId : known,
    account,
    rules,
    credential: given.credential,
    repairable: accountThere && hasUnfinished(rules),
    requests: given.requests,
    ...removedOf(given, isDone),
  };
}
