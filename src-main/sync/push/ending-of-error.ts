import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Random } from '../../../src-shared/ports/random.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import { compareBefore } from './compare-before.ts';
import { objectOf } from './edit-words.ts';
import { judge } from './judge.ts';
import { lookBefore } from './look-before.ts';
import { lostReplyOf } from './lost-reply.ts';
import { makerOf, wisherOf } from './made-by-us.ts';
import type { Ending } from './outcome.ts';
import { already } from './outcomes/already.ts';
import { connectionLost } from './outcomes/connection-lost.ts';
import { goneIsDone } from './outcomes/gone-is-done.ts';
import { gone } from './outcomes/gone.ts';
import { lost } from './outcomes/lost.ts';
import { passwordNotReceived } from './outcomes/password-not-received.ts';
import { refused } from './outcomes/refused.ts';
import { retryLater } from './outcomes/retry-later.ts';
import { rightLost } from './outcomes/right-lost.ts';
import { roleOff } from './outcomes/role-off.ts';
import { emailTaken, nameTaken, roleNameTaken } from './outcomes/taken.ts';
import { takenUnseen } from './push-errors.ts';
import { readBack } from './read-back.ts';
import { reconcile } from './reconcile.ts';
import type { RoleReadings } from './role-readings.ts';
import { whatIsGone } from './what-is-gone.ts';

/** Who sends, and what is asked at the tenant. */
export interface About {
  readonly client: TenantClient;
  readonly roles: RoleReadings;
  readonly actor: string;
  readonly random: Pick<Random, 'below'>;
}

/**
 * How a change ends that met an error, looking at the tenant where the error alone does not tell: who has the e-mail, what
 * a rule misses. What cannot be read for that is left out; it never makes things worse.
 */
export async function endingOfError(
  change: Pick<Change, 'attempts' | 'createdAt' | 'state' | 'error' | 'base' | 'waived'>,
  edit: Edit,
  error: ErrorBody,
  about: About,
): Promise<Ending> {
  const lostReply = lostReplyOf(change);
  const outcome = judge(edit, error, lostReply !== null);
  switch (outcome) {
    case 'connection-lost':
      return connectionLost(change, error, about.random);
    case 'lost':
      return lost(error);
    case 'retry-later':
      return retryLater(change, error, about.random);
    case 'right-lost':
      return rightLost(error);
    case 'gone-is-done':
      return goneIsDone();
    case 'already':
      return already('It was there already');
    case 'changed-since':
      return await whatChanged(change, edit, error, about);
    case 'user-gone':
    case 'service-account-gone':
    case 'role-gone':
      return gone(outcome, edit);
    case 'scope-gone':
      return gone(await whatIsGone(about.client, edit).catch(() => 'scope-gone' as const), edit);
    case 'name-taken':
      if (edit.kind === 'role.create' || edit.kind === 'role.update')
        return await whoseRole(change, edit, lostReply, about);
      return await whoHasIt(change, edit, lostReply, about);
    case 'email-taken':
    case 'password-not-received':
      return await whoHasIt(change, edit, lostReply, about);
    default:
      return (await roleRefused(edit, error, about)) ?? refused(error);
  }
}

/** A new rule that is refused as it is may give a role that was switched off since; null where that is not why. */
async function roleRefused(
  edit: Edit,
  { status }: ErrorBody,
  { roles }: Pick<About, 'roles'>,
): Promise<Ending | null> {
  if (edit.kind !== 'rule.create' || (status !== 400 && status !== 422)) return null;
  const off = await roles.thatIsOff(edit).catch(() => null);
  return off === null ? null : roleOff(edit, off);
}

/** What was thrown while a request may have been on the wire, by somebody who does not know what becomes of changes. */
const crashed = (cause: unknown): RolebookError =>
  new RolebookError(
    {
      kind: 'internal',
      origin: 'main',
      reason: 'outcome-unknown',
      message: 'Something went wrong here while the tenant was asked; it may have done this.',
      hint: 'Rolebook looks at the tenant before anything is sent again.',
    },
    { cause },
  );

/** {@link endingOfError} for whatever was thrown while a request may have been on the wire. */
export async function endingOfThrown(
  change: Parameters<typeof endingOfError>[0],
  edit: Edit,
  error: unknown,
  about: About,
): Promise<Ending> {
  return error instanceof RolebookError
    ? await endingOfError(change, edit, error.body, about)
    : lost(crashed(error).body);
}

/** The tenant says that it changed since it was read: it is looked at again, and tried again if it does not matter. */
async function whatChanged(
  change: Pick<Change, 'attempts' | 'state' | 'error' | 'base' | 'waived'>,
  edit: Edit,
  error: ErrorBody,
  about: { readonly client: TenantClient; readonly random: Pick<Random, 'below'> },
): Promise<Ending> {
  const seen = await lookBefore(about.client, edit, change.base).catch(() => null);
  const compared = seen === null ? null : compareBefore(change, edit, seen);
  return compared === null || compared.go ? retryLater(change, error, about.random) : compared.ending;
}

/**
 * A name is taken after a reply was lost, and who has it is not to be seen: by a list that lags, or by us at all. Whether
 * it is our own stays open, and nothing is concluded from it (I18).
 */
const stillOpen = (
  change: Pick<Change, 'attempts' | 'state' | 'error'>,
  edit: Edit,
  { random }: Pick<About, 'random'>,
): Ending => retryLater(change, takenUnseen(objectOf(edit)).body, random);

/** A role met a name that is taken: by somebody else's, or by its own lost effect. */
async function whoseRole(
  change: Pick<Change, 'attempts' | 'createdAt' | 'state' | 'error' | 'base' | 'waived'>,
  edit: Extract<Edit, { kind: 'role.create' | 'role.update' }>,
  lostReply: ErrorBody | null,
  about: Omit<About, 'roles'>,
): Promise<Ending> {
  const seen = await readBack(about.client, {
    ...edit,
    kind: 'role.create',
    localId: -1,
    kubernetesRole: null,
  }).catch(() => null);
  const there = seen?.of === 'role' ? seen.there : null;
  if (lostReply === null || edit.kind !== 'role.create') return roleNameTaken(edit, there);
  if (there === null) return stillOpen(change, edit, about);
  const us = wisherOf(change, about);
  return reconcile(change, edit, { of: 'role', there }, { us, random: about.random });
}

/** A create met its own name: somebody else's, or its own lost effect, where a reply to it was lost before. */
async function whoHasIt(
  change: Pick<Change, 'attempts' | 'createdAt' | 'state' | 'error'>,
  edit: Edit,
  lostReply: ErrorBody | null,
  about: Omit<About, 'roles'>,
): Promise<Ending> {
  if (edit.kind !== 'user.create' && edit.kind !== 'service-account.create')
    return passwordNotReceived(edit, null);
  const seen = await readBack(about.client, edit).catch(() => null);
  const us = wisherOf(change, about);
  if (edit.kind === 'user.create') {
    const there = seen?.of === 'user' ? seen.there : null;
    if (lostReply === null) return emailTaken(edit.email, there);
    if (there === null) return stillOpen(change, edit, about);
    const maker = makerOf(there.user, us);
    return maker === 'somebody-else'
      ? emailTaken(edit.email, there)
      : passwordNotReceived(edit, there, maker);
  }
  const there = seen?.of === 'service-account' ? seen.there : null;
  if (lostReply === null) return nameTaken(edit.name, there);
  if (there === null) return stillOpen(change, edit, about);
  const maker = makerOf(there.account, us);
  return maker === 'somebody-else' ? nameTaken(edit.name, there) : passwordNotReceived(edit, there, maker);
}
