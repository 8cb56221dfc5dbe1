import { type Evidence, serverIdsIn } from './evidence.ts';
import { type Key, resolved } from './keys.ts';
import type { Act, EndedRow } from './lines.ts';

const text = (key: Key): string => key.join(' | ');

/** What of `wanted` is not among `keys`, each counted as often as it stands there. */
function missing(wanted: readonly Key[], keys: readonly Key[]): string[] {
  const left = keys.map(text);
  return wanted.map(text).filter((one) => {
    const at = left.indexOf(one);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** Whether what was saved is what the act was to bring about, all of it and no more. */
function faultsOfAct({ what, wants, mayDrop, saved }: Act): string[] {
  if (saved === null) return [];
  const { refused, added, dropped } = saved;
  const faults: string[] = [];
  if (refused === 'unexpected') faults.push(`${what} failed in a way that nobody expected`);
  const needless = dropped.filter((id) => !mayDrop.includes(id));
  if (needless.length > 0) faults.push(`${what} took back ${needless.join(', ')}, which it is not about`);
  if (wants === null) return faults;
  const keys = added.map(({ key }) => key);
  const absent = missing(wants, keys);
  // Where something open is about the same, both may come to nothing together, or what takes its place comes along.
  const alone = mayDrop.length === 0;
  const nothing = added.length === 0 && (refused !== null || (!alone && dropped.length > 0));
  if (absent.length > 0 && !nothing)
    faults.push(
      `${what} was answered (${refused ?? 'saved'}), and of it this was not saved: ${absent.join('; ')}`,
    );
  const more = missing(keys, wants);
  if (alone && more.length > 0) faults.push(`${what} saved more than was asked: ${more.join('; ')}`);
  return faults;
}

/** What was saved without a word, because the process was killed in the act: all of the act, and of no other. */
function faultsOfUntold(acts: readonly Act[], rows: readonly EndedRow[]): string[] {
  const told = new Set(acts.flatMap(({ saved }) => saved?.added.map(({ id }) => id) ?? []));
  const sets = Map.groupBy(
    rows.filter(({ id }) => !told.has(id)),
    ({ group }) => group,
  );
  const unanswered = acts.filter(({ saved }) => saved === null);
  const faults: string[] = [];
  for (const set of sets.values()) {
    const keys = set.map(({ key }) => key);
    const at = unanswered.findIndex(
      ({ wants, mayDrop }) =>
        wants === null ||
        (missing(wants, keys).length === 0 && (mayDrop.length > 0 || missing(keys, wants).length === 0)),
    );
    if (at === -1) faults.push(`half an act, or one that nobody began: ${keys.map(text).join('; ')}`);
    else unanswered.splice(at, 1);
  }
  return faults;
}

/** What is wrong with how a change stands at the end. */
function faultOfState({ state, conflict, error, stuck }: EndedRow): string | null {
  switch (state) {
    case 'pending':
      return stuck ? null : 'waits for nothing';
    case 'sending':
    case 'unknown':
      return `is ${state} for ever`;
    case 'conflict':
    case 'blocked':
    case 'rejected':
      return conflict === null && error === null ? `is ${state} without a reason` : null;
    default:
      return null;
  }
}

/** Every change that was told as saved is there, as it was, and was taken back only by whoever may have meant to. */
function faultsOfRows({ acts, rows }: Evidence): string[] {
  const faults: string[] = [];
  const there = new Map(rows.map((row) => [row.id, row]));
  const serverIds = serverIdsIn(rows);
  for (const { saved } of acts) {
    for (const { id, key } of saved?.added ?? []) {
      const row = there.get(id);
      if (row === undefined) faults.push(`${text(key)} (${id}) was saved and is lost`);
      else if (resolved(row.key, serverIds) !== resolved(key, serverIds))
        faults.push(`${text(key)} (${id}) was saved and became ${text(row.key)}`);
    }
    for (const id of saved?.dropped ?? []) {
      const state = there.get(id)?.state;
      if (state !== 'cancelled') faults.push(`${id} was told as taken back and is ${state ?? 'lost'}`);
    }
  }
  const mayBeDropped = new Set(acts.flatMap(({ mayDrop }) => mayDrop));
  for (const row of rows) {
    const name = `${text(row.key)} (${row.id})`;
    const fault = faultOfState(row);
    if (fault !== null) faults.push(`${name} ${fault}`);
    if (row.state === 'cancelled' && !mayBeDropped.has(row.id))
      faults.push(`${name} was taken back, and nobody did anything about it`);
  }
  return faults;
}

/** Holds what the ledger has at the end against what the product said while it lived. */
export function judgeActs(evidence: Evidence): string[] {
  const { acts, rows } = evidence;
  return [...acts.flatMap(faultsOfAct), ...faultsOfUntold(acts, rows), ...faultsOfRows(evidence)];
}
