import type { Change, Conflict, Edit } from '../../../src-shared/domain/change.ts';
import { type Administrator, administratorRole, checkSelf } from '../../../src-shared/rules/delete-rules.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import type { ActorRights } from '../../../src-shared/rules/escalation-rules.ts';
import { checkOwnLoss } from '../../../src-shared/rules/own-account-rules.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import type { Mirror } from '../../db/mirror.ts';
import type { EditRoom } from './edit-room.ts';
import { mixStandsAgainst } from './mix-guard.ts';
import { keepActorRights } from '../rules/actor-rights.ts';
import { readOwnLoss } from '../rules/own-loss.ts';
import { holdersOf, readAdministrators, someoneStays } from '../users/administrators.ts';
import { reachOf, refusalOf } from '../changes/plan-guards.ts';

type Parts = Pick<EditRoom, 'mirror' | 'session'>;

type GuardedChange = Pick<Change, 'edit' | 'acknowledged' | 'waived'>;

const stands = (message: string, choice: 'try-again' | 'keep-mine' = 'try-again'): Conflict => ({
  kind: 'guard',
  message,
  fields: [],
  choices: [choice, 'take-theirs'],
  existingId: null,
});

const onWholeTenant = (scopeType: string): boolean => scopeType === 'tenant' || scopeType === 'system';

/** Rules as far as the guards look at them. */
type SeenRules = readonly { readonly roleId: number; readonly scopeType: string }[];

/** Whether the edit takes away a right to administrate the whole tenant, as the tenant has it now. */
async function takesRight(
  edit: Edit,
  roleIds: ReadonlySet<number>,
  client: TenantClient,
  seen: SeenRules | undefined,
): Promise<boolean> {
  if (edit.kind === 'rule.delete') return roleIds.has(edit.roleId) && onWholeTenant(edit.scope.type);
  if (edit.kind !== 'user.delete') return false;
  // Read once, for the comparison and for this: else one of the two would be about something older (I7).
  const rules = seen ?? (await client.rulesOf({ type: 'user', id: edit.email })).map(({ rule }) => rule);
  return rules.some(({ roleId, scopeType }) => roleIds.has(roleId) && onWholeTenant(scopeType));
}

/** Whether a local user has the right that the edit takes, as far as the mirror shows. */
async function takesFromLocal(mirror: Mirror, edit: Taking): Promise<boolean> {
  if (edit.kind === 'user.delete') return edit.isLocal === true;
  const { type: subjectType, id: subjectId } = edit.subject;
  return (await holdersOf(mirror, { subjectType, subjectId })).some(({ isLocal }) => isLocal === true);
}

type Taking = Extract<Edit, { kind: 'user.delete' | 'rule.delete' }>;

/** V20–V22 at the tenant: somebody else has to be left, with single sign-on in use somebody local, and oneself knowingly. */
async function lastOne(
  parts: Parts,
  change: GuardedChange,
  client: TenantClient,
  seen: SeenRules | undefined,
): Promise<Conflict | null> {
  const { edit } = change;
  if (edit.kind !== 'user.delete' && edit.kind !== 'rule.delete') return null;
  const except = edit.kind === 'rule.delete' ? edit.ruleId : null;
  // The mirror shows what will be: what is being taken away does not count there any more.
  const facts = await readAdministrators(parts.mirror, new Set(except === null ? [] : [except]));
  const gone = edit.kind === 'user.delete' ? edit.userId : null;
  const staying = facts.administrators.filter((one) => one.userId !== gone);
  const role = administratorRole(facts.administrators[0]);
  const throughGroup = gone !== null && facts.throughGroups.has(gone);
  if (!throughGroup && !(await takesRight(edit, facts.roleIds, client, seen))) return null;
  if (!(await someoneStays(client, staying, facts, except))) {
    return stands(`The tenant could not confirm that another ${role} would be left, so nothing was removed.`);
  }
  if (facts.ssoInUse && (await takesFromLocal(parts.mirror, edit))) {
    const local = staying.filter((one) => one.isLocal === true);
    if (!(await someoneStays(client, local, facts, except))) {
      return stands(`The last local ${role} would go. Without one nobody gets in when single sign-on fails.`);
    }
  }
  return edit.kind === 'rule.delete' ? await demotesSelf(parts, change, edit, staying) : null;
}

