import type { Assignments } from '../domain/assignment.ts';
import type { WorldGrants, WorldRole } from './access-world.ts';
import { type GateBits, gateBit, gatesNowhere } from './gates.ts';
import type { PlaceTree } from './place-tree.ts';
import { isDepartmentAdministrator, isResearcherLike } from './role-kinds.ts';

/** Where each actor is assigned, by number; null where the tenant does not tell. */
export interface AssignedPlaces {
  readonly projects: ReadonlyMap<number, readonly number[]> | null;
  readonly departments: ReadonlyMap<number, readonly number[]> | null;
}

/** Assignments as numbers of actors and places. Units and subjects that are not there any more are left out. */
export function assignedPlaces(
  { projects, departments }: Assignments,
  places: PlaceTree,
  find: (type: string, id: string) => number,
): AssignedPlaces | null {
  if (projects === null && departments === null) return null;
  const numbered = (
    type: 'project' | 'department',
    all: Assignments['projects'],
  ): ReadonlyMap<number, readonly number[]> | null => {
    if (all === null) return null;
    const found = new Map<number, number[]>();
    for (const { unitId, subject } of all) {
      const place = places.find(type, unitId);
      const actor = place < 0 ? -1 : find(subject.type, subject.id);
      if (actor < 0) continue;
      const list = found.get(actor) ?? [];
      if (!list.includes(place)) list.push(place);
      found.set(actor, list);
    }
    return found;
  };
  return { projects: numbered('project', projects), departments: numbered('department', departments) };
}

/** The gate of a role that counts only where its holder is assigned, and where each actor is; null for other roles. */
export function assignmentGate(
  roleName: string,
  assigned: AssignedPlaces | null,
): { readonly gate: GateBits; readonly places: ReadonlyMap<number, readonly number[]> } | null {
  if (assigned === null) return null;
  const { projects, departments } = assigned;
  if (projects !== null && isResearcherLike(roleName))
    return { gate: gateBit('project-not-assigned'), places: projects };
  if (departments !== null && isDepartmentAdministrator(roleName))
    return { gate: gateBit('department-not-assigned'), places: departments };
  return null;
}

/** What {@link narrowToAssigned} makes of grants. */
export interface NarrowedGrants {
  readonly grants: WorldGrants;
  /** For each grant, the one that it comes from. */
  readonly source: Int32Array;
}

/**
 * Grants of a tenant that assigns projects and departments beside the role (2.13): such a role counts where its holder, or
 * one of the holder's groups, is assigned, and is dormant on the rest of its place. Other grants stay as they are, under
 * the same numbers; those for assigned places follow after them.
 */
export function narrowToAssigned(
  grants: WorldGrants,
  roles: readonly WorldRole[],
  places: PlaceTree,
  assigned: AssignedPlaces,
  groupsOf: (actor: number) => readonly number[],
): NarrowedGrants {
  const rules = roles.map(({ name }) => assignmentGate(name, assigned));
  const gates = grants.gates.slice(0, grants.count);
  const more: { from: number; place: number }[] = [];
  for (let grant = 0; grant < grants.count; grant += 1) {
    const rule = rules[grants.role[grant] ?? 0] ?? null;
    const place = grants.place[grant] ?? -1;
    if (rule === null) continue;
    const actor = grants.actor[grant] ?? 0;
    const inside = new Set([actor, ...groupsOf(actor)].flatMap((each) => rule.places.get(each) ?? []));
    const isNowhere = ((gates[grant] ?? 0) & gatesNowhere) !== 0;
    // Whoever has no cluster may be without a project as well (V12); who is assigned lacks the cluster alone.
    if (isNowhere && inside.size > 0) continue;
    if (place < 0 && !isNowhere) continue;
    gates[grant] = (gates[grant] ?? 0) | rule.gate;
    for (const one of inside) if (places.covers(place, one)) more.push({ from: grant, place: one });
  }
  const count = grants.count + more.length;
  const source = Int32Array.from({ length: count }, (_, at) => more[at - grants.count]?.from ?? at);
  return {
    grants: {
      count,
      actor: source.map((from) => grants.actor[from] ?? 0),
      role: source.map((from) => grants.role[from] ?? 0),
      place: source.map((from, at) => more[at - grants.count]?.place ?? grants.place[from] ?? -1),
      gates: Uint16Array.from(source, (from, at) =>
        at < grants.count ? (gates[at] ?? 0) : (grants.gates[from] ?? 0),
      ),
    },
    source,
  };
}
