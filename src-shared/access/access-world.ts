import type { PendingMark } from '../changes/overlay.ts';
import type { AccessSubject } from '../ipc/access-contract.ts';
import type { AssignedPlaces } from './assigned-places.ts';
import type { CellIndex } from './cell-masks.ts';
import type { GateBits } from './gates.ts';
import type { PlaceTree } from './place-tree.ts';
import type { WorldIndex } from './world-index.ts';

/** A role as the engine needs it. One that only rules know has no permissions. */
export interface WorldRole {
  readonly id: number;
  readonly name: string;
  readonly mask: Uint32Array;
  readonly gates: GateBits;
  /** Whether it may do everything. */
  readonly administrator: boolean;
}

/** What a path says of the rule that a grant comes from. */
export interface RuleWords {
  readonly id: number;
  readonly scopeType: string;
  readonly scopeId: string;
  readonly scopeName: string;
  readonly since: string | null;
  readonly grantedBy: string;
  readonly phase: string | null;
  readonly pending: PendingMark | null;
}

/** Codes of {@link WorldActors.kinds}, by what may hold what. */
export const actorKinds = ['user', 'group', 'service-account', 'other'] as const;

/** One of {@link actorKinds}. */
export type ActorKind = (typeof actorKinds)[number];

/** Whoever can hold something, by number: users first, then groups, service accounts, and what else rules name. */
export interface WorldActors {
  readonly count: number;
  /** Users of two worlds in which this is the same object have the same numbers. */
  readonly numberedBy: object;
  /** Numbers below this are users. */
  readonly users: number;
  /** Index into {@link actorKinds}. */
  readonly kinds: Uint8Array;
  /** 1 for those that are there. */
  readonly alive: Uint8Array;
  /** What gates all that an actor holds. */
  readonly gates: Uint16Array;
  /** For each user where its groups begin in `groups`, and how many there are. */
  readonly groupStart: Int32Array;
  readonly groupCount: Int32Array;
  /** Numbers of groups as actors. */
  readonly groups: Int32Array;
  /** The actor that stands for everyone who is signed in, or -1. */
  readonly everyone: number;
}

/** Grants by number: a role at a place for an actor. Most often one for each rule. */
export interface WorldGrants {
  readonly count: number;
  /** Who holds it; -1 for one that is only supposed to be gone. */
  readonly actor: Int32Array;
  /** Index into the world's roles. */
  readonly role: Int32Array;
  /** Place in the tree; -1 where the scope is not there. */
  readonly place: Int32Array;
  /** What gates it beside the gates of its holder. */
  readonly gates: Uint16Array;
}

/** Who holds what where, ready to be asked; one for each state of the mirror. */
export interface AccessWorld {
  readonly places: PlaceTree;
  readonly cells: CellIndex;
  readonly roles: readonly WorldRole[];
  readonly actors: WorldActors;
  readonly grants: WorldGrants;
  /** Where each actor is assigned beside the rules (2.13); null where the tenant does not tell. */
  readonly assigned: AssignedPlaces | null;
  /** Whether access rules are on clusters or all of them alone (2.13). */
  readonly clustersOnly: boolean;
  /** Grants of actor n are `order[starts[n]]` up to `order[starts[n + 1]]`. */
  readonly starts: Int32Array;
  readonly order: Int32Array;
  /** The actor that a subject means, or -1. */
  find(type: string, id: string): number;
  subject(actor: number): AccessSubject;
  kind(actor: number): AccessSubject['kind'];
  label(actor: number): string;
  rule(grant: number): RuleWords;
  /** The grants that come from a rule; most often one. */
  grantsOfRule(id: number): readonly number[];
  /** Grants that open changes touch, and perhaps some more: here those that come, in a world without them those that go. */
  readonly pending: readonly number[];
  /** The place of each actor in the order of names; no two share one. */
  ranks(): Int32Array;
  /** What is worked out of all this when it is first asked for; the same each time. */
  index(): WorldIndex;
  /** When the last complete pull ended. */
  readonly asOf: string | null;
}

/** A path: a grant, and the actor through whom it reaches (itself, a group, or everyone). */
export type EachPath = (grant: number, through: number) => void;

/** Calls back for each path of an actor that is there: its own grants, those of its groups, those of everyone. */
export function eachPath(world: AccessWorld, actor: number, found: EachPath): void {
  const { actors } = world;
  if (actors.alive[actor] !== 1) return;
  eachOwn(world, actor, actor, found);
  if (actor < actors.users) {
    const start = actors.groupStart[actor] ?? 0;
    const end = start + (actors.groupCount[actor] ?? 0);
    for (let at = start; at < end; at += 1) {
      const group = actors.groups[at] ?? -1;
      if (group >= 0) eachOwn(world, group, group, found);
    }
  }
  if (actors.everyone >= 0 && isPerson(world, actor)) eachOwn(world, actors.everyone, actors.everyone, found);
}

/** Whether an actor can sign in, and so is one of everyone. */
export function isPerson({ actors }: AccessWorld, actor: number): boolean {
  return actors.kinds[actor] === 0 || actors.kinds[actor] === 2;
}

/** What gates a path for an actor. */
export function gatesOfPath(world: AccessWorld, actor: number, grant: number): GateBits {
  return (world.grants.gates[grant] ?? 0) | (world.actors.gates[actor] ?? 0);
}

function eachOwn({ starts, order }: AccessWorld, actor: number, through: number, found: EachPath): void {
  const end = starts[actor + 1] ?? 0;
  for (let at = starts[actor] ?? 0; at < end; at += 1) found(order[at] ?? 0, through);
}
