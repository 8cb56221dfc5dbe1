import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { checkPasswordReset } from '../../../src-shared/rules/credential-rules.ts';
import { recorded } from '../journal.ts';
import { refuseUnlessAcceptable } from './refuse.ts';
import { onlineTenant, type UsersServiceDeps } from './user-act.ts';

/**
 * users.resetPassword: a new temporary password, straight into the tray; the earlier one is void (V33). Local users
 * only (V32). A lost reply is reported as `password-not-received`: only the user may decide to reset once more.
 */
export async function resetPassword(deps: UsersServiceDeps, id: string): Promise<CredentialInfo> {
  const { client, mirror, session, abilities } = await onlineTenant(deps);
  const [user] = await mirror.users([id]);
  if (user === undefined) {
    throw new RolebookError({
      kind: 'not-found',
      origin: 'main',
      reason: 'user-unknown',
      message: 'There is no such user in the mirror.',
      hint: 'Sync, then look for the user again.',
    });
  }
  refuseUnlessAcceptable([...checkActor(abilities, ['reset-password']), ...checkPasswordReset(user)], []);
  try {
    return await recorded(deps, {
      verb: 'user.reset-password',
      object: user.email,
      detail: { userId: user.id },
      run: async () => {
        const { temporaryPassword } = await client.resetPassword(user.id);
        const { connection } = session.describe();
        return deps.tray.add(
          {
            kind: 'temporary-password',
            account: user.email,
            tenantUrl: connection.url,
            tenantLabel: connection.label,
            cause: 'password-reset',
            mustChange: true,
          },
          temporaryPassword,
        );
      },
    });
  } catch (error) {
    if (toErrorBody(error).reason !== 'outcome-unknown') throw error;
    throw new RolebookError(
      {
        kind: 'tenant',
        origin: 'cloud',
        reason: 'password-not-received',
        message: `The reply with the new password was lost. The old password of ${user.email} may not work any more.`,
        hint: 'Reset the password again to get one that counts.',
      },
      { cause: error },
    );
  }
}
