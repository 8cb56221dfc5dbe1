import type { AccessSubjectRef } from '../ipc/access-contract.ts';
import { type AccessWorld, actorKinds } from './access-world.ts';
import { gateBit } from './gates.ts';

/** Actors with those that a hypothesis names newly, and with other groups. */
export class SupposedActors {
  readonly added: AccessSubjectRef[] = [];
  readonly removed = new Set<number>();
  readonly #world: AccessWorld;
  readonly #named = new Set<number>();
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

  /** The same for one that is given something, or joined: it is there from then on. */
  named(ref: AccessSubjectRef): number {
    const actor = this.of(ref);
    this.#named.add(actor);
    return actor;
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
    const named = [...this.#named].filter((actor) => actors.alive[actor] !== 1);
    const others = this.added.length + this.removed.size + this.#groups.size;
    if (others === 0 && named.length === 0) return actors;
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
    for (const actor of named) alive[actor] = 1;
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
