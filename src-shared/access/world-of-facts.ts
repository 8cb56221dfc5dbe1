import { noAssignments } from '../domain/assignment.ts';
import { foldEmail } from '../rules/email-key.ts';
import type { AccessSubject } from '../ipc/access-contract.ts';
import type { AccessFacts } from './access-facts.ts';
import { type AccessWorld, actorKinds, type RuleWords } from './access-world.ts';
import { assignedPlaces, narrowToAssigned } from './assigned-places.ts';
import { createCellIndex } from './cell-masks.ts';
import { assignsBesideRules, gateBit, nowhere } from './gates.ts';
import { orderByActor } from './order-by-actor.ts';
import { once } from './once.ts';
import { createPlaceTree, type PlaceTree } from './place-tree.ts';
import { createWorldIndex } from './world-index.ts';
import { createWorldRoles } from './world-roles.ts';

/** What rules call everyone who is signed in (3.0). */
export const everyoneType = 'all-authenticated-users';

const serviceAccountTypes: readonly string[] = ['service-account', 'app'];

interface Actor {
  readonly subject: AccessSubject;
  readonly gates: number;
  readonly groups: readonly string[];
}

const nobody = { recordId: null, groups: [], members: 0, lastLogin: null };

/** The actors of a tenant by number, found by what rules call them; unknown ones are added as they are named. */
class Actors {
  readonly list: Actor[] = [];
  readonly #userKeys = new Map<string, number>();
  readonly #groups = new Map<string, number>();
  readonly #accounts = new Map<string, number>();
  readonly #others = new Map<string, number>();
  readonly users: number;

  constructor({ users, serviceAccounts, rules }: AccessFacts) {
    for (const { id, email, isLocal, groups, lastLogin } of users) {
      const kind = isLocal === null ? 'unknown' : isLocal ? 'local' : 'sso';
      const subject = { type: 'user', id: email, label: email, recordId: id, members: 0, lastLogin } as const;
      this.list.push({ subject: { ...subject, kind, groups: [...groups] }, gates: 0, groups });
    }
    // An e-mail means before an id does (tenant-api §5, question 1).
    for (const [number, { id }] of users.entries()) this.#userKeys.set(foldEmail(id), number);
    for (const [number, { email }] of users.entries()) this.#userKeys.set(foldEmail(email), number);
    for (const { subjectType, subjectId } of rules) if (subjectType === 'user') this.#user(subjectId);
    this.users = this.list.length;
    for (const { groups } of users) for (const group of groups) this.#group(group);
    for (const { id, name, clientId, enabled, lastLogin } of serviceAccounts) {
      const subject = {
        ...nobody,
        type: 'service-account',
        id: clientId,
        label: name,
        recordId: id,
      } as const;
      const gates = enabled ? 0 : gateBit('account-disabled');
      this.list.push({ subject: { ...subject, kind: 'service-account', lastLogin }, gates, groups: [] });
      for (const key of [id, name, clientId]) this.#accounts.set(key, this.list.length - 1);
    }
  }

  /** The actor that a rule names; -1 without `add` for one that is not known. */
  find(type: string, id: string, add: boolean): number {
    if (type === 'user') return this.#userKeys.get(foldEmail(id)) ?? -1;
    if (type === 'group') return this.#groups.get(id) ?? (add ? this.#group(id) : -1);
    const account = serviceAccountTypes.includes(type) ? this.#accounts.get(id) : undefined;
    const key = type === everyoneType ? type : `${type}\n${id}`;
    return account ?? this.#others.get(key) ?? (add ? this.#other(type, id, key) : -1);
  }

  #user(email: string): void {
    const key = foldEmail(email);
    if (this.#userKeys.has(key)) return;
    // The view of users lists it under this id.
    const recordId = `pre-authorised:${email}`;
    const subject = {
      ...nobody,
      type: 'user',
      id: email,
      label: email,
      kind: 'pre-authorised',
      recordId,
    } as const;
    this.#userKeys.set(key, this.list.length);
    this.list.push({ subject, gates: gateBit('subject-unseen'), groups: [] });
  }

  #group(name: string): number {
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const members = this.list.filter(({ groups }) => groups.includes(name)).length;
    const subject = {
      ...nobody,
      type: 'group',
      id: name,
      label: name,
      kind: 'group',
      recordId: name,
    } as const;
    this.#groups.set(name, this.list.length);
    this.list.push({ subject: { ...subject, members }, gates: 0, groups: [] });
    return this.list.length - 1;
  }

  #other(type: string, id: string, key: string): number {
    const everyone = type === everyoneType;
    const kind = everyone ? 'everyone' : serviceAccountTypes.includes(type) ? 'service-account' : 'other';
    const label = everyone ? 'Everyone who is signed in' : id;
    this.#others.set(key, this.list.length);
    this.list.push({ subject: { ...nobody, type, id, label, kind }, gates: 0, groups: [] });
    return this.list.length - 1;
  }
}

