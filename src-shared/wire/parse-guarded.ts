import { outsideContract } from './outside-contract.ts';

/** Either name as a member, also when written with \u escapes (any escape in front of the colon counts as suspect). */
const suspect = /"(?:__proto__|constructor|[^"\\]{0,20}\\u00[^"]{0,60})"\s*:/;

/** Looking for three fixed words is several times faster than for the pattern, and hardly any text has one of them. */
const isSuspect = (text: string): boolean =>
  (text.includes('\\u00') || text.includes('__proto__') || text.includes('constructor')) &&
  suspect.test(text);

function dropDangerous(this: unknown, key: string, value: unknown): unknown {
  if (key === '__proto__') return undefined;
  if (key === 'constructor' && typeof value === 'object' && value !== null && 'prototype' in value)
    return undefined;
  return value;
}

/**
 * `JSON.parse` for text from outside: members that could reach a prototype when copied (`__proto__`, and
 * `constructor` with a `prototype`) are left out (reliability §5). Ordinary text pays three searches.
 * Throws an `outside-contract` RolebookError for text that is not JSON.
 */
export function parseGuarded(text: string, what: string): unknown {
  try {
    return isSuspect(text) ? JSON.parse(text, dropDangerous) : JSON.parse(text);
  } catch {
    throw outsideContract(what);
  }
}

/**
 * The rows of a page: the whole reply (`member` null) or one member of it (tenant-api §2, page replies).
 * Throws `outside-contract` when there is no list.
 */
export function rowsOfPage(reply: unknown, member: string | null, what: string): readonly unknown[] {
  const rows =
    member === null
      ? reply
      : typeof reply === 'object' && reply !== null
        ? Reflect.get(reply, member)
        : undefined;
  if (!Array.isArray(rows)) throw outsideContract(what, [member ?? 'list']);
  return rows;
}

/**
 * The rows of a page that is to be believed as a whole: each of them is an object. A list of anything else is no list of
 * facts, whoever sent it; to take it for an empty one would remove everything (I9). Throws `outside-contract`.
 */
export function factsOfPage(reply: unknown, member: string | null, what: string): readonly object[] {
  const rows = rowsOfPage(reply, member, what);
  return rows.map((row) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      throw outsideContract(what, [member ?? 'list']);
    return row;
  });
}
