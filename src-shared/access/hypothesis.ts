import type { AccessSubjectRef } from '../ipc/access-contract.ts';
import type { Hypothesis } from '../ipc/access-why-contract.ts';
import type { AccessWorld, RuleWords, WorldGrants } from './access-world.ts';
import { ActorSet } from './actor-set.ts';
import { gateBit, gatesAtPlace } from './gates.ts';
import { once } from './once.ts';
import { regroup } from './order-by-actor.ts';
import { addHolders, addMembers } from './reach-holders.ts';
import { type Given, narrowed, reassigned } from './reassigned.ts';
import { SupposedActors } from './supposed-actors.ts';
import { editedRoles, widerCells } from './supposed-roles.ts';
import { createWorldIndex } from './world-index.ts';

type Of<Kind extends Hypothesis['kind']> = Extract<Hypothesis, { kind: Kind }>;

/** A world in which something has been done, and whom that reaches (by numbers of that world). */
export interface Supposed {
  /** Numbers of actors and grants stay what they were; new ones come after them. */
  readonly world: AccessWorld;
  readonly reached: ActorSet;
  /** Whether a grant went or counts otherwise now, and whether one came or does so. */
  went(grant: number): boolean;
  came(grant: number): boolean;
  /** Whether a grant is there no more. */
  isGone(grant: number): boolean;
  /** 1 for roles that count otherwise now. */
  readonly edited: Uint8Array;
  /** Actors that hold others than before. */
  readonly relisted: ActorSet;
  /** Those for whom more has changed than these grants: who joined or left a group, or is gone. */
  readonly moved: ReadonlySet<number>;
}

const only = <Kind extends Hypothesis['kind']>(all: readonly Hypothesis[], kind: Kind): Of<Kind>[] =>
  all.filter((one): one is Of<Kind> => one.kind === kind);

/** Numbers with room for some more, those -1. */
function widened(numbers: Int32Array, count: number, more: number): Int32Array {
  const wider = new Int32Array(count + more);
  wider.set(numbers.subarray(0, count));
  wider.fill(-1, count);
  return wider;
}

/** What happens to the grants of a world, by number. */
interface GrantChanges {
  /** Those that are there no more. */
  readonly gone: ReadonlySet<number>;
  readonly given: readonly Given[];
  /** 1 for roles that count otherwise. */
  readonly edited: Uint8Array;
}

/** Which role is edited so that it makes a difference. */
function editedOf(world: AccessWorld, roles: AccessWorld['roles'], edits: readonly Of<'role'>[]): Uint8Array {
  const ids = new Set(edits.map(({ roleId }) => roleId));
  return Uint8Array.from(roles, ({ id, mask, gates }, number) => {
    const role = world.roles[number];
    const same = role?.gates === gates && role.mask.every((word, at) => word === mask[at]);
    return Number(ids.has(id) && !(same && role.mask.length === mask.length));
  });
}

/** Grants of rules that are taken, and of subjects that are removed. */
function goneGrants(
  world: AccessWorld,
  taken: readonly Of<'take'>[],
  removed: Iterable<number>,
): Set<number> {
  const gone = new Set(taken.flatMap(({ ruleId }) => world.grantsOfRule(Number(ruleId))));
  for (const actor of removed)
    for (let at = world.starts[actor] ?? 0; at < (world.starts[actor + 1] ?? 0); at += 1)
      gone.add(world.order[at] ?? 0);
  return gone;
}

/** Lets grants of some roles (1) be gated by these being off where they are, and by nothing of that where they are on. */
function switchGrants(
  { role, gates, count }: Pick<WorldGrants, 'role' | 'gates' | 'count'>,
  switched: Uint8Array,
  roles: AccessWorld['roles'],
): void {
  const off = gateBit('role-disabled');
  const bits = Uint16Array.from(roles, (one) => one.gates & off);
  for (let grant = 0; grant < count; grant += 1) {
    const number = role[grant] ?? 0;
    if (switched[number] === 1) gates[grant] = ((gates[grant] ?? 0) & ~off) | (bits[number] ?? 0);
  }
}

function changeGrants(
  world: AccessWorld,
  roles: AccessWorld['roles'],
  { gone, given, edited }: GrantChanges,
): WorldGrants {
  const { grants, places } = world;
  const { count } = grants;
  const same = given.length === 0 && gone.size === 0;
  const actor = same ? grants.actor : widened(grants.actor, count, given.length);
  const role = given.length === 0 ? grants.role : widened(grants.role, count, given.length);
  const place = given.length === 0 ? grants.place : widened(grants.place, count, given.length);
  const off = gateBit('role-disabled');
  const switched = Uint8Array.from(roles, (one, number) =>
    Number(edited[number] === 1 && ((one.gates ^ (world.roles[number]?.gates ?? 0)) & off) !== 0),
  );
  if (same && !switched.includes(1)) return grants;
  const gates = new Uint16Array(count + given.length);
  gates.set(grants.gates.subarray(0, count));
  if (switched.includes(1)) switchGrants({ role, gates, count }, switched, roles);
  for (const grant of gone) actor[grant] = -1;
  for (const [at, one] of given.entries()) {
    const found = roles[one.role];
    actor[count + at] = one.actor;
    role[count + at] = one.role;
    place[count + at] = one.place;
    gates[count + at] = one.gate | (found?.gates ?? 0) | gatesAtPlace(found?.name ?? '', one.place, places);
  }
  return { count: count + given.length, actor, role, place, gates };
}

