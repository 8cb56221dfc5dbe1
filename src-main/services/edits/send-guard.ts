import type { Change, Conflict, Edit } from '../../../src-shared/domain/change.ts';
import { checkSelf } from '../../../src-shared/rules/delete-rules.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import type { EditRoom } from './edit-room.ts';
import { readActorRights } from '../rules/actor-rights.ts';
import { readAdministrators, someoneStays } from '../users/administrators.ts';
import { reachOf, refusalOf } from '../changes/plan-guards.ts';

type Parts = Pick<EditRoom, 'mirror' | 'session'>;

const stands = (message: string): Conflict => ({
  kind: 'guard',
  message,
  fields: [],
  choices: ['try-again', 'take-theirs'],
  existingId: null,
});

const onWholeTenant = (scopeType: string): boolean => scopeType === 'tenant' || scopeType === 'system';

/** Whether the edit takes away a right to administrate the whole tenant, as the tenant has it now. */
async function takesRight(edit: Edit, roleIds: ReadonlySet<number>, client: TenantClient): Promise<boolean> {
  if (edit.kind === 'rule.delete') return roleIds.has(edit.roleId) && onWholeTenant(edit.scope.type);
  if (edit.kind !== 'user.delete') return false;
  const rules = await client.rulesOf({ type: 'user', id: edit.email });
  return rules.some(({ rule }) => roleIds.has(rule.roleId) && onWholeTenant(rule.scopeType));
}

/** V20 and V21 at the tenant: somebody else has to be left, and with single sign-on in use somebody local. */
async function lastOne(parts: Parts, edit: Edit, client: TenantClient): Promise<string | null> {
  if (edit.kind !== 'user.delete' && edit.kind !== 'rule.delete') return null;
  // The mirror shows what will be: what is being taken away does not count there any more.
  const facts = await readAdministrators(parts.mirror);
  const gone = edit.kind === 'user.delete' ? edit.userId : null;
  const staying = facts.administrators.filter((one) => one.userId !== gone);
  const throughGroup = gone !== null && facts.throughGroups.has(gone);
  if (!throughGroup && !(await takesRight(edit, facts.roleIds, client))) return null;
  const except = edit.kind === 'rule.delete' ? edit.ruleId : null;
  if (!(await someoneStays(client, staying, facts, except))) {
    return 'The tenant could not confirm that another System administrator would be left, so nothing was removed.';
  }
  if (!facts.ssoInUse || edit.kind !== 'user.delete' || edit.isLocal !== true) return null;
  const local = staying.filter((one) => one.isLocal === true);
  return (await someoneStays(client, local, facts, except))
    ? null
    : 'The last local System administrator would go. Without one nobody gets in when single sign-on fails.';
}

/** V23 and V24 once more, by the actor's rights as the mirror has them now. */
async function reachesTooFar(parts: Parts, edit: Edit): Promise<string | null> {
  if (edit.kind !== 'rule.create' && edit.kind !== 'rule.delete') return null;
  return reachOf(edit, await readActorRights(parts));
}

/**
 * The guards that the tenant itself does not have, asked once more before something is sent (V20–V22), with the actor's
 * rights as they are now (V23–V25). The mirror says who should stay; the tenant has to confirm one of them. A lock-out
 * cannot be undone. Null = nothing stands against it.
 */
export function createSendGuard(
  parts: Parts,
): (change: Change, client: TenantClient) => Promise<Conflict | null> {
  return async ({ edit, base }, client) => {
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
    const tooFar = await reachesTooFar(parts, edit);
    if (tooFar !== null) return stands(tooFar);
    const last = await lastOne(parts, edit, client);
    return last === null ? null : stands(last);
  };
}
