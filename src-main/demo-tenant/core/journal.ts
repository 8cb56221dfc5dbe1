import { instantText, type Millis } from './instant.ts';

/** Something that truly happened in the tenant. Never holds a secret. */
export interface JournalEntry {
  /** 1, 2, 3, ... */
  seq: number;
  at: string;
  /** E-mail or client id of who caused it; `control` for the test controls; empty for an anonymous caller. */
  actor: string;
  /** operationId, or the name of the control. */
  operation: string;
  /** What happened, such as `user.created`, `password.issued`, `rule.deleted`. */
  effect: string;
  /** Ids of what it happened to, most specific first. */
  subjects: readonly string[];
  /** Number of the request that caused it (0 for controls); several entries of one request share it. */
  request: number;
}

/** Append-only record of effects, readable by tests. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  /** Entries with an effect, oldest first. */
  of(effect: string): JournalEntry[];
  append(cause: Cause, effect: string, subjects: readonly string[], now: Millis): void;
}

/** Who and what caused an effect. */
export interface Cause {
  actor: string;
  operation: string;
  request: number;
}

/** Creates an empty journal. */
export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  return {
    entries,
    of: (effect) => entries.filter((entry) => entry.effect === effect),
    append: (cause, effect, subjects, now) => {
      entries.push({ seq: entries.length + 1, at: instantText(now), ...cause, effect, subjects });
    },
  };
}