/** Grants of each actor that has others than before. */
function changedLists(world: AccessWorld, { gone, given }: GrantChanges): Map<number, number[]> {
  const { grants, order, starts } = world;
  const lists = new Map<number, number[]>();
  const listOf = (actor: number): number[] => {
    const known = lists.get(actor);
    if (known !== undefined) return known;
    const before = [...order.subarray(starts[actor] ?? 0, starts[actor + 1] ?? 0)];
    const list = before.filter((grant) => !gone.has(grant));
    lists.set(actor, list);
    return list;
  };
  for (const grant of gone) listOf(grants.actor[grant] ?? 0);
  for (const [at, { actor }] of given.entries()) listOf(actor).push(grants.count + at);
  return lists;
}

/**
 * The world after some hypotheses. Whom a hypothesis reaches: the subject itself, of a group its members, of everyone
 * all; `reached` has each of them, and nobody else can have gained or lost anything.
 */
export function suppose(world: AccessWorld, hypotheses: readonly Hypothesis[]): Supposed {
  const { grants, places } = world;
  const roleEdits = only(hypotheses, 'role');
  const cells = widerCells(world.cells, roleEdits);
  const roles = editedRoles(world, cells, roleEdits);
  const people = new SupposedActors(world);
  const moved = new Set<number>();
  // A hypothesis names one subject that was not known at most.
  const reached = new ActorSet(world.actors.count + hypotheses.length);
  for (const { subject } of only(hypotheses, 'remove-subject')) {
    const actor = people.of(subject);
    people.removed.add(actor);
    reached.add(actor);
    moved.add(actor);
  }
  for (const hypothesis of hypotheses) {
    if (hypothesis.kind !== 'join' && hypothesis.kind !== 'leave') continue;
    const user = world.find('user', hypothesis.user);
    const joins = hypothesis.kind === 'join';
    const group = { type: 'group', id: hypothesis.group };
    people.member(user, joins ? people.named(group) : people.of(group), joins);
    if (user < 0) continue;
    moved.add(user);
    reached.add(user);
  }
  const receivers = only(hypotheses, 'give').map((one) => ({ ...one, actor: people.named(one.subject) }));
  // Who is in which group by then says where a role of theirs is assigned.
  const actors = people.build();
  const supposed = receivers.flatMap(({ actor, roleId, scope }): Given[] => {
    reached.add(actor);
    const role = roles.findIndex(({ id }) => id === roleId);
    const place = places.find(scope.type, scope.id);
    if (role < 0 || people.removed.has(actor)) return [];
    return narrowed(world, actors, roles[role]?.name ?? '', { actor, role, place, scope, gate: 0 });
  });
  const edited = editedOf(world, roles, roleEdits);
  const taken = goneGrants(world, only(hypotheses, 'take'), people.removed);
  const others = [...moved].map((actor) => reassigned(world, actors, actor, taken));
  const gone = new Set([...taken, ...others.flatMap(({ went }) => went)]);
  const given = [...supposed, ...others.flatMap(({ came }) => came)];
  const changes = { gone, given, edited };
  addHolders(grants, edited, reached);
  for (const grant of gone) reached.add(grants.actor[grant] ?? 0);
  const before = world.actors.count;
  const added = (number: number): AccessSubjectRef | undefined => people.added[number - before];
  const after = changeGrants(world, roles, changes);
  const lists = changedLists(world, changes);
  const relisted = new ActorSet(actors.count);
  for (const actor of lists.keys()) relisted.add(actor);
  const next: AccessWorld = {
    ...world,
    cells,
    roles,
    actors,
    grants: after,
    ...regroup(world, actors.count, lists),
    index: once(() => createWorldIndex(next)),
    rule: (grant): RuleWords => {
      if (grant < grants.count) return world.rule(grant);
      const { type = '', id = '' } = given[grant - grants.count]?.scope ?? {};
      const where = { scopeType: type, scopeId: id, scopeName: id };
      return { id: 0, ...where, since: null, grantedBy: '', phase: null, pending: 'new' };
    },
    grantsOfRule: (id) => world.grantsOfRule(id).filter((grant) => !gone.has(grant)),
    find: (type, id) => {
      const known = world.find(type, id);
      const at = people.added.findIndex((one) => one.type === type && one.id === id);
      return known < 0 && at >= 0 ? before + at : known;
    },
    kind: (number) => {
      const one = added(number);
      if (one === undefined) return world.kind(number);
      return one.type === 'user' ? 'pre-authorised' : one.type === 'group' ? 'group' : 'other';
    },
    label: (number) => added(number)?.id ?? world.label(number),
    subject: (number) => {
      const one = added(number);
      if (one === undefined) return world.subject(number);
      const bare = { recordId: null, groups: [], members: 0, lastLogin: null };
      return { ...one, ...bare, label: one.id, kind: next.kind(number) };
    },
  };
  // Who joins a group is reached already.
  addMembers(world, reached);
  const isEdited = (grant: number): boolean => edited[grants.role[grant] ?? 0] === 1;
  return {
    world: next,
    reached,
    went: (grant) => gone.has(grant) || isEdited(grant),
    isGone: (grant) => gone.has(grant),
    came: (grant) => grant >= grants.count || (!gone.has(grant) && isEdited(grant)),
    edited,
    relisted,
    moved,
  };
}
