import type { PendingMark } from '../../../src-shared/changes/overlay.ts';
import { userRowTypes, type UserRowType } from '../../../src-shared/domain/user.ts';
import type { Column } from '../columns/column.ts';
import { DistinctPool } from '../columns/distinct-pool.ts';
import { Flags } from '../columns/flags.ts';
import { Floats, Ints } from '../columns/growing.ts';
import { Lists } from '../columns/lists.ts';
import type { Shelf } from '../columns/shelf.ts';
import { TextPool } from '../columns/text-pool.ts';
import { foldText } from '../fold-text.ts';
import type { ViewTable } from '../columns/view-table.ts';
import { WholeCounts } from '../columns/whole-counts.ts';
import { PendingColumn } from './pending-column.ts';

const codeOf = (type: UserRowType): number => userRowTypes.indexOf(type);
const preAuthorised = codeOf('pre-authorised');
const userDeleted = codeOf('user deleted');

/** The id under which a pre-authorised e-mail is listed; no id of a tenant begins so. */
export const preAuthorisedId = (email: string): string => `pre-authorised:${email}`;

/** Looks rows up in the trigram index; null when there are too many for that to pay. Numbers are `users.n`. */
export type TrigramSearch = (folded: string, atMost: number) => readonly number[] | null;

/** A user as the table takes it. */
export interface UserCells {
  /** `users.n`; 0 for a pre-authorised e-mail. */
  readonly n: number;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly type: number;
  readonly lastLogin: number | null;
  readonly createdBy: number;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
}

/** Users and pre-authorised e-mails in memory. */
export class UsersTable implements ViewTable {
  readonly view = 'users';
  readonly ownOrder = 'email';
  version = 0;
  readonly authors: DistinctPool;
  readonly groupNames: DistinctPool;
  readonly ids = new TextPool();
  readonly emails = new TextPool();
  readonly groups: Lists;
  readonly roles: Lists;
  readonly scopes: Lists;
  readonly ruleCounts = new Floats();
  readonly pending = new PendingColumn();
  readonly columns: ReadonlyMap<string, Column>;
  readonly wholeCounts = new WholeCounts(this, ['type', 'roles', 'scopes', 'groups', 'createdBy', 'pending']);
  readonly #alive = new Flags();
  readonly #names = new DistinctPool();
  readonly #nameCodes = new Ints();
  readonly #types = new Ints();
  readonly #authorCodes = new Ints();
  readonly #lastLogins = new Floats();
  readonly #created = new Floats();
  readonly #updated = new Floats();
  /** Row by `users.n`, plus one. */
  #rowOfNumber: Int32Array = new Int32Array(16);
  /** Rows that the trigram index does not know. */
  readonly #unindexed: number[] = [];
  readonly #trigrams: TrigramSearch;
  /** Rows of users that are not at the tenant yet. */
  readonly #made = new Set<number>();
  /** E-mails of deleted users, in small letters; told from outside, never put away. */
  #departed: ReadonlySet<string> = new Set();
  /** How many users that are there say they are in each group. */
  readonly #members = new Ints();

