import { type Tier, tierOfRole } from '../access/role-tier.ts';
import type { Permission } from '../domain/role.ts';
import type { FactKind } from '../domain/sync-state.ts';
import { resourceTypeWords } from '../profiles/resource-types.ts';
import { aboutSubject } from './about-fact.ts';
import { memberOf, textOf, textsOf } from './raw-members.ts';

/** Gives the facts of a kind at one moment, as sent. */
export type ReadFacts = (kind: FactKind) => readonly unknown[];

/** A place of that moment and those that hold it, narrowest first. */
interface Place {
  readonly name: string;
  readonly above: readonly string[];
}

/** The key of a place. */
export const placeKey = (type: string, id: string): string => `${type} ${id}`;

function permissionsOf(raw: unknown): readonly Permission[] {
  const list = memberOf(raw, 'permissions');
  if (!Array.isArray(list)) return [];
  return list.map((one) => {
    const resourceType = textOf(one, 'resourceType');
    const known = resourceTypeWords(resourceType);
    return {
      resourceType,
      displayName: known.name,
      group: textOf(one, 'groupId') || known.group,
      actions: [...textsOf(one, 'actions')],
    };
  });
}

/** What a comparison asks about one of its two moments; each part is worked out when it is first asked for. */
export class SideFacts {
  readonly #read: ReadFacts;
  #tiers: Map<string, Tier> | null = null;
  #places: Map<string, Place> | null = null;
  #users: Map<string, unknown> | null = null;
  #members: Map<string, Set<string>> | null = null;
  #rules: readonly unknown[] | null = null;
  #administrators: Set<string> | null = null;

  constructor(read: ReadFacts) {
    this.#read = read;
  }

  /** The tier of a role by its number; null where there is none. */
  tier(roleId: string): Tier | null {
    this.#tiers ??= new Map(
      this.#read('roles').map((raw) => [
        textOf(raw, 'id'),
        tierOfRole({ permissions: [...permissionsOf(raw)] }),
      ]),
    );
    return this.#tiers.get(roleId) ?? null;
  }

  /** The user with this e-mail, as sent. */
  user(email: string): unknown {
    this.#users ??= new Map(this.#read('users').map((raw) => [textOf(raw, 'username').toLowerCase(), raw]));
    return this.#users.get(email.toLowerCase());
  }

  /** E-mails of the users in a group. */
  members(group: string): ReadonlySet<string> {
    if (this.#members === null) {
      this.#members = new Map();
      for (const raw of this.#read('users'))
        for (const name of textsOf(raw, 'groups')) {
          const known = this.#members.get(name);
          const email = textOf(raw, 'username').toLowerCase();
          if (known === undefined) this.#members.set(name, new Set([email]));
          else known.add(email);
        }
    }
    return this.#members.get(group) ?? new Set();
  }

  rules(): readonly unknown[] {
    this.#rules ??= this.#read('access-rules');
    return this.#rules;
  }

  /** Whether one of a subject's own rules gives it an administrator's role. */
  isAdministrator(type: string, id: string): boolean {
    this.#administrators ??= new Set(
      this.rules()
        .filter((raw) => this.tier(textOf(raw, 'roleId')) === 'administrator')
        .map((raw) => aboutSubject(textOf(raw, 'subjectType'), textOf(raw, 'subjectId'))),
    );
    return this.#administrators.has(aboutSubject(type, id));
  }

  /** How many subjects hold a role, each once: users of groups instead of the groups. */
  holders(roleId: string): number {
    const found = new Set<string>();
    for (const raw of this.rules()) {
      if (textOf(raw, 'roleId') !== roleId) continue;
      const type = textOf(raw, 'subjectType');
      const id = textOf(raw, 'subjectId');
      if (type !== 'group') found.add(aboutSubject(type, id));
      else for (const email of this.members(id)) found.add(aboutSubject('user', email));
    }
    return found.size;
  }

  /** Whether one place holds the other. */
  holds(outer: { type: string; id: string }, inner: { type: string; id: string }): boolean {
    if (outer.type === 'system') return inner.type !== 'system';
    if (outer.type === 'tenant') return inner.type !== 'tenant' && inner.type !== 'system';
    const place = this.#placesByKey().get(placeKey(inner.type, inner.id));
    return place?.above.includes(placeKey(outer.type, outer.id)) ?? false;
  }

  /** The name of a place, as of then. */
  placeName(type: string, id: string): string {
    return this.#placesByKey().get(placeKey(type, id))?.name ?? '';
  }

  #placesByKey(): ReadonlyMap<string, Place> {
    if (this.#places !== null) return this.#places;
    const places = new Map<string, Place>();
    for (const raw of this.#read('clusters'))
      places.set(placeKey('cluster', textOf(raw, 'uuid')), { name: textOf(raw, 'name'), above: [] });
    for (const raw of this.#read('departments')) {
      const above = [placeKey('cluster', textOf(raw, 'clusterId'))];
      places.set(placeKey('department', textOf(raw, 'id')), { name: textOf(raw, 'name'), above });
    }
    for (const raw of this.#read('projects')) {
      const above = [
        placeKey('department', textOf(raw, 'parentId')),
        placeKey('cluster', textOf(raw, 'clusterId')),
      ];
      places.set(placeKey('project', textOf(raw, 'id')), { name: textOf(raw, 'name'), above });
    }
    this.#places = places;
    return places;
  }
}
