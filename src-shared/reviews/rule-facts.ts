import type { AccessWorld } from '../access/access-world.ts';
import { permissionActions } from '../domain/role.ts';
import { type Tier, tierOfRole } from '../access/role-tier.ts';
import { hasCell } from '../access/cell-masks.ts';

/** An access rule, or a made-up one, by the numbers of a world. */
export interface RuleFacts {
  /** The rule’s id. */
  readonly id: number;
  readonly actor: number;
  readonly role: number;
  /** The place that the rule names; -1 where it is not there. */
  readonly place: number;
  /** Its grants, most often one; none for a made-up one. */
  readonly grants: readonly number[];
  readonly scope: { readonly type: string; readonly id: string; readonly name: string };
  readonly grantedBy: string;
  /** RFC 3339, or null. */
  readonly since: string | null;
  /** What gates it, its holder left aside. */
  readonly gates: number;
}

/** All rules of a world, in its order. A rule that counts in several places is one all the same. */
export function rulesOfWorld(world: AccessWorld): RuleFacts[] {
  const { grants, places } = world;
  const found = new Map<number, { facts: Omit<RuleFacts, 'grants' | 'gates'>; grants: number[] }>();
  for (let grant = 0; grant < grants.count; grant += 1) {
    const actor = grants.actor[grant] ?? -1;
    if (actor < 0) continue;
    const { id, scopeType: type, scopeId, scopeName: name, since, grantedBy } = world.rule(grant);
    const known = found.get(id);
    if (known !== undefined) {
      known.grants.push(grant);
      continue;
    }
    const facts = {
      id,
      actor,
      role: grants.role[grant] ?? 0,
      place: places.find(type, scopeId),
      scope: { type, id: scopeId, name },
      grantedBy,
      since,
    };
    found.set(id, { facts, grants: [grant] });
  }
  return [...found.values()].map(({ facts, grants: own }) => {
    const bits = own.map((grant) => grants.gates[grant] ?? 0);
    // In force in one place is in force.
    return { ...facts, grants: own, gates: bits.includes(0) ? 0 : (bits[0] ?? 0) };
  });
}

/**
 * The tier of each role of a world, by number. One that may do everything is an administrator’s whatever its permissions say;
 * one that the tenant does not have is a viewer’s.
 */
export function tiersOf({ cells, roles }: AccessWorld): readonly Tier[] {
  return roles.map(({ mask, administrator }) =>
    administrator
      ? 'administrator'
      : tierOfRole({
          permissions: cells.types.map(({ id, name, group }, type) => ({
            resourceType: id,
            displayName: name,
            group,
            actions: permissionActions.filter((_, action) =>
              hasCell(mask, 0, type * permissionActions.length + action),
            ),
          })),
        }),
  );
}

/** Whether a grant is privileged: an administrator’s anywhere, a manager’s over a whole tenant or cluster. */
export function isPrivileged(tier: Tier | undefined, placeType: string): boolean {
  if (tier === 'administrator') return true;
  return tier === 'manager' && ['system', 'tenant', 'cluster'].includes(placeType);
}