  constructor(parts: {
    readonly authors: DistinctPool;
    readonly groupNames: DistinctPool;
    readonly roleNames: TextPool;
    readonly scopeNames: TextPool;
    readonly trigrams: TrigramSearch;
  }) {
    this.authors = parts.authors;
    this.groupNames = parts.groupNames;
    this.#trigrams = parts.trigrams;
    this.groups = new Lists(parts.groupNames.pool);
    this.roles = new Lists(parts.roleNames);
    this.scopes = new Lists(parts.scopeNames);
    const types = new DistinctPool();
    for (const type of userRowTypes) types.of(type);
    this.columns = new Map<string, Column>([
      ['email', { kind: 'text', pool: this.emails, codes: null }],
      ['type', { kind: 'text', pool: types.pool, codes: this.#types }],
      ['roles', this.roles],
      ['scopes', this.scopes],
      ['lastLogin', { kind: 'number', time: true, values: this.#lastLogins }],
      ['name', { kind: 'text', pool: this.#names.pool, codes: this.#nameCodes }],
      ['groups', this.groups],
      ['ruleCount', { kind: 'number', time: false, values: this.ruleCounts }],
      ['createdBy', { kind: 'text', pool: this.authors.pool, codes: this.#authorCodes }],
      ['createdAt', { kind: 'number', time: true, values: this.#created }],
      ['updatedAt', { kind: 'number', time: true, values: this.#updated }],
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

  /** Whether only rules know the e-mail of this row, be it that its user was deleted. */
  isPreAuthorised(row: number): boolean {
    const type = this.#types.at(row);
    return type === preAuthorised || type === userDeleted;
  }

  /** Whether only rules know the e-mail of this row, and a user who had it was deleted. */
  isUserDeleted(row: number): boolean {
    return this.#types.at(row) === userDeleted;
  }

  /** Whether the history told of a deleted user with this e-mail. */
  isDeparted(email: string): boolean {
    return this.#departed.has(email.toLowerCase());
  }

  /** Takes the e-mails of users who were deleted, in small letters; what rules still name of them is told by its type. */
  setDeparted(emails: ReadonlySet<string>): void {
    if (emails.size === 0 && this.#departed.size === 0) return;
    this.#departed = emails;
    let moved = false;
    for (const row of this.#unindexed) {
      if (!this.isPreAuthorised(row)) continue;
      const type = this.#typeWithoutUser(this.emails.get(row));
      if (type === this.#types.at(row)) continue;
      const counted = this.isAlive(row);
      if (counted) this.wholeCounts.leave(row, 'type');
      this.#types.data[row] = type;
      if (counted) this.wholeCounts.enter(row, 'type');
      moved = true;
    }
    if (moved) this.version += 1;
  }

  idAt(row: number): string {
    return this.ids.get(row);
  }

  idRanks(): { ranks: Int32Array; highest: number } {
    return { ranks: this.ids.ranks(), highest: this.ids.highestRank() };
  }

  /** Adds a user; its groups as a stretch of the group lists. */
  add(user: UserCells, groupsStart: number, groupCount: number): number {
    const row = this.ids.push(user.id);
    this.emails.push(user.email);
    this.#nameCodes.push(this.#names.of(user.name));
    this.#types.push(user.type);
    this.#authorCodes.push(user.createdBy);
    this.#lastLogins.push(user.lastLogin);
    this.#created.push(user.createdAt);
    this.#updated.push(user.updatedAt);
    this.groups.pushRow(groupsStart, groupCount);
    this.roles.pushRow();
    this.scopes.pushRow();
    this.ruleCounts.push(0);
    this.pending.push();
    this.#alive.push(true);
    this.#countMember(row, 1);
    if (user.n > 0) this.#remember(user.n, row);
    else this.#unindexed.push(row);
    this.wholeCounts.enter(row);
    this.version += 1;
    return row;
  }

  /** Adds an e-mail that so far only rules know. */
  addPreAuthorised(email: string): number {
    const cells = { createdBy: this.authors.of(''), createdAt: null, updatedAt: null, lastLogin: null };
    const type = this.#typeWithoutUser(email);
    return this.add({ n: 0, id: preAuthorisedId(email), email, name: '', type, ...cells }, 0, 0);
  }

  /** Says that this user is not at the tenant yet. */
  setMade(row: number): void {
    this.#made.add(row);
  }

  isMade(row: number): boolean {
    return this.#made.has(row);
  }

  /** Gives a row the roles and scopes of its rules, one entry a rule. */
  setHeld(row: number, roles: readonly number[], scopes: readonly number[]): void {
    const counted = this.isAlive(row) ? (['roles', 'scopes'] as const) : [];
    for (const name of counted) this.wholeCounts.leave(row, name);
    this.roles.set(row, roles);
    this.scopes.set(row, scopes);
    for (const name of counted) this.wholeCounts.enter(row, name);
    this.ruleCounts.data[row] = roles.length;
    this.version += 1;
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

  remove(row: number): void {
    if (!this.isAlive(row)) return;
    this.wholeCounts.leave(row);
    this.#alive.change(row, false);
    this.#countMember(row, -1);
    this.version += 1;
  }

  /** Puts a removed row back. */
  revive(row: number): void {
    if (this.isAlive(row)) return;
    this.#alive.change(row, true);
    this.wholeCounts.enter(row);
    this.#countMember(row, 1);
    this.version += 1;
  }

  /** Names of the groups that users say they are in. */
  *groupsWithMembers(): Generator<string> {
    for (let group = 0; group < this.#members.length; group += 1)
      if (this.#members.at(group) > 0) yield this.groupNames.pool.get(group);
  }

  /** The row of the user with this id, or -1. */
  rowOfId(id: string): number {
    for (const row of this.ids.same(id)) if (this.isAlive(row) && this.ids.get(row) === id) return row;
    return -1;
  }

  /** Rows with this e-mail, ignoring case: the tenant's users, then those made here, then pre-authorised ones; gone rows left out. */
  rowsOfEmail(email: string): number[] {
    const standing = (row: number): number => (this.isPreAuthorised(row) ? 2 : Number(this.isMade(row)));
    return this.emails
      .same(email)
      .filter((row) => this.isAlive(row))
      .sort((left, right) => standing(left) - standing(right) || left - right);
  }

  search(text: string, found: (row: number) => void): void {
    const hits =
      Array.from(text).length >= 3 ? this.#trigrams(foldText(text), Math.ceil(this.length / 200)) : null;
    if (hits === null) {
      this.emails.eachContaining(text, found);
      const wanted = new Uint8Array(this.#names.pool.length);
      let any = false;
      this.#names.pool.eachContaining(text, (number) => {
        wanted[number] = 1;
        any = true;
      });
      if (!any) return;
      const { data: codes, length } = this.#nameCodes;
      for (let row = 0; row < length; row += 1) if (wanted[codes[row] ?? 0] === 1) found(row);
      return;
    }
    const check = (row: number): void => {
      if (this.emails.contains(row, text) || this.#names.pool.contains(this.#nameCodes.at(row), text))
        found(row);
    };
    for (const n of hits) {
      const row = (this.#rowOfNumber[n] ?? 0) - 1;
      if (row >= 0) check(row);
    }
    for (const row of this.#unindexed) check(row);
  }

  #typeWithoutUser(email: string): number {
    return this.isDeparted(email) ? userDeleted : preAuthorised;
  }

  #countMember(row: number, by: number): void {
    const start = this.groups.start.at(row);
    for (let at = start; at < start + this.groups.count.at(row); at += 1) {
      const group = this.groups.values.at(at);
      while (this.#members.length <= group) this.#members.push(0);
      this.#members.data[group] = this.#members.at(group) + by;
    }
  }

  /** Puts the table away or takes it; not what open changes make of it, nor the pools that are others'. */
  keep(shelf: Shelf): void {
    // The list is shown in the order of e-mails, and people are found by them.
    if (!shelf.taking) for (const texts of [this.ids, this.emails]) texts.ranks();
    this.ids.keep(shelf, 'users.ids');
    this.emails.keep(shelf, 'users.emails');
    this.groups.keep(shelf, 'users.groups');
    this.roles.keep(shelf, 'users.roles');
    this.scopes.keep(shelf, 'users.scopes');
    shelf.floats('users.ruleCounts', this.ruleCounts);
    shelf.ints('users.pending', this.pending.codes);
    shelf.flags('users.alive', this.#alive);
    this.#names.keep(shelf, 'users.names');
    shelf.ints('users.nameCodes', this.#nameCodes);
    shelf.ints('users.types', this.#types);
    shelf.ints('users.authors', this.#authorCodes);
    shelf.floats('users.lastLogins', this.#lastLogins);
    shelf.floats('users.created', this.#created);
    shelf.floats('users.updated', this.#updated);
    this.#rowOfNumber = shelf.array('users.rowOfNumber', this.#rowOfNumber) ?? this.#rowOfNumber;
    shelf.ints('users.members', this.#members);
    const unindexed = shelf.value('users.unindexed', this.#unindexed);
    if (shelf.taking) this.#unindexed.push(...unindexed);
    this.version += 1;
  }

  #remember(n: number, row: number): void {
    if (n >= this.#rowOfNumber.length) {
      const wider = new Int32Array(Math.ceil(n * 1.5) + 16);
      wider.set(this.#rowOfNumber);
      this.#rowOfNumber = wider;
    }
    this.#rowOfNumber[n] = row + 1;
  }
}
