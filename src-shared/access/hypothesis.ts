import { resourceTypeWords } from '../profiles/resource-types.ts';
import type { AccessSubjectRef } from '../ipc/access-contract.ts';
import type { Hypothesis } from '../ipc/access-why-contract.ts';
import { type AccessWorld, actorKinds, type RuleWords, type WorldRole } from './access-world.ts';
import { createCellIndex, type CellIndex } from './cell-masks.ts';
import { gateBit, gatesAtPlace } from './gates.ts';
import { orderByActor } from './order-by-actor.ts';

type Of<Kind extends Hypothesis['kind']> = Extract<Hypothesis, { kind: Kind }>;

/** A world in which something has been done, and whom that reaches (by numbers of that world). */
export interface Supposed {
  readonly world: AccessWorld;
  readonly reached: ReadonlySet<number>;
  /** Grants that went or that count otherwise now (1), by their numbers before; and those that came or do so, after. */
  readonly went: Uint8Array;
  readonly came: Uint8Array;
  /** Those for whom more has changed than these grants: who joined or left a group, or is gone. */
  readonly moved: ReadonlySet<number>;
}

const only = <Kind extends Hypothesis['kind']>(all: readonly Hypothesis[], kind: Kind): Of<Kind>[] =>
  all.filter((one): one is Of<Kind> => one.kind === kind);

/** Cells with those that a role may have newly: numbers of what was there stay. */
function widerCells(cells: CellIndex, edits: readonly Of<'role'>[]): CellIndex {
  const named = edits.flatMap(({ permissions }) =>
    (permissions ?? []).map(({ resourceType }) => resourceType),
  );
  const fresh = [...new Set(named)].filter((type) => cells.cell(type, 'read') < 0);
  if (fresh.length === 0) return cells;
  const types = [...cells.types, ...fresh.map((id) => ({ id, ...resourceTypeWords(id) }))];
  return createCellIndex(
    [
      {
        permissions: types.map(({ id, name, group }) => ({
          resourceType: id,
          displayName: name,
          group,
          actions: [],
        })),
      },
    ],
    'as-given',
  );
}

function editedRoles(world: AccessWorld, cells: CellIndex, edits: readonly Of<'role'>[]): WorldRole[] {
  const grown = (mask: Uint32Array): Uint32Array => {
    const wider = new Uint32Array(cells.words);
    wider.set(mask);
    return wider;
  };
  return world.roles.map((role) => {
    let edited = cells === world.cells ? role : { ...role, mask: grown(role.mask) };
    for (const { roleId, permissions, enabled } of edits) {
      if (roleId !== role.id) continue;
      if (permissions !== null)
        edited = {
          ...edited,
          mask: cells.mask({
            permissions: permissions.map((one) => ({ ...one, displayName: '', group: '' })),
          }),
        };
      if (enabled !== null) {
        const off = gateBit('role-disabled');
        edited = { ...edited, gates: enabled ? edited.gates & ~off : edited.gates | off };
      }
    }
    return edited;
  });
}

/** Actors with those that a hypothesis names newly, and with other groups. */
class SupposedActors {
  readonly added: AccessSubjectRef[] = [];
  readonly removed = new Set<number>();
  readonly #world: AccessWorld;
  readonly #groups = new Map<number, number[]>();

  constructor(world: AccessWorld) {
    this.#world = world;
  }

  of({ type, id }: AccessSubjectRef): number {
    const known = this.#world.find(type, id);
    if (known >= 0) return known;
    const at = this.added.findIndex((one) => one.type === type && one.id === id);
    return this.#world.actors.count + (at >= 0 ? at : this.added.push({ type, id }) - 1);
  }

