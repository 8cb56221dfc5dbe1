import type { PendingMark } from '../../../src-shared/changes/overlay.ts';
import type { Column } from '../columns/column.ts';
import { DistinctPool } from '../columns/distinct-pool.ts';
import { Flags } from '../columns/flags.ts';
import { Floats, Ints } from '../columns/growing.ts';
import type { Shelf } from '../columns/shelf.ts';
import { TextPool } from '../columns/text-pool.ts';
import type { ViewTable } from '../columns/view-table.ts';
import { WholeCounts } from '../columns/whole-counts.ts';
import { PendingColumn } from './pending-column.ts';

/** A scope that rules name. */
export interface ScopeEntry {
  readonly type: string;
  readonly id: string;
  readonly name: string;
}

/** A rule as the table takes it; numbers into its subjects, roles, scopes, and the shared texts. */
export interface RuleCells {
  readonly id: number;
  readonly subject: number;
  readonly roleId: number;
  readonly roleName: number;
  readonly scope: number;
  readonly phase: number;
  readonly createdBy: number;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
}

/** Facets of what a rule itself says. */
const followed = ['subjectType', 'roleName', 'scopeType', 'phase', 'createdBy', 'pending'];

/** Access rules in memory, chained by subject. */
export class RulesTable implements ViewTable {
  readonly view = 'access-rules';
  readonly ownOrder = 'subjectId';
  version = 0;
  readonly texts: DistinctPool;
  readonly roleNames: DistinctPool;
  readonly scopeNames: DistinctPool;
  readonly scopes: ScopeEntry[] = [];
  readonly ids = new Floats();
  readonly roleIds = new Ints();
  readonly roleCodes = new Ints();
  readonly scopeNumbers = new Ints();
  readonly scopeNameCodes = new Ints();
  readonly subjects = new Ints();
  readonly subjectKeys = new TextPool();
  readonly pending = new PendingColumn();
  readonly columns: Map<string, Column>;
  readonly wholeCounts = new WholeCounts(this, followed);
  /** Set by rule-effects.ts, whose columns hang on more than rules. */
  settle?: () => void;
  readonly #types = new DistinctPool();
  readonly #subjectTypes = new Ints();
  readonly #firstRule = new Ints();
  /** How many rules of each subject are there. */
  readonly #rulesOf = new Ints();
  readonly #groups: number[] = [];
  readonly #nextRule = new Ints();
  readonly #ruleTypes = new Ints();
  readonly #scopeTypes = new DistinctPool();
  readonly #scopeTypeCodes = new Ints();
  readonly #scopeTypeOf: number[] = [];
  readonly #scopeNameOf: number[] = [];
  readonly #phases = new Ints();
  readonly #authors = new Ints();
  readonly #created = new Floats();
  readonly #updated = new Floats();
  readonly #alive = new Flags();
  #highestId = 0;
  #lowestId = 0;
  /** So many rows from the first on are in the order of their ids, as a pull brings them. */
  #inOrder = 0;
  /** The other rows that are there, by id. */
  readonly #rowOfLaterId = new Map<number, number>();
  #idRanks = { version: -1, ranks: new Float64Array(0) };

