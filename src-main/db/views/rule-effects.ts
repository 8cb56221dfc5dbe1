import type { Database } from 'better-sqlite3';
import { roleTiers, tierOfRole } from '../../../src-shared/access/role-tier.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { Ints } from '../columns/growing.ts';
import type { TextColumn } from '../columns/column.ts';
import { DistinctPool } from '../columns/distinct-pool.ts';
import { type AccessModel, serviceAccountTypes } from './access-model.ts';
import type { RulesTable } from './rules-table.ts';

/**
 * What a rule comes to: the tier of its role where it is in effect, else why it is not. `orphaned`: its role, place or
 * service account is not among those we see. `dormant`: its role is switched off. `pre-authorised`: nobody has signed in
 * with its e-mail or group.
 */
const ruleEffects = [
  ...roleTiers,
  'pre-authorised',
  'dormant',
  'orphaned: role',
  'orphaned: scope',
  'orphaned: subject',
] as const;

/** One of {@link ruleEffects}. */
type RuleEffect = (typeof ruleEffects)[number];

const places = new Set(['cluster', 'department', 'project']);

/** Ids and names that rules may call the service accounts by; null where none is known, so that none is missed. */
function accountKeys(database: Database, model: AccessModel): ReadonlySet<string> | null {
  const rows = database
    .prepare<[], { id: string; name: string; clientId: string }>(
      'SELECT id, name, client_id AS clientId FROM service_accounts',
    )
    .all();
  if (rows.length === 0) return null;
  const made = model.marks.overlay.serviceAccounts.made.flatMap(({ id, name }) => [id, name]);
  return new Set([...rows.flatMap(({ id, name, clientId }) => [id, name, clientId]), ...made]);
}

/** Two columns of the rules that hang on everything else a mirror holds: worked out when asked for, then kept. */
class RuleEffects {
  readonly path: TextColumn;
  readonly effect: TextColumn;
  readonly #model: AccessModel;
  readonly #paths = new DistinctPool();
  readonly #effects = new DistinctPool();
  #pathCodes = { version: -1, codes: new Ints() };
  #effectCodes = { version: -1, codes: new Ints() };
  readonly #database: Database;
  readonly #roles: () => readonly Role[];

  constructor(model: AccessModel, database: Database, roles: () => readonly Role[]) {
    this.#model = model;
    this.#database = database;
    this.#roles = roles;
    for (const effect of ruleEffects) this.#effects.of(effect);
    const column = (pool: DistinctPool, codes: () => Ints): TextColumn => ({
      kind: 'text',
      pool: pool.pool,
      get codes() {
        return codes();
      },
    });
    this.path = column(this.#paths, () => this.#readPaths());
    this.effect = column(this.#effects, () => this.#readEffects());
  }

  #readPaths(): Ints {
    const { rules, organisation } = this.#model;
    if (this.#pathCodes.version === rules.version) return this.#pathCodes.codes;
    const ofScope = rules.scopes.map(({ type, id, name }) =>
      this.#paths.of(
        places.has(type) ? [...organisation.pathOf(type, id), name].join(' › ') : 'All clusters',
      ),
    );
    const codes = new Ints(rules.length);
    for (let row = 0; row < rules.length; row += 1) codes.push(ofScope[rules.scopeNumbers.at(row)] ?? -1);
    this.#pathCodes = { version: rules.version, codes };
    return codes;
  }

  #readEffects(): Ints {
    const { rules } = this.#model;
    if (this.#effectCodes.version === rules.version) return this.#effectCodes.codes;
    const code = (effect: RuleEffect): number => ruleEffects.indexOf(effect);
    const roles = new Map(
      this.#roles().map((role) => [role.id, code(role.enabled ? tierOfRole(role) : 'dormant')]),
    );
    const scopeGone = rules.scopes.map(({ type, id }) => this.#isGone(type, id));
    const subjects = this.#subjectEffects(code);
    const codes = new Ints(rules.length);
    for (let row = 0; row < rules.length; row += 1) {
      const role = roles.get(rules.roleIds.at(row));
      const subject = subjects.at(rules.subjects.at(row));
      if (roles.size > 0 && role === undefined) codes.push(code('orphaned: role'));
      else if (scopeGone[rules.scopeNumbers.at(row)] === true) codes.push(code('orphaned: scope'));
      else if (subject === code('orphaned: subject') || role === undefined) codes.push(subject);
      else codes.push(role === code('dormant') || subject < 0 ? role : subject);
    }
    this.#effectCodes = { version: rules.version, codes };
    return codes;
  }

  /** Whether a place is not among those we see, where we see any of its kind. */
  #isGone(type: string, id: string): boolean {
    const { clusters, departments, projects } = this.#model.organisation;
    const known = { cluster: clusters, department: departments, project: projects }[type];
    return known !== undefined && known.size > 0 && !known.has(id);
  }

  /** What the subject itself makes of its rules; -1 where it is there. */
  #subjectEffects(code: (effect: RuleEffect) => number): Ints {
    const { rules, users, groupNames } = this.#model;
    const accounts = accountKeys(this.#database, this.#model);
    const seen = new Set<string>();
    for (let row = 0; row < users.length; row += 1) {
      if (!users.isAlive(row)) continue;
      const start = users.groups.start.at(row);
      for (let at = 0; at < users.groups.count.at(row); at += 1)
        seen.add(groupNames.pool.get(users.groups.values.at(start + at)));
    }
    const effects = new Ints(rules.subjectKeys.length);
    for (let subject = 0; subject < rules.subjectKeys.length; subject += 1) {
      const type = rules.subjectType(subject);
      const key = rules.subjectKeys.get(subject);
      if (type === 'user') {
        const user = this.#model.userOfSubject(subject);
        effects.push(user < 0 || users.isPreAuthorised(user) ? code('pre-authorised') : -1);
      } else if (type === 'group') effects.push(seen.has(key) ? -1 : code('pre-authorised'));
      else if (serviceAccountTypes.includes(type) && accounts !== null)
        effects.push(accounts.has(key) ? -1 : code('orphaned: subject'));
      else effects.push(-1);
    }
    return effects;
  }
}

/** The rules of a model with the columns `path` and `effect`. `roles`: as the mirror has them when it is asked. */
export function withEffects(
  model: AccessModel,
  database: Database,
  roles: () => readonly Role[],
): RulesTable {
  const { path, effect } = new RuleEffects(model, database, roles);
  model.rules.columns.set('path', path).set('effect', effect);
  return model.rules;
}
