import { isSystemAdministrator } from '../../../src-shared/access/role-kinds.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';
import type { Seen } from './look-before.ts';

/**
 * Whether an edit may take an administrator away, directly or through a group. Two of them at once could each find that
 * the other one stays (V20), so they go one after the other, each with its guard asked anew.
 */
export function mayUnseat(edit: Edit, seen: Seen): boolean {
  if (edit.kind === 'rule.delete') return isSystemAdministrator(edit.roleName);
  if (edit.kind !== 'user.delete' || seen.of !== 'user' || seen.user === null) return false;
  return seen.user.groups.length > 0 || seen.rules.some(({ roleName }) => isSystemAdministrator(roleName));
}

/** Lets one at a time through, in the order of asking. */
export interface Lane {
  during<T>(act: () => Promise<T>): Promise<T>;
}

/** Makes a {@link Lane}. */
export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return {
    during(act) {
      const mine = last.then(act);
      last = mine.catch(() => {});
      return mine;
    },
  };
}
