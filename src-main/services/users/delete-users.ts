import type { SendWhen, UserOutcome } from '../../../src-shared/ipc/users-contract.ts';
import { checkTypedPhrase } from '../../../src-shared/rules/delete-rules.ts';
import { type EditDeps, openRoom, planIds } from '../edits/edit-room.ts';
import { planUserDeletion } from '../edits/plan-user-deletion.ts';
import { submit } from '../edits/submit.ts';
import { userOutcomesOf } from '../edits/user-outcomes.ts';
import { planDelete } from './delete-preview.ts';
import { refuseUnlessAcceptable } from './refuse.ts';

/**
 * users.delete: everything the preview said is checked again, then the rules of each user and the user are saved as
 * changes, and sent when the tenant is within reach. Users that are gone already count as `already-gone`; one failure
 * does not stop the rest.
 */
export async function deleteUsers(
  deps: EditDeps,
  wanted: {
    readonly ids: readonly string[];
    readonly typed: string | null;
    readonly acknowledged: readonly string[];
    readonly send?: SendWhen;
  },
): Promise<UserOutcome[]> {
  const room = openRoom(deps);
  const { mirror, session, outbox } = room;
  const plan = await planDelete(mirror, session, wanted.ids);
  refuseUnlessAcceptable(
    [
      ...plan.preview.findings,
      ...plan.preview.users.flatMap((user) => user.findings),
      ...checkTypedPhrase(plan.preview.typedPhrase, wanted.typed),
    ],
    wanted.acknowledged,
  );
  const { asOf } = await mirror.info();
  const earlier = outbox.open();
  const [first] = plan.users;
  const submitted = await submit(deps, room, {
    ...planUserDeletion(plan.leavers, earlier, asOf, planIds(deps, room)),
    title:
      plan.users.length === 1 && first !== undefined
        ? `Delete ${first.email}`
        : `Delete ${plan.users.length} users`,
    acknowledged: wanted.acknowledged,
    send: wanted.send,
    bulk: true,
  });
  const now = [...earlier.map((change) => outbox.get(change.id) ?? change), ...submitted.changes];
  return userOutcomesOf({ ids: wanted.ids, users: plan.users, changes: now, find: (id) => outbox.get(id) });
}
