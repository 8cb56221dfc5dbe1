import { coversAll, keysOf } from './permission-keys.ts';
import type { ComparedRole } from './role-compare.ts';

/** A role of which nothing is left once another one is held too, at the same place or wider (V18). */
export interface Redundancy {
  readonly roleId: number;
  readonly roleName: string;
  /** The role that gives all of it. */
  readonly besideId: number;
  readonly besideName: string;
  /** Whether the two give exactly the same. */
  readonly same: boolean;
  /** e.g. "Viewer adds nothing to Editor". */
  readonly words: string;
}

/**
 * Which of these roles add nothing to another of them. Of two that give the same, the later one counts as the one that
 * adds nothing. A role without any permission is left out: it adds nothing to anything. Scopes are not looked at: a role
 * held at a wider place than the other still adds something (domain §0.4).
 */
export function redundantRoles(roles: readonly ComparedRole[]): Redundancy[] {
  const keys = roles.map(({ permissions }) => keysOf(permissions));
  return roles.flatMap((role, at): Redundancy[] => {
    const mine = keys[at];
    if (mine === undefined || mine.size === 0) return [];
    return roles.flatMap((beside, other): Redundancy[] => {
      const theirs = keys[other];
      if (other === at || theirs === undefined || !coversAll(theirs, mine)) return [];
      const same = theirs.size === mine.size;
      if (same && other > at) return [];
      return [
        {
          roleId: role.id,
          roleName: role.name,
          besideId: beside.id,
          besideName: beside.name,
          same,
          words: `${role.name} adds nothing to ${beside.name}`,
        },
      ];
    });
  });
}
