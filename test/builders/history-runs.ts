import Sqlite from 'better-sqlite3';
import { HeldFacts } from '../../src-main/db/history/held-facts.ts';
import { type FoundChange, writeLook, writeMoment } from '../../src-main/db/history/write-look.ts';
import { history010 } from '../../src-main/db/migrations/history/010-history.ts';
import type { FactPlace } from '../../src-main/db/facts/fact-reader.ts';
import { type FactKind, factKinds } from '../../src-shared/domain/sync-state.ts';
import { type Difference, factId } from '../../src-shared/history/history-row.ts';

/** A fact as its tenant sends it. */
interface Raw {
  readonly kind: FactKind;
  readonly key: string;
  readonly value: number;
}

/** Everything that was there at one moment. */
type Copy = ReadonlyMap<string, Raw>;

/** A seeded stream of numbers (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

const asText = (facts: Iterable<unknown>): string =>
  [...facts]
    .map((fact) => JSON.stringify(fact))
    .toSorted()
    .join('\n');

/** What a look finds between two copies, and where the held versions lie. */
function foundBetween(before: Copy, now: Copy, placeOf: (fact: Raw) => FactPlace | null): FoundChange[] {
  const found = (fact: Raw, raw: Raw | undefined): FoundChange => ({
    kind: fact.kind,
    key: fact.key,
    before: before.has(factId(fact)) ? placeOf(fact) : null,
    raw,
    about: null,
  });
  const gone = [...before.values()].filter((fact) => !now.has(factId(fact)));
  const here = [...now.values()].filter((fact) => before.get(factId(fact))?.value !== fact.value);
  return [...gone.map((fact) => found(fact, undefined)), ...here.map((fact) => found(fact, fact))];
}

/** A copy with differences made to it; null where one of them does not begin with what is there. */
function withDifferences(copy: Copy, differences: readonly Difference<unknown>[]): string | null {
  const facts = new Map<string, unknown>(copy);
  for (const { kind, key, before, after } of differences) {
    const id = factId({ kind, key });
    if (JSON.stringify(facts.get(id) ?? null) !== JSON.stringify(before)) return null;
    if (after === null) facts.delete(id);
    else facts.set(id, after);
  }
  return asText(facts.values());
}

/** How many facts differ between two copies. */
function fewestBetween(from: Copy, to: Copy): number {
  const ids = new Set([...from.keys(), ...to.keys()]);
  return [...ids].filter((id) => from.get(id)?.value !== to.get(id)?.value).length;
}

/**
 * One random history in a real file: a tenant that changes from look to look, also back to what it was, empties itself and
 * fills again. Holds the product's answers to copies of each state. Answers what does not agree, and how much was compared.
 */
export function compareHistory(seed: number): {
  readonly wrong: readonly string[];
  readonly compared: number;
} {
  const next = numbers(seed);
  const kinds: readonly FactKind[] = factKinds.slice(0, 1 + next(factKinds.length));
  const keys = 1 + next(6);
  const database = new Sqlite(':memory:');
  history010.up(database);
  const held = database.prepare<[string, string], FactPlace>(
    'SELECT page, slot FROM held WHERE kind = ? AND key = ?',
  );
  let state: Copy = new Map();
  const moments: { readonly id: number; readonly copy: Copy }[] = [];
  const looks = 1 + next(9);
  for (let at = 1; at <= looks; at += 1) {
    const now = new Map(state);
    if (next(12) === 0) now.clear();
    for (let change = next(8); change > 0; change -= 1) {
      const fact = { kind: kinds[next(kinds.length)] ?? 'users', key: String(next(keys)), value: next(3) };
      if (next(3) === 0) now.delete(factId(fact));
      else now.set(factId(fact), fact);
    }
    const look = { source: 'pull', at, complete: true } as const;
    const found = foundBetween(state, now, ({ kind, key }) => held.get(kind, key) ?? null);
    const moment =
      found.length === 0
        ? writeMoment(database, look, { added: 0, changed: 0, removed: 0 })
        : writeLook(database, look, found).moment;
    if (moment !== null) moments.push({ id: moment, copy: now });
    state = now;
  }
  const facts = new HeldFacts(database);
  const wrong: string[] = [];
  let compared = 0;
  for (const { id, copy } of moments) {
    compared += 1;
    if (asText(factKinds.flatMap((kind) => facts.asOf(kind, id))) !== asText(copy.values()))
      wrong.push(`as of ${id}`);
    for (const other of moments) {
      compared += 1;
      const differences = facts.between(id, other.id);
      if (withDifferences(copy, differences) !== asText(other.copy.values()))
        wrong.push(`${id} with its differences to ${other.id}`);
      const fewest = fewestBetween(copy, other.copy);
      if (differences.length !== fewest)
        wrong.push(`${id} to ${other.id} in ${differences.length} differences instead of ${fewest}`);
    }
  }
  database.close();
  return { wrong, compared };
}
