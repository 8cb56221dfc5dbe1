import type { Change } from '../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import { isStuck } from './waiters.ts';

/** A push while it works. */
export interface Run {
  readonly startedAt: string;
  done: number;
  stuck: number;
  usage: () => { requests: number; bytes: number };
  /** What ends it early. */
  error: ErrorBody | null;
  /** What kept a change for later, the last of it. */
  putOff: ErrorBody | null;
  /** Called when there may be more to pick. */
  wake: () => void;
}

/** Before the tenant was reached. */
export const nothingUsed = { requests: 0, bytes: 0 };

/** What a client sends and takes from now on, as often as it is asked. */
export function usageFromNow(client: Pick<TenantClient, 'usage'>): Run['usage'] {
  const before = client.usage();
  return () => {
    const now = client.usage();
    return { requests: now.requests - before.requests, bytes: now.bytes - before.bytes };
  };
}

/** A push that begins. */
export function createRun(startedAt: string): Run {
  return {
    startedAt,
    error: null,
    putOff: null,
    done: 0,
    stuck: 0,
    usage: () => nothingUsed,
    wake: () => {},
  };
}

/** Counts what a commit did to changes. */
export function countMoved(run: Run, moved: readonly Pick<Change, 'state' | 'error'>[]): void {
  for (const { state, error } of moved) {
    if (state === 'done') run.done += 1;
    if (isStuck(state)) run.stuck += 1;
    if (state === 'pending' && error !== null) run.putOff = error;
  }
}
