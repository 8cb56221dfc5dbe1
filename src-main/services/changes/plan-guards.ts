import { isSystemAdministrator } from '../../../src-shared/access/role-kinds.ts';
import type { Base, Change, Edit } from '../../../src-shared/domain/change.ts';
import type { Abilities } from '../../../src-shared/domain/tenant.ts';
import { type ActorAct, checkActor } from '../../../src-shared/rules/actor-rules.ts';
import {
  type Administrator,
  checkLastAdministrator,
  checkSelf,
} from '../../../src-shared/rules/delete-rules.ts';
import { type ActorRights, whyNotGive, whyNotTake } from '../../../src-shared/rules/escalation-rules.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { isSignedIn, ownAccountWords } from '../../../src-shared/rules/own-account-rules.ts';

const actOf: Readonly<Record<Edit['kind'], ActorAct>> = {
  'user.create': 'create-user',
  'user.delete': 'delete-user',
  'user.reset-password': 'reset-password',
  'rule.create': 'grant-rules',
  'rule.delete': 'remove-rules',
  'service-account.create': 'create-service-account',
  'service-account.set-enabled': 'update-service-account',
  'service-account.rotate': 'update-service-account',
  'service-account.delete': 'delete-service-account',
  'role.create': 'edit-roles',
  'role.update': 'edit-roles',
  'role.set-enabled': 'edit-roles',
  'role.delete': 'edit-roles',
};

/** The right that an edit needs (V23–V25). */
export function rightFor(edit: Edit): ActorAct {
  return actOf[edit.kind];
}

/**
 * V22–V25 for one edit of a plan: why it cannot be taken over, or null. `base` is what it rests on: a switch does not name
 * the client id that its service account signs in with.
 */
export function refusalOf(edit: Edit, base: Base | null, actor: string, abilities: Abilities): string | null {
  const [right] = checkActor(abilities, [rightFor(edit)]);
  if (right !== undefined) return right.message;
  if (edit.kind === 'user.delete') {
    const target = { id: edit.userId, groupsWithRules: [], soleHolderOf: [], owns: [], ...edit };
    return checkSelf(target, actor)[0]?.message ?? null;
  }
  const account =
    edit.kind === 'service-account.delete'
      ? edit
      : edit.kind === 'service-account.set-enabled' && !edit.enabled
        ? { name: edit.name, clientId: String(base?.fields['clientId'] ?? '') }
        : null;
  return account !== null && isSignedIn(account, actor) ? ownAccountWords : null;
}

/** V23 and V24 for one edit: why it reaches further than the actor's own rights; null when it does not. */
export function reachOf(edit: Edit, rights: ActorRights): string | null {
  if (edit.kind === 'rule.create') return whyNotGive(rights, edit.roleId, edit.scope);
  if (edit.kind !== 'rule.delete') return null;
  const { roleId, roleName, scope } = edit;
  return whyNotTake(rights, { roleId, roleName, scopeType: scope.type, scopeId: scope.id });
}

/** Who is an administrator now, and who would be without the rules and users that a plan removes. */
export interface PlanAdministrators {
  readonly before: readonly Administrator[];
  readonly after: readonly Administrator[];
  readonly ssoInUse: boolean;
  /** By user id: the groups through which someone is an administrator now. */
  readonly throughGroups: ReadonlyMap<string, readonly string[]>;
}

/**
 * V20, V21, V52: when the plan as a whole would leave nobody who can administrate, the edits that take it from an
 * administrator are refused. Answers their reason by whom they take it from (`takenFrom`). Pure.
 */
export function lockOut(
  { before, after, ssoInUse, throughGroups }: PlanAdministrators,
  actor: string,
): ReadonlyMap<string, string> {
  const staying = new Set(after.map((one) => one.userId));
  const leaving = before.filter((one) => !staying.has(one.userId));
  const [block] = checkLastAdministrator(
    leaving.map(({ userId: id, email, isLocal }) => ({
      id,
      email,
      isLocal,
      groupsWithRules: [],
      soleHolderOf: [],
      owns: [],
    })),
    { actor, administrators: before, ssoInUse },
  ).filter(({ severity }) => severity === 'block');
  if (block === undefined) return new Map();
  return new Map(
    leaving.flatMap((one) => [
      [foldEmail(one.email), block.message] as const,
      [one.userId, block.message] as const,
      ...(throughGroups.get(one.userId) ?? []).map((group) => [groupKey(group), block.message] as const),
    ]),
  );
}

const groupKey = (name: string): string => `group ${name}`;

/** Whom an edit takes the right to administrate the whole tenant from; null for edits that take nothing of it. */
export function takenFrom(edit: Change['edit']): string | null {
  if (edit.kind === 'user.delete') return foldEmail(edit.email);
  if (edit.kind !== 'rule.delete' || !isSystemAdministrator(edit.roleName)) return null;
  if (edit.scope.type !== 'tenant' && edit.scope.type !== 'system') return null;
  if (edit.subject.type === 'group') return groupKey(edit.subject.id);
  return edit.subject.type === 'user' ? foldEmail(edit.subject.id) : null;
}