/** V22: to take the right from oneself wants to be accepted; a plan of somebody else says nothing of that. */
async function demotesSelf(
  { mirror, session }: Parts,
  { acknowledged, waived }: GuardedChange,
  edit: Extract<Edit, { kind: 'rule.delete' }>,
  staying: readonly Administrator[],
): Promise<Conflict | null> {
  if (waived || acknowledged.includes('V22')) return null;
  const self = foldEmail(session.describe().actor);
  const isSelf = ({ email }: { readonly email: string }): boolean => foldEmail(email) === self;
  const { type: subjectType, id: subjectId } = edit.subject;
  const holders = await holdersOf(mirror, { subjectType, subjectId });
  if (!holders.some(isSelf) || staying.some(isSelf)) return null;
  return stands(
    `It takes ${edit.roleName} away from yourself, and you cannot give it back to yourself.`,
    'keep-mine',
  );
}

/**
 * V22 for the service account by which Rolebook is signed in: what it would not be able to do any more wants to be accepted.
 * Only what the tenant has by now counts as held.
 */
async function losesOwnAccess(
  parts: Parts,
  { acknowledged, waived, edit }: GuardedChange,
): Promise<Conflict | null> {
  if (edit.kind !== 'rule.delete' || waived) return null;
  const { ruleId: id, subject, roleId, roleName, scope, scopeName } = edit;
  const rule = { id, subjectType: subject.type, subjectId: subject.id, roleId, roleName, scopeName };
  const going = [{ ...rule, scopeType: scope.type, scopeId: scope.id }];
  const loss = await readOwnLoss(parts, { going, coming: [], made: false });
  if (loss === null) return null;
  const [open] = unacknowledged(checkOwnLoss(loss.account, loss.lost), acknowledged);
  return open === undefined ? null : stands(open.message, 'keep-mine');
}

/** V23 and V24 once more, by the actor's rights as the mirror has them now. */
async function reachesTooFar(rights: () => Promise<ActorRights>, edit: Edit): Promise<string | null> {
  if (edit.kind !== 'rule.create' && edit.kind !== 'rule.delete') return null;
  return reachOf(edit, await rights());
}

/**
 * The guards that the tenant itself does not have, asked once more before something is sent (V20–V22), with the actor's
 * rights as they are now (V23–V25), and the mix of roles where these stand on their subject (V10–V15). The mirror says who
 * should stay; the tenant has to confirm one of them. A lock-out cannot be undone. Null = nothing stands against it.
 */
export function createSendGuard(
  parts: Parts,
): (change: Change, client: TenantClient, seen?: SeenRules) => Promise<Conflict | null> {
  const rights = keepActorRights(parts);
  return async (change, client, seen) => {
    const { edit, base } = change;
    const { actor, abilities } = parts.session.describe();
    if (edit.kind === 'user.delete') {
      const self = checkSelf(
        {
          id: edit.userId,
          email: edit.email,
          isLocal: null,
          groupsWithRules: [],
          soleHolderOf: [],
          owns: [],
        },
        actor,
      )[0];
      if (self !== undefined) return stands(self.message);
    }
    const refusal = refusalOf(edit, base, actor, abilities);
    if (refusal !== null) return stands(refusal);
    const tooFar = await reachesTooFar(rights, edit);
    if (tooFar !== null) return stands(tooFar);
    const mix = await mixStandsAgainst(parts, change);
    if (mix !== null) return stands(mix.message, mix.choice);
    return (await lastOne(parts, change, client, seen)) ?? (await losesOwnAccess(parts, change));
  };
}
