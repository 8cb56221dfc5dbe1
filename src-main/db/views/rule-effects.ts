import type { Database } from 'better-sqlite3';
import { nowhere } from '../../../src-shared/access/gates.ts';
import { roleTiers, tierOfRole } from '../../../src-shared/access/role-tier.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { Ints } from '../columns/growing.ts';
import type { TextColumn } from '../columns/column.ts';
import { DistinctPool } from '../columns/distinct-pool.ts';
import { type AccessModel, serviceAccountTypes } from './access-model.ts';
import type { RulesTable } from './rules-table.ts';

/**
 * What a rule comes to: the tier of its role where it is in effect, else why it is not. `orphaned`: its role, place or
 * service account is not among those we see. `dormant`: its role is switched off, or holds in no cluster.
 * `pre-authorised`: nobody has signed in with its e-mail or group. `user deleted`: the history has seen a user with its
 * e-mail go, and none has come again.
 */
const ruleEffects = [
  ...roleTiers,
  'pre-authorised',
  'user deleted',
  'dormant',
  'orphaned: role',
  'orphaned: scope',
  'orphaned: subject',
] as const;

/** One of {@link ruleEffects}. */
type RuleEffect = (typeof ruleEffects)[number];

const codeOf = (effect: RuleEffect): number => ruleEffects.indexOf(effect);
const preAuthorised = codeOf('pre-authorised');
const userDeleted = codeOf('user deleted');
const dormant = codeOf('dormant');
const roleOrphaned = codeOf('orphaned: role');
const scopeOrphaned = codeOf('orphaned: scope');
const subjectOrphaned = codeOf('orphaned: subject');

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

/** What the columns are worked out from beside the model, as it is when they are looked at. */
export interface EffectSources {
  readonly roles: () => readonly Role[];
}

/**
 * Two columns of the rules that hang on everything else a mirror holds. After each act it is looked at what has changed
 * for whom: roles and places for all, subjects for their own rules alone.
 */
class RuleEffects {
  readonly path: TextColumn;
  readonly effect: TextColumn;
  readonly #model: AccessModel;
  readonly #database: Database;
  readonly #roles: () => readonly Role[];
  readonly #paths = new DistinctPool();
  readonly #effects = new DistinctPool();
  /** By scope: its path, and whether it is gone. */
  #pathOfScope: number[] = [];
  #scopeGone: boolean[] = [];
  #scopeNowhere: boolean[] = [];
  /** By subject. */
  #subjects = new Ints();
  #codeOfRole: ReadonlyMap<number, number> = new Map();
  readonly #pathCodes = new Ints();
  readonly #effectCodes = new Ints();
  /** What all this was worked out from. */
  #seen: { acts: number; roles: readonly Role[]; organisation: AccessModel['organisation'] } | null = null;

