import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { UserOutcome } from '../../../src-shared/ipc/users-contract.ts';
import { checkTypedPhrase } from '../../../src-shared/rules/delete-rules.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import { recorded } from '../journal.ts';
import { someoneStays } from './administrators.ts';
import { type DeletePlan, planDelete } from './delete-preview.ts';
import { refuseUnlessAcceptable } from './refuse.ts';
import { eachUser, noteFacts, onlineTenant, type UserStep, type UsersServiceDeps } from './user-act.ts';

/** Deleting twice is harmless, so a lost reply is answered by doing it once more. */
async function surely(act: () => Promise<boolean>): Promise<boolean> {
  try {
    return await act();
  } catch (error) {
    if (toErrorBody(error).reason !== 'outcome-unknown') throw error;
    return await act();
  }
}

/** The user's rules first, then the user (tenant-api §5.3), so that a new account of that e-mail starts with none. */
async function deleteOne(
  deps: UsersServiceDeps,
  client: TenantClient,
  user: { id: string; email: string },
  removed: number[],
): Promise<{ deleted: boolean }> {
  const subjects = [...new Set([user.email, user.id])];
  for (const id of subjects) {
    for (const { rule } of await client.rulesOf({ type: 'user', id })) {
      await recorded(deps, {
        verb: 'rule.delete',
        object: user.email,
        detail: { ruleId: rule.id, role: rule.roleName, scope: `${rule.scopeType}:${rule.scopeId}` },
        run: () => surely(() => client.deleteRule(rule.id)),
      });
      removed.push(rule.id);
    }
  }
  return { deleted: await surely(() => client.deleteUser(user.id)) };
}

/** The mirror said someone stays; before an administrator goes the tenant has to say so too (V20). */
async function refuseLockOut(client: TenantClient, plan: DeletePlan): Promise<void> {
  const going = new Set(plan.users.map((user) => user.id));
  const { administrators } = plan.facts;
  if (!administrators.some((one) => going.has(one.userId))) return;
  const staying = administrators.filter((one) => !going.has(one.userId));
  if (await someoneStays(client, staying, plan.facts)) return;
  throw new RolebookError({
    kind: 'input',
    origin: 'main',
    reason: 'rule-v20',
    message:
      'The tenant could not confirm that another System administrator would be left. Nobody was deleted.',
    hint: 'Sync, and make sure that someone else holds System administrator on the whole tenant directly.',
  });
}

/**
 * users.delete: everything the preview said is checked again, then one user after the other. Users that are gone
 * already count as `already-gone`; one failure does not stop the rest.
 */
export async function deleteUsers(
  deps: UsersServiceDeps,
  wanted: {
    readonly ids: readonly string[];
    readonly typed: string | null;
    readonly acknowledged: readonly string[];
  },
): Promise<UserOutcome[]> {
  const { client, mirror, session } = await onlineTenant(deps);
  const plan = await planDelete(mirror, session, wanted.ids);
  refuseUnlessAcceptable(
    [
      ...plan.preview.findings,
      ...plan.preview.users.flatMap((user) => user.findings),
      ...checkTypedPhrase(plan.preview.typedPhrase, wanted.typed),
    ],
    wanted.acknowledged,
  );
  await refuseLockOut(client, plan);

  const known = new Set(plan.users.map((user) => user.id));
  const missing = [...new Set(wanted.ids)].filter((id) => !known.has(id));
  const gone = missing.map((id): UserOutcome => ({ id, email: '', outcome: 'already-gone', error: null }));

  const outcomes = await eachUser(plan.users, async (user): Promise<UserStep> => {
    const removed: number[] = [];
    try {
      const { deleted } = await recorded(deps, {
        verb: 'user.delete',
        object: user.email,
        detail: { userId: user.id },
        run: () => deleteOne(deps, client, user, removed),
        judge: (end) => ({ result: 'done', detail: { rules: removed.length, wasThere: end.deleted } }),
      });
      await noteFacts(deps, mirror, () => ({
        removedUserIds: [user.id],
        removedRuleIds: removed,
        removedRulesOf: [{ type: 'user', id: user.email }],
      }));
      return { outcome: deleted ? 'done' : 'already-gone', error: null };
    } catch (error) {
      if (removed.length > 0) await noteFacts(deps, mirror, () => ({ removedRuleIds: removed }));
      throw error;
    }
  });
  return [...outcomes, ...gone];
}
