import type { Overlay } from '../../../src-shared/changes/overlay.ts';
import { overlayOf } from '../../../src-shared/changes/overlay-of.ts';
import type { Change, ChangeState } from '../../../src-shared/domain/change.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { Mirror, MirrorChange, MirrorInfo } from '../../db/mirror.ts';
import type { Outbox } from '../../db/outbox.ts';
import type { Log } from '../../log/log.ts';
import { asTenantCalls } from '../../sync/push/resolve-ids.ts';

/** States on the way through, in which a change looks as it did while it waited. */
const passing: readonly ChangeState[] = ['sending', 'unknown', 'done'];

/**
 * Whether steps of the push show before the mirror gets facts: what goes through is laid over together with its facts,
 * what meets trouble or comes to nothing is shown at once.
 */
export function looksDifferent(moved: readonly Pick<Change, 'state'>[]): boolean {
  return moved.some(({ state }) => !passing.includes(state));
}

/** Keeps what the mirror shows of the outbox up to date (I4). */
export interface OverlayKeeper {
  /** Lays the outbox as it stands over the mirror; resolves when it shows. Never rejects: the outbox is the truth. */
  refresh(): Promise<void>;
  /**
   * Writes facts, together with the overlay in which these changes no longer count: one commit, so that nothing shows
   * twice, or not at all, for a moment. Rejects like the mirror.
   */
  note(change: MirrorChange, noted: readonly string[]): Promise<MirrorInfo>;
}

/** An edit that is saved and does not show is worse than a try each half minute. */
const longestRetryMs = 30_000;

/** At most one refresh is under way; asked again meanwhile, one more follows, for all who asked. */
export function createOverlayKeeper(parts: {
  readonly mirror: Pick<Mirror, 'apply'>;
  readonly outbox: Pick<Outbox, 'open' | 'unnoted' | 'get'>;
  /** Whom things that are made here name as their author. */
  actor(): string;
  readonly log: Log;
  /** To try again by when the mirror could not take it (a full disk); without one the next change brings it. */
  readonly clock?: Pick<Clock, 'after'>;
}): OverlayKeeper {
  const { mirror, outbox, log, clock } = parts;
  let failures = 0;
  let undoRetry: (() => void) | undefined;
  /** Done changes whose facts are on their way into the mirror, though the outbox does not know it yet. */
  const noting = new Set<string>();
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const overlay = (): Overlay => {
    const done = outbox.unnoted().filter(({ id }) => !noting.has(id));
    const waiting = new Set(done.map(({ id }) => id));
    // What is done and not in the mirror yet is shown under our own id, and so is what else is wished of it.
    const noted = (id: string): Change | null => (waiting.has(id) ? null : outbox.get(id));
    return overlayOf(asTenantCalls([...outbox.open(), ...done], noted), { actor: parts.actor() });
  };
  const run = async (): Promise<void> => {
    undoRetry?.();
    undoRetry = undefined;
    try {
      await mirror.apply({ overlay: overlay() });
      failures = 0;
    } catch (error) {
      const { reason } = toErrorBody(error);
      log.warn('overlay.not-refreshed', { reason });
      if (reason === 'mirror-stopped') return;
      failures += 1;
      undoRetry = clock?.after(Math.min(longestRetryMs, 2_000 * 2 ** failures), () => void refresh());
    }
  };
  const start = (): Promise<void> => {
    const mine = run().finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  };
  function refresh(): Promise<void> {
    if (running === null) return start();
    next ??= running.then(() => {
      next = null;
      return start();
    });
    return next;
  }

  return {
    refresh,
    async note(change, noted) {
      for (const id of noted) noting.add(id);
      try {
        return await mirror.apply({ ...change, overlay: overlay() });
      } catch (error) {
        for (const id of noted) noting.delete(id);
        throw error;
      }
    },
  };
}
