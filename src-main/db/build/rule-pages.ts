import { integerOf, textOf } from '../facts/json-bytes.ts';
import { PageScanner, memberKind } from '../facts/page-scanner.ts';
import { phaseOf } from '../facts/rule-row.ts';
import type { EncodedRows } from './encoded-rows.ts';
import type { WrittenPage } from './fact-writer.ts';
import { PackedKeys } from '../facts/packed-keys.ts';
import type { SubjectNumbers } from './subject-numbers.ts';

/** Where the rows go, and who gives numbers to what repeats in them. */
export interface RulePageParts {
  readonly rows: EncodedRows;
  readonly subjects: SubjectNumbers;
  readonly textNumber: (text: string) => number;
  readonly roleNumber: (role: number, name: string) => number;
  readonly scopeNumber: (type: string, id: string, name: string) => number;
}

const members = [
  'id',
  'subjectType',
  'subjectId',
  'roleId',
  'roleName',
  'scopeType',
  'scopeId',
  'scopeName',
  'clusterId',
  'tenantId',
  'createdBy',
  'createdAt',
  'updatedAt',
  'deletedAt',
  'status',
] as const;
const slotOf = (name: (typeof members)[number]): number => members.indexOf(name);
const id = slotOf('id');
const subjectType = slotOf('subjectType');
const subjectId = slotOf('subjectId');
const roleId = slotOf('roleId');
const roleName = slotOf('roleName');
const scopeType = slotOf('scopeType');
const scopeId = slotOf('scopeId');
const scopeName = slotOf('scopeName');
const tenantId = slotOf('tenantId');
const createdBy = slotOf('createdBy');
const createdAt = slotOf('createdAt');
const updatedAt = slotOf('updatedAt');
const deletedAt = slotOf('deletedAt');
const status = slotOf('status');

const { absent, text, integer } = memberKind;
const mayMiss = [
  'subjectId',
  'roleName',
  'scopeName',
  'clusterId',
  'createdBy',
  'createdAt',
  'updatedAt',
  'deletedAt',
] as const;
const texts = [subjectType, scopeType, scopeId];
const textsOrNothing = mayMiss.map(slotOf);

/** A status outside the schema. */
const noPhase = -1;

/**
 * Writes pages of access rules by the places of their members: the same rows as `ruleRow` would make of them, without an
 * object and a dozen texts a rule. What repeats is known again by its bytes.
 */
export class RulePages {
  readonly #parts: RulePageParts;
  readonly #scanner = new PageScanner(members);
  readonly #roles = new PackedKeys();
  readonly #roleNumbers: number[] = [];
  readonly #scopes = new PackedKeys();
  readonly #scopeNumbers: number[] = [];
  readonly #authors = new PackedKeys();
  readonly #authorNumbers: number[] = [];
  readonly #statuses = new PackedKeys();
  readonly #phaseNumbers: number[] = [];

  /** A row's values, in the order of the columns behind its id. */
  readonly #values = new Float64Array(9);

  constructor(parts: RulePageParts) {
    this.#parts = parts;
  }

  /** See FactWriter. */
  write(bytes: Uint8Array, member: string | null, page: number): WrittenPage | null {
    const scanner = this.#scanner;
    const count = scanner.scan(bytes, member);
    if (count < 0) return null;
    const { starts, ends, width } = scanner;
    const { rows } = this.#parts;
    const values = this.#values;
    let rejected = 0;
    let deleted = 0;
    for (let slot = 0; slot < count; slot += 1) {
      const row = slot * width;
      const phase = this.#fits(row) ? this.#phase(bytes, row + status) : noPhase;
      if (phase === noPhase) {
        rejected += 1;
        continue;
      }
      if (scanner.length(row + deletedAt) > 0) {
        deleted += 1;
        continue;
      }
      values[0] = this.#subject(bytes, row);
      values[1] = this.#role(bytes, row);
      values[2] = this.#scope(bytes, row);
      values[3] = phase;
      values[4] = this.#author(bytes, row + createdBy);
      values[5] = scanner.instant(bytes, row + createdAt) ?? Number.NaN;
      values[6] = scanner.instant(bytes, row + updatedAt) ?? Number.NaN;
      values[7] = page;
      values[8] = slot;
      rows.add(integerOf(bytes, starts[row + id] ?? 0, ends[row + id] ?? 0), values);
    }
    return { rows: count, rejected, deleted };
  }

