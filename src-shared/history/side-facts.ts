import { isSystemAdministrator } from '../access/role-kinds.ts';
import { type Tier, tierOfRole } from '../access/role-tier.ts';
import type { Permission } from '../domain/role.ts';
import type { FactKind } from '../domain/sync-state.ts';
import { resourceTypeWords } from '../profiles/resource-types.ts';
import { aboutSubject } from './about-fact.ts';
import { memberOf, textOf, textsOf } from './raw-members.ts';

/** Gives the facts of a kind at one moment, as sent. */
export type ReadFacts = (kind: FactKind) => readonly unknown[];

/** The key of a place. */
const placeKey = (type: string, id: string): string => `${type} ${id}`;

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
  /** By place those that hold it, narrowest first. */
  #above: Map<string, readonly string[]> | null = null;
  #users: Map<string, unknown> | null = null;
  #members: Map<string, Set<string>> | null = null;
  #rules: readonly unknown[] | null = null;
  #administrators: Set<string> | null = null;
  #holding: Set<string> | null = null;

  constructor(read: ReadFacts) {
    this.#read = read;
  }

  /** The tier of a role by its number; null where there is none. One of full rights has them whatever is listed of it. */
  tier(roleId: string): Tier | null {
    this.#tiers ??= new Map(
      this.#read('roles').map((raw) => [
        textOf(raw, 'id'),
        isSystemAdministrator(textOf(raw, 'name'))
          ? 'administrator'
          : tierOfRole({ permissions: [...permissionsOf(raw)] }),
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

  /** Whether a subject has rules of its own. */
  hasRules(type: string, id: string): boolean {
    this.#holding ??= new Set(
      this.rules().map((raw) => aboutSubject(textOf(raw, 'subjectType'), textOf(raw, 'subjectId'))),
    );
    return this.#holding.has(aboutSubject(type, id));
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
    const above = this.#placesAbove().get(placeKey(inner.type, inner.id));
    return above?.includes(placeKey(outer.type, outer.id)) ?? false;
  }

  #placesAbove(): ReadonlyMap<string, readonly string[]> {
    if (this.#above !== null) return this.#above;
    const places = new Map<string, readonly string[]>();
    const clusterOf = (raw: unknown): string => placeKey('cluster', textOf(raw, 'clusterId'));
    for (const raw of this.#read('departments'))
      places.set(placeKey('department', textOf(raw, 'id')), [clusterOf(raw)]);
    for (const raw of this.#read('projects'))
      places.set(placeKey('project', textOf(raw, 'id')), [
        placeKey('department', textOf(raw, 'parentId')),
        clusterOf(raw),
      ]);
    this.#above = places;
    return places;
  }
}