  member(user: number, group: number, joins: boolean): void {
    const { actors } = this.#world;
    if (user < 0 || user >= actors.users) return;
    const start = actors.groupStart[user] ?? 0;
    const before = this.#groups.get(user) ?? [
      ...actors.groups.subarray(start, start + (actors.groupCount[user] ?? 0)),
    ];
    const others = before.filter((one) => one !== group);
    this.#groups.set(user, joins ? [...others, group] : others);
  }

  build(): AccessWorld['actors'] {
    const { actors } = this.#world;
    const count = actors.count + this.added.length;
    const kinds = new Uint8Array(count);
    kinds.set(actors.kinds);
    const alive = new Uint8Array(count).fill(1);
    alive.set(actors.alive.subarray(0, actors.count));
    const gates = new Uint16Array(count);
    gates.set(actors.gates);
    for (const [at, { type }] of this.added.entries()) {
      const kind = actorKinds.findIndex((one) => one === (type === 'app' ? 'service-account' : type));
      kinds[actors.count + at] = kind < 0 ? actorKinds.indexOf('other') : kind;
      if (type === 'user') gates[actors.count + at] = gateBit('subject-unseen');
    }
    for (const actor of this.removed) alive[actor] = 0;
    const moved = [...this.#groups.values()].flat();
    const groups = new Int32Array(actors.groups.length + moved.length);
    groups.set(actors.groups);
    groups.set(moved, actors.groups.length);
    const groupStart = actors.groupStart.slice();
    const groupCount = actors.groupCount.slice();
    let at = actors.groups.length;
    for (const [user, list] of this.#groups) {
      groupStart[user] = at;
      groupCount[user] = list.length;
      at += list.length;
    }
    for (const user of this.removed) if (user < actors.users) groupCount[user] = 0;
    return { ...actors, count, kinds, alive, gates, groups, groupStart, groupCount };
  }
}

/**
 * The world after some hypotheses. Whom a hypothesis reaches: the subject itself, of a group its members, of everyone
 * all; `reached` names each of them, and nobody else can have gained or lost anything.
 */
