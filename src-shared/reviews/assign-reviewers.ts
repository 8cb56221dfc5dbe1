import type { AccessWorld } from '../access/access-world.ts';
import { isDepartmentAdministrator } from '../access/role-kinds.ts';
import type { Reviewer, ReviewerRule } from '../domain/review.ts';
import type { RuleFacts } from './rule-facts.ts';

/** A row as far as it matters to who decides it. */
export interface AssignableRow {
  readonly rule: RuleFacts;
  readonly subjectId: string;
  readonly privileged: boolean;
}

/** Who decides each row, in the order of the rows; and why not, in words, where nobody can. */
export interface Assignment {
  readonly reviewers: readonly (readonly string[])[];
  readonly problems: readonly string[];
}

const managers = /(administrator|manager)$/i;

/** Whether somebody is the subject of a row: their own access is never theirs to decide (V51). */
export const isOwn = (reviewer: string, subjectId: string): boolean =>
  reviewer.trim().toLowerCase() === subjectId.trim().toLowerCase();

/** Places at which somebody, or a group, holds in force a role of a kind, by number of the holder. */
function placesHeld(
  { actors, grants, roles }: AccessWorld,
  wanted: (roleName: string) => boolean,
): ReadonlyMap<number, readonly number[]> {
  const held = new Map<number, number[]>();
  for (let grant = 0; grant < grants.count; grant += 1) {
    const [actor, place] = [grants.actor[grant] ?? -1, grants.place[grant] ?? -1];
    if (actor < 0 || place < 0) continue;
    if (((grants.gates[grant] ?? 0) | (actors.gates[actor] ?? 0)) !== 0) continue;
    if (!wanted(roles[grants.role[grant] ?? 0]?.name.trim() ?? '')) continue;
    const places = held.get(actor);
    if (places === undefined) held.set(actor, [place]);
    else places.push(place);
  }
  return held;
}

/** Numbers of the groups that somebody is in. */
function groupsOf({ actors }: AccessWorld, user: number): Int32Array {
  const start = actors.groupStart[user] ?? 0;
  return actors.groups.subarray(start, start + (actors.groupCount[user] ?? 0));
}

/** People who hold, in force, a role of a kind exactly at a place, by themselves or through a group; by place. */
function holdersAt(
  world: AccessWorld,
  wanted: (roleName: string) => boolean,
): ReadonlyMap<number, readonly string[]> {
  const { actors } = world;
  const held = placesHeld(world, wanted);
  const found = new Map<number, Set<string>>();
  if (held.size === 0) return new Map();
  for (let user = 0; user < actors.users; user += 1) {
    if (actors.alive[user] !== 1 || actors.gates[user] !== 0) continue;
    for (const holder of [user, ...groupsOf(world, user)])
      for (const place of held.get(holder) ?? [])
        found.set(place, (found.get(place) ?? new Set()).add(world.label(user).toLowerCase()));
  }
  return new Map([...found].map(([place, people]) => [place, [...people].sort()]));
}

/** The place of a type that a place is or lies in; -1 for none. */
function enclosing({ places }: AccessWorld, place: number, type: string): number {
  for (let at: number | null = place; at !== null && at >= 0; at = places.nodes[at]?.parent ?? null)
    if (places.nodes[at]?.type === type) return at;
  return -1;
}

