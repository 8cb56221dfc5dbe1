import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { SendWhen } from '../../../src-shared/ipc/users-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { checkPasswordReset } from '../../../src-shared/rules/credential-rules.ts';
import { isWaiting, whyOf } from '../edits/change-ending.ts';
import { inPlaceOf, ofKind } from '../edits/edit-draft.ts';
import { credentialOf } from '../edits/edit-report.ts';
import { type EditDeps, openRoom, planIds } from '../edits/edit-room.ts';
import { planPasswordReset } from '../edits/plan-password-reset.ts';
import { submit } from '../edits/submit.ts';
import { ownRules } from './own-rules.ts';
import { refuseUnlessAcceptable } from './refuse.ts';

const refuse = (kind: 'not-found' | 'input', reason: string, message: string, hint: string): RolebookError =>
  new RolebookError({ kind, origin: 'main', reason, message, hint });

/**
 * users.resetPassword: a new temporary password, straight into the tray when it was sent; the earlier one is void
 * (V33). Local users only (V32). Null while it waits to be sent. A lost reply is reported as `password-not-received`:
 * only the user may decide to reset once more, which takes the place of the earlier attempt.
 */
export async function resetPassword(
  deps: EditDeps,
  wanted: { readonly id: string; readonly send?: SendWhen },
): Promise<CredentialInfo | null> {
  const room = openRoom(deps);
  const { mirror, session, outbox } = room;
  const [user] = await mirror.users([wanted.id]);
  if (user === undefined) {
    throw refuse(
      'not-found',
      'user-unknown',
      'There is no such user in the mirror.',
      'Sync, then look for the user again.',
    );
  }
  if (changeOfLocalId(user.id) !== null) {
    throw refuse(
      'input',
      'user-not-sent',
      `${user.email} is not at the tenant yet, so there is no password to reset.`,
      'The first one comes when the user is created.',
    );
  }
  refuseUnlessAcceptable(
    [...checkActor(session.describe().abilities, ['reset-password']), ...checkPasswordReset(user)],
    [],
  );
  const open = outbox.open();
  const earlier = ofKind(open, 'user.reset-password').filter(
    ({ edit, state }) => edit.userId === user.id && state !== 'sending' && state !== 'unknown',
  );
  const [rules, { asOf }] = await Promise.all([ownRules(mirror, user), mirror.info()]);
  // A password nobody received is what this one is for: those changes are settled with what the tenant has.
  const unreceived = [...earlier, ...ofKind(open, 'user.create')].filter(
    ({ conflict, edit }) =>
      conflict?.kind === 'password-not-received' &&
      (edit.kind === 'user.reset-password' || conflict.existingId === user.id),
  );
  for (const change of unreceived) room.push.resolve(change.id, 'take-theirs', {});
  const submitted = await submit(deps, room, {
    title: `New password for ${user.email}`,
    ...inPlaceOf(earlier, planPasswordReset(user, rules, asOf, planIds(deps, room))),
    acknowledged: [],
    send: wanted.send,
    bulk: false,
  });
  const [change] = submitted.changes;
  if (change === undefined || isWaiting(change)) return null;
  const credential = credentialOf(deps.tray, change);
  if (credential !== null) return credential;
  throw new RolebookError(
    whyOf(change) ?? {
      kind: 'tenant',
      origin: 'main',
      reason: 'password-not-received',
      message: `The reply with the new password was lost. The old password of ${user.email} may not work any more.`,
      hint: 'Reset the password again to get one that counts.',
    },
  );
}
