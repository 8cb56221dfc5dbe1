import { memberKind, PageScanner } from '../facts/page-scanner.ts';
import { PackedKeys } from '../facts/packed-keys.ts';
import { textOf } from '../facts/json-bytes.ts';
import { groupNames } from '../facts/user-row.ts';
import type { WrittenPage } from './fact-writer.ts';
import type { RisingRows } from './rising-rows.ts';

/** Where the rows go, and who gives numbers to what repeats in them. */
export interface UserPageParts {
  readonly rows: RisingRows;
  /** The ids that have come. */
  readonly ids: () => PackedKeys;
  readonly textNumber: (text: string) => number;
  readonly groupSetNumber: (names: readonly string[]) => number;
}

/** The columns of a user's row behind its number. */
export const userColumn = {
  id: 0,
  email: 1,
  firstName: 2,
  lastName: 3,
  isLocal: 4,
  lastLogin: 5,
  createdBy: 6,
  createdAt: 7,
  updatedAt: 8,
  groupSet: 9,
  page: 10,
  slot: 11,
} as const;

const members = [
  'id',
  'username',
  'firstName',
  'lastName',
  'isLocal',
  'groups',
  'createdBy',
  'createdAt',
  'updatedAt',
  'lastLogin',
] as const;
const slotOf = (name: (typeof members)[number]): number => members.indexOf(name);
const id = slotOf('id');
const username = slotOf('username');
const firstName = slotOf('firstName');
const lastName = slotOf('lastName');
const isLocal = slotOf('isLocal');
const groups = slotOf('groups');
const createdBy = slotOf('createdBy');
const createdAt = slotOf('createdAt');
const updatedAt = slotOf('updatedAt');
const lastLogin = slotOf('lastLogin');
const textsOrNothing = [firstName, lastName, createdBy, createdAt, updatedAt, lastLogin];

const { absent, text, nothing, truth, list } = memberKind;
const letterT = 0x74;
/** Groups outside the schema. */
const noSet = -1;

/** Writes pages of users by the places of their members: the same rows as `userRow` would make of them. */
export class UserPages {
  readonly #parts: UserPageParts;
  readonly #scanner = new PageScanner(members);
  readonly #authors = new PackedKeys();
  readonly #authorNumbers: number[] = [];
  readonly #groups = new PackedKeys();
  readonly #setNumbers: number[] = [];

  constructor(parts: UserPageParts) {
    this.#parts = parts;
  }

  /** See FactWriter. */
  write(bytes: Uint8Array, member: string | null, page: number): WrittenPage | null {
    const scanner = this.#scanner;
    const count = scanner.scan(bytes, member);
    if (count < 0) return null;
    const { rows } = this.#parts;
    const ids = this.#parts.ids();
    let rejected = 0;
    for (let slot = 0; slot < count; slot += 1) {
      const row = slot * scanner.width;
      const set = this.#fits(row) ? this.#groupSet(bytes, row + groups) : noSet;
      if (set === noSet) {
        rejected += 1;
        continue;
      }
      scanner.addTo(ids, bytes, row + id).number();
      scanner.putInto(rows, userColumn.id, bytes, row + id);
      scanner.putInto(rows, userColumn.email, bytes, row + username);
      this.#textOrNull(userColumn.firstName, bytes, row + firstName);
      this.#textOrNull(userColumn.lastName, bytes, row + lastName);
      rows.number(userColumn.isLocal, this.#truth(bytes, row + isLocal));
      rows.number(userColumn.lastLogin, scanner.instant(bytes, row + lastLogin));
      rows.number(userColumn.createdBy, this.#author(bytes, row + createdBy));
      rows.number(userColumn.createdAt, scanner.instant(bytes, row + createdAt));
      rows.number(userColumn.updatedAt, scanner.instant(bytes, row + updatedAt));
      rows.number(userColumn.groupSet, set);
      rows.number(userColumn.page, page);
      rows.number(userColumn.slot, slot);
      rows.add();
    }
    return { rows: count, rejected, deleted: 0 };
  }

  /** Whether the row meets the schema, its groups left aside. */
  #fits(row: number): boolean {
    const { kinds } = this.#scanner;
    if (this.#scanner.length(row + id) === 0 || kinds[row + username] !== text) return false;
    for (const member of textsOrNothing) if (!this.#scanner.isTextOrNothing(row + member)) return false;
    const local = kinds[row + isLocal];
    return local === truth || local === nothing || local === absent;
  }

  #textOrNull(column: number, bytes: Uint8Array, place: number): void {
    if (this.#scanner.kinds[place] === text) this.#scanner.putInto(this.#parts.rows, column, bytes, place);
    else this.#parts.rows.number(column, null);
  }

  #truth(bytes: Uint8Array, place: number): number | null {
    const { kinds, starts } = this.#scanner;
    return kinds[place] === truth ? Number(bytes[starts[place] ?? 0] === letterT) : null;
  }

  #author(bytes: Uint8Array, place: number): number {
    const number = this.#scanner.addTo(this.#authors, bytes, place).number();
    if (number === this.#authorNumbers.length)
      this.#authorNumbers.push(this.#parts.textNumber(this.#scanner.text(bytes, place)));
    return this.#authorNumbers[number] ?? 0;
  }

  #groupSet(bytes: Uint8Array, place: number): number {
    const { kinds, starts, ends } = this.#scanner;
    const isList = kinds[place] === list;
    if (!isList && kinds[place] !== nothing && kinds[place] !== absent) return noSet;
    const from = isList ? (starts[place] ?? 0) : 0;
    const to = isList ? (ends[place] ?? 0) : 0;
    const number = this.#groups.addBytes(bytes, from, to).number();
    if (number < this.#setNumbers.length) return this.#setNumbers[number] ?? noSet;
    const names = groupNames(isList ? JSON.parse(textOf(bytes, from, to)) : null);
    const known = names === null ? noSet : this.#parts.groupSetNumber(names);
    this.#setNumbers.push(known);
    return known;
  }
}
