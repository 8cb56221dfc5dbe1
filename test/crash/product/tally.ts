import type { Failure } from '../arguments.ts';
import type { Evidence } from './evidence.ts';

/** What killing the whole product came to. */
export interface ProductTally {
  rounds: number;
  profiles: number;
  /** Changes whose saving was told, by kind; `rule.change` counts pairs of a new and an old rule (V39). */
  readonly acknowledged: Record<string, number>;
  /** Those of them that were told before any of their act was sent. */
  toldUnsent: number;
  /** Acts that were killed before their answer. */
  unanswered: number;
  /** Acts that the product refused, by reason. */
  readonly refused: Record<string, number>;
  /** How all changes stand at the end: the state, or what is in the way. */
  readonly ended: Record<string, number>;
  /** Of those done, how: sent, so already, or read back after a lost reply. */
  readonly done: Record<string, number>;
  /** Secrets that came, and are told of because nobody was given them. */
  unhanded: number;
  readonly failures: Failure[];
}

/** Nothing yet. */
export const emptyTally = (): ProductTally => ({
  rounds: 0,
  profiles: 0,
  acknowledged: {},
  toldUnsent: 0,
  unanswered: 0,
  refused: {},
  ended: {},
  done: {},
  unhanded: 0,
  failures: [],
});

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** Adds a profile's end. */
export function countEvidence(tally: ProductTally, { acts, rows, unhanded }: Evidence): void {
  tally.profiles += 1;
  tally.unhanded += unhanded.size;
  for (const { what, saved } of acts) {
    if (saved === null) tally.unanswered += 1;
    else if (saved.refused !== null) count(tally.refused, saved.refused);
    else if (['discard', 'undo', 'issue-new', 'take-theirs', 'forget', 'rule.change'].includes(what))
      count(tally.acknowledged, what);
    const added = saved?.added ?? [];
    for (const { key } of added) count(tally.acknowledged, key[0] ?? '');
    if (added.every(({ state }) => state === 'pending')) tally.toldUnsent += added.length;
  }
  for (const { state, conflict, error, how } of rows) {
    count(tally.ended, state === 'done' || state === 'cancelled' ? state : (conflict ?? error ?? state));
    if (state === 'done') count(tally.done, how ?? 'done');
  }
}
