import type { FactKind } from '../../src-shared/domain/sync-state.ts';

/** What the log of an unfinished pull says of itself. */
export interface LoggedRun {
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** Pages of one kind in the log. */
export interface LoggedKind {
  readonly kind: FactKind;
  /** What the tenant counted when they were read; null when it did not. */
  readonly count: number | null;
}

/** So long the pages of an unfinished pull are worth going on with. */
export const resumableMilliseconds = 3_600_000;

/** Whether an unfinished pull may be gone on with at all: same tenant, and not too long ago. */
export function mayResume(run: LoggedRun | null, origin: string, now: number): boolean {
  if (run === null || run.origin !== origin) return false;
  const age = now - run.startedAt;
  return age >= 0 && age < resumableMilliseconds;
}

/** Whether the pages of a kind still fit: the tenant counts, and counts the same as then. */
export function stillFits(logged: LoggedKind, countNow: number | null): boolean {
  return logged.count !== null && logged.count === countNow;
}
