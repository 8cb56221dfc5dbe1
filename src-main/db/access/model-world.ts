import type { Database } from 'better-sqlite3';
import type { AccessWorld, RuleWords } from '../../../src-shared/access/access-world.ts';
import { assignedPlaces, narrowToAssigned } from '../../../src-shared/access/assigned-places.ts';
import { createCellIndex } from '../../../src-shared/access/cell-masks.ts';
import { assignsBesideRules, gateBit, nowhere, type TenantGates } from '../../../src-shared/access/gates.ts';
import { once } from '../../../src-shared/access/once.ts';
import { orderByActor } from '../../../src-shared/access/order-by-actor.ts';
import { createPlaceTree } from '../../../src-shared/access/place-tree.ts';
import { createWorldIndex } from '../../../src-shared/access/world-index.ts';
import { createWorldRoles } from '../../../src-shared/access/world-roles.ts';
import type { Assignments } from '../../../src-shared/domain/assignment.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { ScopeNode } from '../../../src-shared/domain/scope.ts';
import { cellAt } from '../columns/column.ts';
import type { AccessModel } from '../views/access-model.ts';
import { ModelActors, type WorldAs } from './model-actors.ts';

/** What a world is made of beside the model. */
export interface ModelWorldParts {
  readonly database: Database;
  readonly roles: readonly Role[];
  readonly scopes: readonly ScopeNode[];
  readonly as: WorldAs;
  readonly gates: TenantGates;
  readonly assignments: Assignments;
  readonly asOf: string | null;
}

/** Makes a world of a mirror's columns: numbers are copied into typed arrays, texts stay where they are. */
export function worldOfModel(model: AccessModel, parts: ModelWorldParts): AccessWorld {
  const { rules } = model;
  const later = parts.as === 'with-changes';
  const places = createPlaceTree(parts.scopes);
  const cells = createCellIndex(parts.roles);
  const roles = createWorldRoles(parts.roles, cells, places, parts.gates);
  const actors = new ModelActors(model, parts.database, parts.as);
  const placeOfScope = Int32Array.from(rules.scopes, ({ type, id }) => places.find(type, id));
  const isNowhere = rules.scopes.map(({ type }) => type === nowhere);
  const leaving = rules.texts.pool.find('Deleting');
  const phases = rules.columns.get('phase');
  const phaseOf = phases?.kind === 'text' ? phases.codes : null;
  const row = new Int32Array(rules.length);
  const actor = new Int32Array(rules.length);
  const role = new Int32Array(rules.length);
  const place = new Int32Array(rules.length);
  const gates = new Uint16Array(rules.length);
  const roleOfId = new Map<number, number>();
  const pending: number[] = [];
  let count = 0;
  for (let rule = 0; rule < rules.length; rule += 1) {
    if (!rules.isAlive(rule) || (later ? rules.pending.isRemoved(rule) : rules.isMade(rule))) continue;
    const holder = actors.ofSubject(rules.subjects.at(rule));
    if (holder < 0) continue;
    const id = rules.roleIds.at(rule);
    let number = roleOfId.get(id);
    if (number === undefined) {
      number = roles.of(id, rules.roleNames.pool.get(rules.roleCodes.at(rule)));
      roleOfId.set(id, number);
    }
    const scope = rules.scopeNumbers.at(rule);
    const at = placeOfScope[scope] ?? -1;
    if (later ? rules.isMade(rule) : rules.pending.isRemoved(rule)) pending.push(count);
    row[count] = rule;
    actor[count] = holder;
    role[count] = number;
    place[count] = at;
    gates[count] =
      (isNowhere[scope] === true ? roles.gatesNowhere(number) : roles.gates(number, at)) |
      (leaving >= 0 && phaseOf?.at(rule) === leaving ? gateBit('rule-leaving') : 0);
    count += 1;
  }
  const groups = actors.groupLists();
  const assigned = assignedPlaces(parts.assignments, places, (type, id) => actors.find(type, id));
  const groupsOf = (number: number): readonly number[] => {
    if (number >= actors.users) return [];
    const start = groups.start[number] ?? 0;
    return Array.from(groups.values.subarray(start, start + (groups.count[number] ?? 0)));
  };
  const plain = { count, actor, role, place, gates };
  const { grants, source } =
    assigned === null
      ? { grants: plain, source: null }
      : narrowToAssigned(plain, roles.list, places, assigned, groupsOf);
  const touched = new Set(source === null ? [] : pending);
  for (let grant = count; grant < grants.count; grant += 1)
    if (touched.has(source?.[grant] ?? -1)) pending.push(grant);
  const { starts, order } = orderByActor(grants.actor, grants.count, actors.count);
  const textOf = (name: string): ((at: number) => string | null) => {
    const column = rules.columns.get(name);
    return (at) => {
      const cell = column === undefined ? null : cellAt(column, at);
      return typeof cell === 'string' ? cell : null;
    };
  };
  const [createdAt, createdBy, phase] = [textOf('createdAt'), textOf('createdBy'), textOf('phase')];
  const world: AccessWorld = {
    places,
    cells,
    roles: roles.list,
    actors: {
      count: actors.count,
      numberedBy: model.users,
      users: actors.users,
      kinds: actors.kinds(),
      alive: actors.alive((number) => (starts[number + 1] ?? 0) > (starts[number] ?? 0)),
      gates: actors.gates(),
      groupStart: groups.start,
      groupCount: groups.count,
      groups: groups.values,
      everyone: actors.everyone,
    },
    grants,
    assigned,
    clustersOnly: assignsBesideRules(parts.gates),
    starts,
    order,
    find: (type, id) => actors.find(type, id),
    subject: (number) => actors.subject(number),
    kind: (number) => actors.kind(number),
    label: (number) => actors.label(number),
    rule(grant): RuleWords {
      const at = row[source?.[grant] ?? grant] ?? 0;
      const scope = rules.scopeOf(at);
      return {
        id: rules.ids.at(at),
        scopeType: scope.type,
        scopeId: scope.id,
        scopeName: scope.name,
        since: createdAt(at),
        grantedBy: createdBy(at) ?? '',
        phase: phase(at),
        pending: later ? rules.pending.at(at) : null,
      };
    },
    grantsOfRule(id) {
      const at = row.subarray(0, count).indexOf(rules.rowOfId(id));
      if (at < 0) return [];
      const narrowed = source === null ? [] : source.subarray(count);
      return [at, ...[...narrowed].flatMap((from, more) => (from === at ? [count + more] : []))];
    },
    pending,
    ranks: once(() => actors.ranks()),
    index: once(() => createWorldIndex(world)),
    asOf: parts.asOf,
  };
  return world;
}