  constructor(parts: {
    readonly texts: DistinctPool;
    readonly roleNames: DistinctPool;
    readonly scopeNames: DistinctPool;
  }) {
    this.texts = parts.texts;
    this.roleNames = parts.roleNames;
    this.scopeNames = parts.scopeNames;
    this.columns = new Map<string, Column>([
      ['subjectId', { kind: 'text', pool: this.subjectKeys, codes: this.subjects }],
      ['subjectType', { kind: 'text', pool: this.#types.pool, codes: this.#ruleTypes }],
      ['roleName', { kind: 'text', pool: this.roleNames.pool, codes: this.roleCodes }],
      ['scopeName', { kind: 'text', pool: this.scopeNames.pool, codes: this.scopeNameCodes }],
      ['scopeType', { kind: 'text', pool: this.#scopeTypes.pool, codes: this.#scopeTypeCodes }],
      ['phase', { kind: 'text', pool: this.texts.pool, codes: this.#phases }],
      ['createdBy', { kind: 'text', pool: this.texts.pool, codes: this.#authors }],
      ['createdAt', { kind: 'number', time: true, values: this.#created }],
      ['updatedAt', { kind: 'number', time: true, values: this.#updated }],
      ['id', { kind: 'number', time: false, values: this.ids }],
      ['pending', this.pending],
    ]);
  }

  get length(): number {
    return this.ids.length;
  }

  get alive(): number {
    return this.#alive.set;
  }

  aliveBytes(): Uint8Array | null {
    return this.alive === this.length ? null : this.#alive.bytes;
  }

  isAlive(row: number): boolean {
    return this.#alive.at(row);
  }

  idAt(row: number): string {
    return String(this.ids.at(row));
  }

  /** The ids themselves; moved up where rules that are not at the tenant yet have negative ones. */
  idRanks(): { ranks: Float64Array; highest: number } {
    if (this.#lowestId === 0) return { ranks: this.ids.data, highest: this.#highestId };
    if (this.#idRanks.version !== this.version) {
      const ranks = this.ids.data.slice(0, this.length);
      for (let row = 0; row < ranks.length; row += 1) ranks[row] = (ranks[row] ?? 0) - this.#lowestId;
      this.#idRanks = { version: this.version, ranks };
    }
    return { ranks: this.#idRanks.ranks, highest: this.#highestId - this.#lowestId };
  }

  /** Adds a subject that rules name; answers its number. */
  addSubject(type: string, key: string): number {
    const subject = this.subjectKeys.push(key);
    this.#subjectTypes.push(this.#types.of(type));
    this.#firstRule.push(-1);
    this.#rulesOf.push(0);
    if (type === 'group') this.#groups.push(subject);
    return subject;
  }

  subjectType(subject: number): string {
    return this.#types.pool.get(this.#subjectTypes.at(subject));
  }

  /** What the type of a subject is in {@link typeNames}. */
  typeCode(subject: number): number {
    return this.#subjectTypes.at(subject);
  }

  /** Types of subjects by code. */
  typeNames(): string[] {
    const { pool } = this.#types;
    return Array.from({ length: pool.length }, (_, code) => pool.get(code));
  }

  /** The number of the subject of this type and exactly this key, or -1. */
  findSubject(type: string, key: string): number {
    for (const subject of this.subjectKeys.same(key))
      if (this.subjectKeys.get(subject) === key && this.subjectType(subject) === type) return subject;
    return -1;
  }

  /** Names of the groups that rules name. */
  *groupsNamed(): Generator<string> {
    for (const subject of this.#groups)
      if (this.#rulesOf.at(subject) > 0) yield this.subjectKeys.get(subject);
  }

  /** Adds a scope that rules name; answers its number. */
  addScope(scope: ScopeEntry): number {
    this.scopes.push(scope);
    this.#scopeTypeOf.push(this.#scopeTypes.of(scope.type));
    this.#scopeNameOf.push(this.scopeNames.of(scope.name));
    return this.scopes.length - 1;
  }

  add(rule: RuleCells): number {
    const row = this.ids.length;
    if (row === this.#inOrder && (row === 0 || rule.id > this.ids.at(row - 1))) this.#inOrder += 1;
    else this.#rowOfLaterId.set(rule.id, row);
    this.ids.push(rule.id);
    this.#highestId = Math.max(this.#highestId, rule.id);
    this.#lowestId = Math.min(this.#lowestId, rule.id);
    this.subjects.push(rule.subject);
    this.#ruleTypes.push(this.#subjectTypes.at(rule.subject));
    this.roleIds.push(rule.roleId);
    this.roleCodes.push(rule.roleName);
    this.scopeNumbers.push(rule.scope);
    this.scopeNameCodes.push(this.#scopeNameOf[rule.scope] ?? 0);
    this.#scopeTypeCodes.push(this.#scopeTypeOf[rule.scope] ?? 0);
    this.#phases.push(rule.phase);
    this.#authors.push(rule.createdBy);
    this.#created.push(rule.createdAt);
    this.#updated.push(rule.updatedAt);
    this.pending.push();
    this.#alive.push(true);
    this.#nextRule.push(this.#firstRule.at(rule.subject));
    this.#firstRule.data[rule.subject] = row;
    this.#rulesOf.data[rule.subject] = this.#rulesOf.at(rule.subject) + 1;
    this.wholeCounts.enter(row);
    this.version += 1;
    return row;
  }

  remove(row: number): void {
    if (!this.isAlive(row)) return;
    this.wholeCounts.leave(row);
    this.#alive.change(row, false);
    const subject = this.subjects.at(row);
    this.#rulesOf.data[subject] = this.#rulesOf.at(subject) - 1;
    if (row >= this.#inOrder) this.#rowOfLaterId.delete(this.ids.at(row));
    this.version += 1;
  }

  /** Whether the rule is not at the tenant yet. */
  isMade(row: number): boolean {
    return this.ids.at(row) < 0;
  }

  /** Marks a row with what an open change makes of it. */
  mark(row: number, mark: PendingMark | null): void {
    if (this.pending.at(row) === mark) return;
    const counted = this.isAlive(row);
    if (counted) this.wholeCounts.leave(row, 'pending');
    this.pending.set(row, mark);
    if (counted) this.wholeCounts.enter(row, 'pending');
    this.version += 1;
  }

  /** Calls back for each rule of a subject that is there, the newest row first. */
  eachOf(subject: number, found: (row: number) => void): void {
    for (let row = this.#firstRule.at(subject); row >= 0; row = this.#nextRule.at(row))
      if (this.#alive.at(row)) found(row);
  }

  /** The row of a rule by its id, or -1. */
  rowOfId(id: number): number {
    const later = this.#rowOfLaterId.get(id);
    if (later !== undefined) return later;
    let from = 0;
    let to = this.#inOrder;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.ids.at(middle) < id) from = middle + 1;
      else to = middle;
    }
    return from < this.#inOrder && this.ids.at(from) === id && this.#alive.at(from) ? from : -1;
  }

  scopeOf(row: number): ScopeEntry {
    return this.scopes[this.scopeNumbers.at(row)] ?? { type: '', id: '', name: '' };
  }

  /** Puts the table away or takes it; not what open changes make of it, nor the pools that are others'. */
  keep(shelf: Shelf): void {
    const scopes = shelf.value('rules.scopes', {
      entries: this.scopes,
      types: this.#scopeTypeOf,
      names: this.#scopeNameOf,
    });
    if (shelf.taking) {
      this.scopes.push(...scopes.entries);
      this.#scopeTypeOf.push(...scopes.types);
      this.#scopeNameOf.push(...scopes.names);
    }
    shelf.floats('rules.ids', this.ids);
    shelf.ints('rules.roleIds', this.roleIds);
    shelf.ints('rules.roleCodes', this.roleCodes);
    shelf.ints('rules.scopeNumbers', this.scopeNumbers);
    shelf.ints('rules.scopeNameCodes', this.scopeNameCodes);
    shelf.ints('rules.subjects', this.subjects);
    this.subjectKeys.keep(shelf, 'rules.subjectKeys');
    shelf.ints('rules.pending', this.pending.codes);
    this.#types.keep(shelf, 'rules.types');
    shelf.ints('rules.subjectTypes', this.#subjectTypes);
    shelf.ints('rules.first', this.#firstRule);
    shelf.ints('rules.next', this.#nextRule);
    shelf.ints('rules.ofSubject', this.#rulesOf);
    const groups = shelf.value('rules.groups', this.#groups);
    if (shelf.taking) this.#groups.push(...groups);
    shelf.ints('rules.ruleTypes', this.#ruleTypes);
    this.#scopeTypes.keep(shelf, 'rules.scopeTypes');
    shelf.ints('rules.scopeTypeCodes', this.#scopeTypeCodes);
    shelf.ints('rules.phases', this.#phases);
    shelf.ints('rules.authors', this.#authors);
    shelf.floats('rules.created', this.#created);
    shelf.floats('rules.updated', this.#updated);
    shelf.flags('rules.alive', this.#alive);
    this.#highestId = shelf.value('rules.highest', this.#highestId);
    this.#lowestId = shelf.value('rules.lowest', this.#lowestId);
    this.#inOrder = shelf.value('rules.inOrder', this.#inOrder);
    const later = shelf.value('rules.later', [...this.#rowOfLaterId]);
    if (shelf.taking) for (const [id, row] of later) this.#rowOfLaterId.set(id, row);
    this.version += 1;
  }

  search(text: string, found: (row: number) => void): void {
    const mark = (pool: TextPool): Uint8Array => {
      const wanted = new Uint8Array(pool.length);
      pool.eachContaining(text, (number) => {
        wanted[number] = 1;
      });
      return wanted;
    };
    const keys = mark(this.subjectKeys);
    const roles = mark(this.roleNames.pool);
    const scopes = mark(this.scopeNames.pool);
    for (let row = 0; row < this.length; row += 1)
      if (
        keys[this.subjects.at(row)] === 1 ||
        roles[this.roleCodes.at(row)] === 1 ||
        scopes[this.scopeNameCodes.at(row)] === 1
      )
        found(row);
  }
}
