import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Random } from '../../../src-shared/ports/random.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import { compareBefore } from './compare-before.ts';
import { judge } from './judge.ts';
import { lookBefore } from './look-before.ts';
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
  const lostBefore = change.error?.reason === 'outcome-unknown';
  const outcome = judge(edit, error, lostBefore);
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
        return await whoseRole(change, edit, lostBefore, about);
      return await whoHasIt(change, edit, false, about);
    case 'email-taken':
    case 'password-not-received':
      return await whoHasIt(change, edit, outcome === 'password-not-received', about);
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

/** A role met a name that is taken: by somebody else's, or by its own lost effect. */
async function whoseRole(
  change: Pick<Change, 'attempts' | 'createdAt' | 'base' | 'waived'>,
  edit: Extract<Edit, { kind: 'role.create' | 'role.update' }>,
  lostBefore: boolean,
  about: { readonly client: TenantClient; readonly actor: string; readonly random: Pick<Random, 'below'> },
): Promise<Ending> {
  const seen = await readBack(about.client, {
    ...edit,
    kind: 'role.create',
    localId: -1,
    kubernetesRole: null,
  }).catch(() => null);
  const there = seen?.of === 'role' ? seen.there : null;
  if (lostBefore && edit.kind === 'role.create' && there !== null)
    return reconcile(
      change,
      edit,
      { of: 'role', there },
      { us: wisherOf(change, about), random: about.random },
    );
  return roleNameTaken(edit, there);
}

/** A create met its own name: somebody else's, or its own lost effect. */
async function whoHasIt(
  change: Pick<Change, 'createdAt'>,
  edit: Edit,
  maybeOurs: boolean,
  about: { readonly client: TenantClient; readonly actor: string },
): Promise<Ending> {
  if (edit.kind !== 'user.create' && edit.kind !== 'service-account.create')
    return passwordNotReceived(edit, null);
  const seen = await readBack(about.client, edit).catch(() => null);
  const us = wisherOf(change, about);
  if (edit.kind === 'user.create') {
    const there = seen?.of === 'user' ? seen.there : null;
    const maker = maybeOurs && there !== null ? makerOf(there.user, us) : 'somebody-else';
    if (maker !== 'somebody-else') return passwordNotReceived(edit, there, maker);
    return emailTaken(edit.email, there);
  }
  const there = seen?.of === 'service-account' ? seen.there : null;
  const maker = maybeOurs && there !== null ? makerOf(there.account, us) : 'somebody-else';
  if (maker !== 'somebody-else') return passwordNotReceived(edit, there, maker);
  return nameTaken(edit.name, there);
}