export function suppose(world: AccessWorld, hypotheses: readonly Hypothesis[]): Supposed {
  const { grants, places } = world;
  const roleEdits = only(hypotheses, 'role');
  const cells = widerCells(world.cells, roleEdits);
  const roles = editedRoles(world, cells, roleEdits);
  const people = new SupposedActors(world);
  const reached = new Set<number>();
  const moved = new Set<number>();
  const takenRules = new Set(only(hypotheses, 'take').map(({ ruleId }) => Number(ruleId)));
  for (const { subject } of only(hypotheses, 'remove-subject')) {
    const actor = people.of(subject);
    people.removed.add(actor);
    reached.add(actor);
    moved.add(actor);
  }
  for (const hypothesis of hypotheses) {
    if (hypothesis.kind !== 'join' && hypothesis.kind !== 'leave') continue;
    const user = world.find('user', hypothesis.user);
    people.member(user, people.of({ type: 'group', id: hypothesis.group }), hypothesis.kind === 'join');
    if (user >= 0) moved.add(user);
    if (user >= 0) reached.add(user);
  }
  const given = only(hypotheses, 'give').flatMap(({ subject, roleId, scope }) => {
    const actor = people.of(subject);
    reached.add(actor);
    const role = roles.findIndex(({ id }) => id === roleId);
    const place = places.find(scope.type, scope.id);
    return role < 0 || people.removed.has(actor) ? [] : [{ actor, role, place, scope }];
  });
  const editedIds = new Set(roleEdits.map(({ roleId }) => roleId));
  const edited = Uint8Array.from(roles, ({ id, mask, gates: now }, number) => {
    const role = world.roles[number];
    const same = role?.gates === now && role.mask.every((word, at) => word === mask[at]);
    return Number(editedIds.has(id) && !(same && role.mask.length === mask.length));
  });
  const went = new Uint8Array(grants.count);
  const came = new Uint8Array(grants.count + given.length);
  const room = grants.count + given.length;
  const source = new Int32Array(room).fill(-1);
  const actor = new Int32Array(room);
  const role = new Int32Array(room);
  const place = new Int32Array(room);
  const gates = new Uint16Array(room);
  const off = gateBit('role-disabled');
  let count = 0;
  const stays = takenRules.size === 0 && people.removed.size === 0 && !edited.includes(1);
  if (stays) {
    // Most often something is only given: then all that is there is copied as it stands.
    actor.set(grants.actor.subarray(0, grants.count));
    role.set(grants.role.subarray(0, grants.count));
    place.set(grants.place.subarray(0, grants.count));
    gates.set(grants.gates.subarray(0, grants.count));
    for (; count < grants.count; count += 1) source[count] = count;
  }
  for (let grant = count; grant < grants.count; grant += 1) {
    const holder = grants.actor[grant] ?? 0;
    const gone = people.removed.has(holder) || (takenRules.size > 0 && takenRules.has(world.ruleId(grant)));
    const number = grants.role[grant] ?? 0;
    if (gone || edited[number] === 1) {
      reached.add(holder);
      went[grant] = 1;
    }
    if (gone) continue;
    source[count] = grant;
    came[count] = edited[number] ?? 0;
    actor[count] = holder;
    role[count] = number;
    place[count] = grants.place[grant] ?? -1;
    gates[count] =
      edited[number] === 1
        ? ((grants.gates[grant] ?? 0) & ~off) | ((roles[number]?.gates ?? 0) & off)
        : (grants.gates[grant] ?? 0);
    count += 1;
  }
  for (const one of given) {
    const found = roles[one.role];
    came[count] = 1;
    actor[count] = one.actor;
    role[count] = one.role;
    place[count] = one.place;
    gates[count] = (found?.gates ?? 0) | gatesAtPlace(found?.name ?? '', one.place, places);
    count += 1;
  }
  const actors = people.build();
  const before = world.actors.count;
  const words = (grant: number): RuleWords => {
    const known = source[grant] ?? -1;
    if (known >= 0) return world.rule(known);
    const scope = given[grant - (count - given.length)]?.scope;
    const place0 = { scopeType: scope?.type ?? '', scopeId: scope?.id ?? '', scopeName: scope?.id ?? '' };
    return { id: 0, ...place0, since: null, grantedBy: '', phase: null, pending: 'new' };
  };
  const added = (number: number): AccessSubjectRef | undefined => people.added[number - before];
  const next: AccessWorld = {
    ...world,
    cells,
    roles,
    actors,
    grants: { count, actor, role, place, gates },
    ...orderByActor(actor, count, actors.count),
    rule: words,
    ruleId: (grant) => ((source[grant] ?? -1) < 0 ? 0 : world.ruleId(source[grant] ?? 0)),
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
  return { world: next, reached: withMembers([world, next], reached), went, came, moved };
}

/** Those reached, with the members of groups among them in either world; everyone stands for all. */
export function withMembers(worlds: readonly AccessWorld[], reached: ReadonlySet<number>): Set<number> {
  const all = new Set(reached);
  const groupKind = actorKinds.indexOf('group');
  for (const { actors } of worlds) {
    const groups = [...reached].some((actor) => actors.kinds[actor] === groupKind);
    const everyone = actors.everyone >= 0 && reached.has(actors.everyone);
    if (!groups && !everyone) continue;
    for (let actor = 0; actor < actors.users; actor += 1) {
      if (actors.alive[actor] !== 1) continue;
      if (everyone) all.add(actor);
      const start = actors.groupStart[actor] ?? 0;
      const end = start + (actors.groupCount[actor] ?? 0);
      for (let at = start; at < end; at += 1) if (reached.has(actors.groups[at] ?? -1)) all.add(actor);
    }
    if (everyone)
      for (let actor = actors.users; actor < actors.count; actor += 1)
        if (actors.kinds[actor] === actorKinds.indexOf('service-account')) all.add(actor);
  }
  return all;
}