/** Where a rule counts for a user who is permitted some clusters only, and what is left dormant. */
function placesOf(
  place: number,
  permitted: readonly string[] | undefined,
  places: PlaceTree,
): { readonly place: number; readonly gates: number }[] {
  if (permitted === undefined || place < 0) return [{ place, gates: 0 }];
  const clusters = permitted.map((id) => places.find('cluster', id)).filter((found) => found >= 0);
  if (clusters.some((cluster) => places.covers(cluster, place))) return [{ place, gates: 0 }];
  const inside = clusters.filter((cluster) => places.covers(place, cluster));
  return [
    ...inside.map((cluster) => ({ place: cluster, gates: 0 })),
    { place, gates: gateBit('cluster-not-permitted') },
  ];
}

/** Makes a world of plain facts. */
export function worldOfFacts(facts: AccessFacts): AccessWorld {
  const places = createPlaceTree(facts.scopes);
  const cells = createCellIndex(facts.roles);
  const roles = createWorldRoles(facts.roles, cells, places, facts.gates);
  const actors = new Actors(facts);
  const rows = facts.rules.flatMap((rule) => {
    const actor = actors.find(rule.subjectType, rule.subjectId, true);
    const role = roles.of(rule.roleId, rule.roleName);
    const leaving = rule.phase === 'Deleting' ? gateBit('rule-leaving') : 0;
    const permitted =
      rule.subjectType === 'user' ? facts.permittedClusters?.get(foldEmail(rule.subjectId)) : undefined;
    return placesOf(places.find(rule.scopeType, rule.scopeId), permitted, places).map(({ place, gates }) => ({
      rule,
      actor,
      role,
      place,
      gates:
        gates | leaving | (rule.scopeType === nowhere ? roles.gatesNowhere(role) : roles.gates(role, place)),
    }));
  });
  const { list } = actors;
  const groupNumbers = list.map(({ groups }) =>
    [...new Set(groups)].map((name) => actors.find('group', name, false)),
  );
  let at = 0;
  const groupStart = Int32Array.from(groupNumbers, (groups) => (at += groups.length) - groups.length);
  const byName = list
    .map(({ subject }, actor) => ({ key: subject.label.toLowerCase(), actor }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : left.actor - right.actor));
  const ranks = new Int32Array(list.length);
  for (const [rank, { actor }] of byName.entries()) ranks[actor] = rank;
  const plain = {
    count: rows.length,
    actor: Int32Array.from(rows, ({ actor }) => actor),
    role: Int32Array.from(rows, ({ role }) => role),
    place: Int32Array.from(rows, ({ place }) => place),
    gates: Uint16Array.from(rows, ({ gates }) => gates),
  };
  const assigned = assignedPlaces(facts.assignments ?? noAssignments, places, (type, id) =>
    actors.find(type, id, false),
  );
  const { grants, source } =
    assigned === null
      ? { grants: plain, source: null }
      : narrowToAssigned(plain, roles.list, places, assigned, (actor) => groupNumbers[actor] ?? []);
  const numbers = Array.from({ length: grants.count }, (_, grant) => grant);
  const rowOf = (grant: number) => rows[source?.[grant] ?? grant];
  const subject = (actor: number): AccessSubject => {
    const found = list[actor];
    if (found === undefined) throw new RangeError(`no actor ${actor}`);
    return found.subject;
  };
  const kindOf = ({ type }: AccessSubject): number =>
    actorKinds.findIndex((kind) => kind === (type === 'app' ? 'service-account' : type));
  const world: AccessWorld = {
    places,
    cells,
    roles: roles.list,
    actors: {
      count: list.length,
      numberedBy: facts,
      users: actors.users,
      kinds: Uint8Array.from(list, (actor) => {
        const kind = kindOf(actor.subject);
        return kind < 0 ? actorKinds.indexOf('other') : kind;
      }),
      alive: new Uint8Array(list.length).fill(1),
      gates: Uint16Array.from(list, ({ gates }) => gates),
      groupStart,
      groupCount: Int32Array.from(groupNumbers, ({ length }) => length),
      groups: Int32Array.from(groupNumbers.flat()),
      everyone: actors.find(everyoneType, '', false),
    },
    grants,
    assigned,
    clustersOnly: assignsBesideRules(facts.gates),
    ...orderByActor(grants.actor, grants.count, list.length),
    find: (type, id) => actors.find(type, id, false),
    subject,
    kind: (actor) => subject(actor).kind,
    label: (actor) => subject(actor).label,
    rule(grant): RuleWords {
      const rule = rowOf(grant)?.rule;
      if (rule === undefined) throw new RangeError(`no grant ${grant}`);
      const { id, scopeType, scopeId, scopeName, createdAt, createdBy, phase, pending = null } = rule;
      return { id, scopeType, scopeId, scopeName, since: createdAt, grantedBy: createdBy, phase, pending };
    },
    grantsOfRule: (id) => numbers.filter((grant) => rowOf(grant)?.rule.id === id),
    // Plain facts do not say what open changes touch.
    pending: numbers,
    ranks: () => ranks,
    index: once(() => createWorldIndex(world)),
    asOf: facts.asOf,
  };
  return world;
}