  constructor(model: AccessModel, database: Database, from: EffectSources) {
    this.#model = model;
    this.#database = database;
    this.#roles = from.roles;
    for (const effect of ruleEffects) this.#effects.of(effect);
    const column = (pool: DistinctPool, codes: Ints): TextColumn => {
      const settle = (): void => this.settle();
      return {
        kind: 'text',
        pool: pool.pool,
        get codes() {
          settle();
          return codes;
        },
      };
    };
    this.path = column(this.#paths, this.#pathCodes);
    this.effect = column(this.#effects, this.#effectCodes);
  }

  /** Looks at what has happened since it was last asked for. Where a rule comes to something else, its table is another. */
  settle(): void {
    const { acts, organisation, rules } = this.#model;
    const before = this.#seen;
    if (before?.acts === acts) return;
    const roles = this.#roles();
    this.#seen = { acts, roles, organisation };
    const moved = before?.organisation !== organisation;
    if (moved) {
      this.#pathOfScope = [];
      this.#scopeGone = [];
      this.#scopeNowhere = [];
    }
    for (const { type, id, name } of rules.scopes.slice(this.#pathOfScope.length)) {
      const path = places.has(type)
        ? [...organisation.pathOf(type, id), name].join(' › ')
        : type === nowhere
          ? 'No cluster'
          : 'All clusters';
      this.#pathOfScope.push(this.#paths.of(path));
      this.#scopeGone.push(this.#isGone(type, id));
      this.#scopeNowhere.push(type === nowhere);
    }
    const roleMoved = before?.roles !== roles && this.#readRoles(roles);
    const subjects = this.#subjects;
    this.#subjects = this.#subjectEffects();
    const known = this.#effectCodes.length;
    let differs = false;
    if (moved || roleMoved) for (let row = 0; row < known; row += 1) differs = this.#look(row) || differs;
    else
      for (let subject = 0; subject < subjects.length; subject += 1)
        if (subjects.data[subject] !== this.#subjects.data[subject])
          rules.eachOf(subject, (row) => {
            differs = this.#look(row) || differs;
          });
    for (let row = known; row < rules.length; row += 1) {
      this.#pathCodes.push(-1);
      this.#effectCodes.push(-1);
      this.#look(row);
    }
    if (differs) rules.version += 1;
  }

  /** Answers whether any role comes to something else than before. */
  #readRoles(roles: readonly Role[]): boolean {
    const codes = new Map(
      roles.map((role) => [role.id, codeOf(role.enabled ? tierOfRole(role) : 'dormant')] as const),
    );
    const before = this.#codeOfRole;
    this.#codeOfRole = codes;
    return codes.size !== before.size || [...codes].some(([id, code]) => before.get(id) !== code);
  }

  /** Works a row out; answers whether it is another than before. */
  #look(row: number): boolean {
    const { rules } = this.#model;
    const scope = rules.scopeNumbers.at(row);
    const path = this.#pathOfScope[scope] ?? -1;
    const effect = this.#effectOf(row, scope);
    if (this.#pathCodes.at(row) === path && this.#effectCodes.at(row) === effect) return false;
    this.#pathCodes.data[row] = path;
    this.#effectCodes.data[row] = effect;
    return true;
  }

  #effectOf(row: number, scope: number): number {
    const { rules } = this.#model;
    const role = this.#codeOfRole.get(rules.roleIds.at(row));
    const subject = this.#subjects.at(rules.subjects.at(row));
    if (this.#codeOfRole.size > 0 && role === undefined) return roleOrphaned;
    if (this.#scopeGone[scope] === true) return scopeOrphaned;
    if (subject === subjectOrphaned || role === undefined) return subject;
    if (this.#scopeNowhere[scope] === true) return dormant;
    return role === dormant || subject < 0 ? role : subject;
  }

  /** Whether a place is not among those we see, where we see any of its kind. */
  #isGone(type: string, id: string): boolean {
    const { clusters, departments, projects } = this.#model.organisation;
    const known = { cluster: clusters, department: departments, project: projects }[type];
    return known !== undefined && known.size > 0 && !known.has(id);
  }

  /** What the subject itself makes of its rules; -1 where it is there. */
  #subjectEffects(): Ints {
    const { rules, users } = this.#model;
    const accounts = accountKeys(this.#database, this.#model);
    const seen = new Set(users.groupsWithMembers());
    const kinds = rules
      .typeNames()
      .map((type) =>
        type === 'user' || type === 'group' ? type : serviceAccountTypes.includes(type) ? 'account' : 'other',
      );
    const effects = new Ints(rules.subjectKeys.length);
    for (let subject = 0; subject < rules.subjectKeys.length; subject += 1) {
      const kind = kinds[rules.typeCode(subject)];
      if (kind === 'user') {
        const user = this.#model.userOfSubject(subject);
        const unseen = user < 0 || users.isPreAuthorised(user);
        const gone = unseen && users.isDeparted(rules.subjectKeys.get(subject));
        effects.push(gone ? userDeleted : unseen ? preAuthorised : -1);
      } else if (kind === 'group')
        effects.push(seen.has(rules.subjectKeys.get(subject)) ? -1 : preAuthorised);
      else if (kind === 'account' && accounts !== null)
        effects.push(accounts.has(rules.subjectKeys.get(subject)) ? -1 : subjectOrphaned);
      else effects.push(-1);
    }
    return effects;
  }
}

/** The rules of a model with the columns `path` and `effect`. */
export function withEffects(model: AccessModel, database: Database, from: EffectSources): RulesTable {
  const effects = new RuleEffects(model, database, from);
  model.rules.columns.set('path', effects.path).set('effect', effects.effect);
  model.rules.settle = () => effects.settle();
  return model.rules;
}
