import { mergeRole } from '../../../src-shared/changes/merge-role.ts';
import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { Random } from '../../../src-shared/ports/random.ts';
import { makerOf, type Wisher } from './made-by-us.ts';
import type { Ending } from './outcome.ts';
import { changedSince } from './outcomes/changed-since.ts';
import { found } from './outcomes/found.ts';
import { gone } from './outcomes/gone.ts';
import { notApplied } from './outcomes/not-applied.ts';
import { passwordNotReceived } from './outcomes/password-not-received.ts';
import { emailTaken, nameTaken, roleNameTaken } from './outcomes/taken.ts';
import type { ReadBack } from './read-back.ts';

/**
 * What became of a change whose reply was lost, by what the tenant shows (reliability §3.2, findings 5 and 6). What is not
 * there was not done and may be sent; a create that is there has a secret nobody received, unless somebody else made it. Pure
 * but for the jitter.
 */
export function reconcile(
  change: Pick<Change, 'attempts' | 'base' | 'waived'>,
  edit: Edit,
  seen: ReadBack,
  { us, random }: { readonly us: Wisher; readonly random: Pick<Random, 'below'> },
): Ending {
  const again = (): Ending => notApplied(change, random);
  switch (seen.of) {
    case 'nothing':
      return passwordNotReceived(edit, null);
    case 'user': {
      if (edit.kind === 'user.delete') return seen.there === null ? found() : again();
      if (seen.there === null) return again();
      const maker = makerOf(seen.there.user, us);
      return maker === 'somebody-else'
        ? emailTaken(seen.there.user.email, seen.there)
        : passwordNotReceived(edit, seen.there, maker);
    }
    case 'rule': {
      if (edit.kind === 'rule.delete') return seen.there === null ? found() : again();
      if (seen.there === null) return again();
      return found({ serverId: String(seen.there.id), facts: { rules: [seen.there.raw] } });
    }
    case 'service-account':
      return serviceAccount(change.base, edit, seen.there, us, again);
    case 'role':
      return role(change, edit, seen.there, us, again);
  }
}

function serviceAccount(
  base: Change['base'],
  edit: Edit,
  there: Extract<ReadBack, { of: 'service-account' }>['there'],
  us: Wisher,
  again: () => Ending,
): Ending {
  switch (edit.kind) {
    case 'service-account.delete':
      return there === null ? found() : again();
    case 'service-account.set-enabled': {
      if (there === null) return gone('service-account-gone', edit);
      const facts = { serviceAccounts: [there.raw] };
      if (there.account.enabled === edit.enabled) return found({ facts });
      const { name, updatedAt } = there.account;
      return movedMeanwhile(base, updatedAt, `the service account ${name}`, facts) ?? again();
    }
    default: {
      if (there === null) return again();
      const maker = makerOf(there.account, us);
      return maker === 'somebody-else'
        ? nameTaken(there.account.name, there)
        : passwordNotReceived(edit, there, maker);
    }
  }
}

type RoleThere = NonNullable<Extract<ReadBack, { of: 'role' }>['there']>;

/** Whether a role is what was to be made, whatever its sets come to by now. */
const isAsWanted = (edit: Extract<Edit, { kind: 'role.create' }>, there: Role): boolean =>
  mergeRole(null, edit, there).same;

/**
 * Somebody changed the thing since we looked, and what we wanted is not there: they may have undone it, so it is not for us to do
 * it again (I2, I7). Null where nobody did, or nobody knows.
 */
function movedMeanwhile(
  base: Change['base'],
  updatedAt: string | null,
  name: string,
  learned: NonNullable<Ending['learned']>,
): Ending | null {
  const before = base?.sentAgainst ?? null;
  if (before === null || updatedAt === null || before === updatedAt) return null;
  return changedSince(
    `The reply was lost, and somebody changed ${name} meanwhile: they may have undone this.`,
    [],
    learned,
  );
}

const roleMoved = (base: Change['base'], { role: { name, updatedAt }, raw }: RoleThere): Ending | null =>
  movedMeanwhile(base, updatedAt, `the role ${name}`, { roles: [raw] });

function role(
  { base, waived }: Pick<Change, 'base' | 'waived'>,
  edit: Edit,
  there: RoleThere | null,
  us: Wisher,
  again: () => Ending,
): Ending {
  const facts = there === null ? {} : { facts: { roles: [there.raw] } };
  switch (edit.kind) {
    case 'role.delete':
      return there === null ? found() : again();
    case 'role.set-enabled':
      if (there === null) return gone('role-gone', edit);
      if (there.role.enabled === edit.enabled) return found(facts);
      return roleMoved(base, there) ?? again();
    case 'role.update':
      if (there === null) return gone('role-gone', edit);
      // Put together with what others changed meanwhile, there is nothing left to send.
      if (mergeRole(waived ? null : (base?.fields ?? null), edit, there.role).same) return found(facts);
      return roleMoved(base, there) ?? again();
    case 'role.create': {
      if (there === null) return again();
      const ours = makerOf(there.role, us) !== 'somebody-else' && isAsWanted(edit, there.role);
      return ours ? found({ serverId: String(there.role.id), ...facts }) : roleNameTaken(edit, there);
    }
    default:
      return again();
  }
}