  /** Whether the row meets the schema, its status left aside. */
  #fits(row: number): boolean {
    const { kinds } = this.#scanner;
    if (kinds[row + id] !== integer || kinds[row + roleId] !== integer) return false;
    for (const member of texts) if (kinds[row + member] !== text) return false;
    for (const member of textsOrNothing) if (!this.#scanner.isTextOrNothing(row + member)) return false;
    return kinds[row + tenantId] === integer || this.#scanner.isTextOrNothing(row + tenantId);
  }

  #phase(bytes: Uint8Array, place: number): number {
    const { kinds, starts, ends } = this.#scanner;
    const kind = kinds[place];
    if (kind === text) return noPhase;
    const from = kind === absent ? 0 : (starts[place] ?? 0);
    const to = kind === absent ? 0 : (ends[place] ?? 0);
    const number = this.#statuses.addBytes(bytes, from, to).number();
    if (number < this.#phaseNumbers.length) return this.#phaseNumbers[number] ?? noPhase;
    const sent: unknown = kind === absent ? null : JSON.parse(textOf(bytes, from, to));
    const phase = phaseOf(sent);
    const known = phase === null ? noPhase : this.#parts.textNumber(phase);
    this.#phaseNumbers.push(known);
    return known;
  }

  #author(bytes: Uint8Array, place: number): number {
    const number = this.#scanner.addTo(this.#authors, bytes, place).number();
    if (number === this.#authorNumbers.length)
      this.#authorNumbers.push(this.#parts.textNumber(this.#scanner.text(bytes, place)));
    return this.#authorNumbers[number] ?? 0;
  }

  #subject(bytes: Uint8Array, row: number): number {
    const { subjects } = this.#parts;
    const before = subjects.keys.count;
    this.#scanner.addTo(subjects.keys, bytes, row + subjectType);
    const number = this.#scanner.addTo(subjects.keys, bytes, row + subjectId).number() + 1;
    if (number > before) {
      this.#scanner.putInto(subjects.rows, 0, bytes, row + subjectType);
      this.#scanner.putInto(subjects.rows, 1, bytes, row + subjectId);
      subjects.rows.add();
    }
    return number;
  }

  #role(bytes: Uint8Array, row: number): number {
    const from = this.#scanner.starts[row + roleId] ?? 0;
    const to = this.#scanner.ends[row + roleId] ?? 0;
    this.#roles.addBytes(bytes, from, to);
    const number = this.#scanner.addTo(this.#roles, bytes, row + roleName).number();
    if (number === this.#roleNumbers.length)
      this.#roleNumbers.push(
        this.#parts.roleNumber(integerOf(bytes, from, to), this.#scanner.text(bytes, row + roleName)),
      );
    return this.#roleNumbers[number] ?? 0;
  }

  #scope(bytes: Uint8Array, row: number): number {
    this.#scanner.addTo(this.#scopes, bytes, row + scopeType);
    this.#scanner.addTo(this.#scopes, bytes, row + scopeId);
    const number = this.#scanner.addTo(this.#scopes, bytes, row + scopeName).number();
    if (number === this.#scopeNumbers.length)
      this.#scopeNumbers.push(
        this.#parts.scopeNumber(
          this.#scanner.text(bytes, row + scopeType),
          this.#scanner.text(bytes, row + scopeId),
          this.#scanner.text(bytes, row + scopeName),
        ),
      );
    return this.#scopeNumbers[number] ?? 0;
  }
}
