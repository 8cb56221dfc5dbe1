import type { Conflict, FieldValue } from '../../../src-shared/domain/change.ts';
import type { Fields } from '../../../src-shared/changes/base-fields.ts';

/** What base, mine and theirs come to, field by field; only fields that differ from the base are listed. */
export interface Merge {
  readonly fields: Conflict['fields'];
  readonly clash: boolean;
}

/** Differences that never matter to what we do. */
const harmless: ReadonlySet<string> = new Set(['lastLogin']);
/** Lists of which losing entries is harmless to a deletion: then there is less to lose. */
const fewerIsHarmless: ReadonlySet<string> = new Set(['rules']);

const asList = (value: FieldValue): readonly string[] => (Array.isArray(value) ? value : [String(value)]);

function same(one: FieldValue, other: FieldValue): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((entry) => other.includes(entry));
}

/**
 * Compares what the admin saw, what they want and what the tenant has. `mine` null: the whole thing goes or becomes void, so
 * whatever changed since matters; else only the fields of `mine` do, and a value that is there already agrees. Fields that
 * one side does not know are left out, for a tenant of another version. Pure.
 */
export function mergeFields(base: Fields, mine: Fields | null, theirs: Fields): Merge {
  const fields: Conflict['fields'] = [];
  for (const [field, was] of Object.entries(base)) {
    const is = theirs[field];
    if (is === undefined || same(was, is)) continue;
    const wanted = mine === null ? null : (mine[field] ?? was);
    fields.push({ field, base: was, mine: wanted, theirs: is, clash: clashes(field, was, wanted, is, mine) });
  }
  return { fields, clash: fields.some(({ clash }) => clash) };
}

function clashes(
  field: string,
  was: FieldValue,
  wanted: FieldValue,
  is: FieldValue,
  mine: Fields | null,
): boolean {
  if (harmless.has(field)) return false;
  if (mine !== null) return !same(wanted, was) && !same(wanted, is);
  if (!fewerIsHarmless.has(field)) return true;
  const before = new Set(asList(was));
  return asList(is).some((entry) => !before.has(entry));
}
