import type { Abilities } from '../../../src-shared/domain/tenant.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { UserOutcome } from '../../../src-shared/ipc/users-contract.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import { type EditDeps, type EditRoom, openRoom } from '../edits/edit-room.ts';
import type { RecordDeps } from '../journal.ts';

/** What the acts on users need: edits go through the outbox, direct acts between two journal rows. */
export type UsersServiceDeps = EditDeps & RecordDeps;

/** One direct act's view of a reachable tenant. */
export interface OnlineTenant extends EditRoom {
  readonly client: TenantClient;
  readonly abilities: Abilities;
}

/**
 * The open tenant with its client, for what makes sense at once or not at all. Offline this rejects with `unavailable`
 * and the reason in words; a refused sign-in stays `auth`.
 */
export async function onlineTenant(deps: UsersServiceDeps): Promise<OnlineTenant> {
  const room = openRoom(deps);
  try {
    const client = await room.session.client();
    return { ...room, client, abilities: room.session.describe().abilities };
  } catch (error) {
    const body = toErrorBody(error);
    if (body.kind !== 'network') throw error;
    throw new RolebookError(
      {
        kind: 'unavailable',
        origin: 'main',
        reason: 'offline',
        retryable: true,
        message: `This can be done only while the tenant is reachable. ${body.message}`,
        hint: body.hint ?? 'Everything can still be read. Try again when the connection is back.',
      },
      { cause: error },
    );
  }
}

/** Whether the whole tenant, not just this one call, has stopped answering, so that going on is pointless. */
function endsTheRun(reason: string, kind: string): boolean {
  return reason !== 'outcome-unknown' && (kind === 'network' || kind === 'auth');
}

/** What happened to one user of a bulk act. */
export interface UserStep {
  readonly outcome: UserOutcome['outcome'];
  readonly error: UserOutcome['error'];
}

/**
 * Does an act on each user in turn. One failure does not stop the others, except when the tenant stopped answering:
 * the rest is then `not-tried`.
 */
export async function eachUser(
  users: readonly Pick<User, 'id' | 'email'>[],
  step: (user: Pick<User, 'id' | 'email'>) => Promise<UserStep>,
): Promise<UserOutcome[]> {
  const outcomes: UserOutcome[] = [];
  let stopped: UserOutcome['error'] = null;
  for (const { id, email } of users) {
    if (stopped !== null) {
      outcomes.push({ id, email, outcome: 'not-tried', error: stopped });
      continue;
    }
    try {
      outcomes.push({ id, email, ...(await step({ id, email })) });
    } catch (thrown) {
      const error = toErrorBody(thrown);
      const outcome =
        error.kind === 'not-found'
          ? 'already-gone'
          : error.reason === 'outcome-unknown'
            ? 'unknown'
            : 'failed';
      outcomes.push({ id, email, outcome, error: outcome === 'already-gone' ? null : error });
      if (endsTheRun(error.reason, error.kind)) stopped = error;
    }
  }
  return outcomes;
}
