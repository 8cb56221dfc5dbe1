import { mix } from './mixing.ts';
import type { TenantState } from './tenant-state.ts';

/** Who is put to a project, or administers a department, of 2.13 (tenant-api §3.8). */
export interface LegacyAssigned {
  users: string[];
  groups: string[];
  applications: string[];
}

/** Users by rank who may be assigned; the rest waits for somebody to do it. */
const LOOKED_AT = 300;

const hashOf = (seed: number, text: string): number =>
  Array.from(text).reduce((hash, letter) => mix(hash, letter.codePointAt(0) ?? 0), seed ^ 0x41);

/** An Auditor who was once assigned and is no Researcher any more: assigned without effect (V19). */
const INERT = 'audit@example.org';

/**
 * Who is assigned to a unit. Generated from seed and names: two of three Researchers are in one project each, and every
 * second Department Administrator has a department. Nobody assigns through this API: its calls for that are not published.
 */
export function assignedTo(
  { seed, units, users, legacy }: TenantState,
  kind: 'project' | 'department',
  id: string,
): LegacyAssigned {
  const assigned: LegacyAssigned = { users: [], groups: [], applications: [] };
  if (legacy === undefined) return assigned;
  const all = kind === 'project' ? units.projects : units.departments;
  const ids = all.map(({ scope }) => scope.id);
  const role = kind === 'project' ? 'researcher' : 'department_admin';
  const isHere = (hash: number): boolean => ids[(hash >>> 3) % ids.length] === id;
  const isAssigned = (hash: number): boolean => (kind === 'project' ? hash % 3 !== 0 : hash % 2 === 0);
  for (let rank = 0; rank < Math.min(users.count, LOOKED_AT); rank += 1) {
    const user = users.read(users.at(rank));
    const hash = hashOf(seed, user.id);
    const first = user.username === 'department.admin@example.com';
    const wanted = first || isAssigned(hash);
    if (wanted && isHere(hash) && legacy.ofUser(user).roles.includes(role))
      assigned.users.push(user.username);
  }
  if (kind === 'project') {
    for (const [name, group] of legacy.groups)
      if (group.roles.includes(role) && isHere(hashOf(seed, name))) assigned.groups.push(name);
    if (ids[0] === id) assigned.users.push(INERT);
  }
  return assigned;
}