/** Who a rule of reviewers asks about a row, before anybody’s own access is looked at. */
function askedBy(world: AccessWorld, rule: ReviewerRule): (row: AssignableRow) => readonly string[] {
  if (rule.by === 'name') return () => rule.named.map(({ id }) => id);
  if (rule.by === 'authoriser')
    return ({ rule: { grantedBy } }) => {
      const actor = grantedBy === '' ? -1 : world.find('user', grantedBy);
      const isThere = actor >= 0 && world.actors.alive[actor] === 1 && world.actors.gates[actor] === 0;
      return isThere ? [world.label(actor).toLowerCase()] : [];
    };
  const ofDepartment = holdersAt(world, isDepartmentAdministrator);
  const ofProject =
    rule.by === 'project' ? holdersAt(world, (name) => managers.test(name)) : new Map<number, string[]>();
  const areIn = membersIn(world);
  return ({ rule: { place, actor } }) => {
    // Who is in a group would decide about their own way in.
    const outside = (people: readonly string[] = []): readonly string[] =>
      people.filter((id) => !areIn(id, actor));
    const own = outside(ofProject.get(enclosing(world, place, 'project')));
    return own.length > 0 ? own : outside(ofDepartment.get(enclosing(world, place, 'department')));
  };
}

/** Whether somebody, by e-mail, is in a group, by number. Anything else than a group has nobody in it. */
function membersIn(world: AccessWorld): (id: string, group: number) => boolean {
  const groups = new Map<string, ReadonlySet<number>>();
  return (id, group) => {
    if (group < world.actors.users) return false;
    const known = groups.get(id);
    if (known !== undefined) return known.has(group);
    const user = world.find('user', id);
    const theirs = new Set(user >= 0 && user < world.actors.users ? groupsOf(world, user) : []);
    groups.set(id, theirs);
    return theirs.has(group);
  };
}

/**
 * Decides who reviews what (domain §4.7). By name rows are shared out in pieces, so that what is alike stays together;
 * where several others are asked, whoever has fewest gets the next. Nobody gets their own access: that goes to somebody
 * else who is asked, else to the fallback reviewer, and the fallback’s own to the deputy.
 */
export function assignReviewers(
  world: AccessWorld,
  rows: readonly AssignableRow[],
  rule: ReviewerRule,
  fourEyes: boolean,
): Assignment {
  const asked = askedBy(world, rule);
  const load = new Map<string, number>();
  const short = { own: new Set<string>(), second: 0 };
  const last: readonly string[] = [rule.fallback, rule.deputy].flatMap((one) =>
    one === null ? [] : [one.id],
  );
  const least = (from: readonly string[]): string | undefined =>
    from.toSorted((one, other) => (load.get(one) ?? 0) - (load.get(other) ?? 0))[0];

  const reviewers = rows.map((row, at) => {
    const may = (id: string): boolean => !isOwn(id, row.subjectId);
    const first = asked(row);
    const piece = rule.by === 'name' ? first[Math.floor((at * first.length) / rows.length)] : undefined;
    const taken: string[] = [];
    const take = (): void => {
      const open = (ids: readonly string[]): readonly string[] =>
        ids.filter((id) => may(id) && !taken.includes(id));
      const fair = piece !== undefined && taken.length === 0 && may(piece) ? piece : undefined;
      const found = fair ?? least(open(first)) ?? open(last)[0];
      if (found === undefined) return;
      taken.push(found);
      load.set(found, (load.get(found) ?? 0) + 1);
    };
    take();
    if (taken.length === 0) short.own.add(row.subjectId);
    if (fourEyes && row.privileged && taken.length === 1) {
      take();
      if (taken.length < 2) short.second += 1;
    }
    return taken;
  });
  const problems = [...short.own].map(
    (id) =>
      `Nobody can review the access of ${id}: it is the fallback reviewer’s own, and there is no other deputy. Name a deputy.`,
  );
  if (short.second > 0)
    problems.push(
      `${short.second === 1 ? 'One privileged row has' : `${short.second} privileged rows have`} only one reviewer, and four eyes need two. Name more reviewers, or a deputy.`,
    );
  return { reviewers, problems };
}

/** Everybody that a campaign’s settings name, each once: names for ids. */
export function namedReviewers({ named, fallback, deputy }: ReviewerRule): ReadonlyMap<string, Reviewer> {
  const all = [...named, fallback, ...(deputy === null ? [] : [deputy])];
  return new Map(all.toReversed().map((one) => [one.id, one]));
}
