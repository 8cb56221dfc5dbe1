import type { Abilities } from '../../../src-shared/domain/tenant.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { UserOutcome } from '../../../src-shared/ipc/users-contract.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import type { Mirror, MirrorChange } from '../../db/mirror.ts';
import type { TenantSession } from '../../session/tenant-session.ts';
import type { CredentialTray } from '../credential-tray.ts';
import type { RecordDeps } from '../journal.ts';

/** What the acts on users need. */
export interface UsersServiceDeps extends RecordDeps {
  /** The open tenant, or null. */
  session(): TenantSession | null;
  /** The open tenant's mirror, or null. */
  mirror(): Mirror | null;
  readonly tray: CredentialTray;
}

const unavailable = (reason: string, message: string, hint: string): RolebookError =>
  new RolebookError({ kind: 'unavailable', origin: 'main', reason, message, hint });

/** Session and mirror of the open tenant; rejects with `unavailable` when none is open. */
export function openTenant(deps: UsersServiceDeps): { session: TenantSession; mirror: Mirror } {
  const session = deps.session();
  const mirror = deps.mirror();
  if (session !== null && mirror !== null) return { session, mirror };
  throw unavailable('no-tenant-open', 'No tenant is open.', 'Connect to a tenant first.');
}

/** One act's view of a reachable tenant. */
export interface OnlineTenant {
  readonly session: TenantSession;
  readonly mirror: Mirror;
  readonly client: TenantClient;
  readonly abilities: Abilities;
}

/**
 * The open tenant with its client. Offline this rejects with `unavailable` and the reason in words, because acts on
 * users are done online only; a refused sign-in stays `auth`.
 */
export async function onlineTenant(deps: UsersServiceDeps): Promise<OnlineTenant> {
  const { session, mirror } = openTenant(deps);
  try {
    const client = await session.client();
    return { session, mirror, client, abilities: session.describe().abilities };
  } catch (error) {
    const body = toErrorBody(error);
    if (body.kind !== 'network') throw error;
    throw new RolebookError(
      {
        kind: 'unavailable',
        origin: 'main',
        reason: 'offline',
        retryable: true,
        message: `Users can be changed only while the tenant is reachable. ${body.message}`,
        hint: body.hint ?? 'Everything can still be read. Try again when the connection is back.',
      },
      { cause: error },
    );
  }
}

/** Puts facts into the mirror after an act. The act is done either way; a sync brings what is missed here. */
export async function noteFacts(
  deps: UsersServiceDeps,
  mirror: Mirror,
  read: () => Promise<MirrorChange> | MirrorChange,
): Promise<void> {
  try {
    await mirror.apply(await read());
  } catch (error) {
    deps.log.warn('users.facts-not-noted', { reason: toErrorBody(error).reason });
  }
}

/** Whether the whole tenant, not just this one call, has stopped answering, so that going on is pointless. */
export function endsTheRun(reason: string, kind: string): boolean {
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
