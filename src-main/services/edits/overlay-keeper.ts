import type { Overlay } from '../../../src-shared/changes/overlay.ts';
import { overlayOf } from '../../../src-shared/changes/overlay-of.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { Mirror, MirrorChange, MirrorInfo } from '../../db/mirror.ts';
import type { Outbox } from '../../db/outbox.ts';
import type { Log } from '../../log/log.ts';

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

/** At most one refresh is under way; asked again meanwhile, one more follows, for all who asked. */
export function createOverlayKeeper(parts: {
  readonly mirror: Pick<Mirror, 'apply'>;
  readonly outbox: Pick<Outbox, 'open' | 'unnoted'>;
  /** Whom things that are made here name as their author. */
  actor(): string;
  readonly log: Log;
}): OverlayKeeper {
  const { mirror, outbox, log } = parts;
  /** Done changes whose facts are on their way into the mirror, though the outbox does not know it yet. */
  const noting = new Set<string>();
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const overlay = (): Overlay =>
    overlayOf([...outbox.open(), ...outbox.unnoted().filter(({ id }) => !noting.has(id))], {
      actor: parts.actor(),
    });
  const run = async (): Promise<void> => {
    try {
      await mirror.apply({ overlay: overlay() });
    } catch (error) {
      log.warn('overlay.not-refreshed', { reason: toErrorBody(error).reason });
    }
  };
  const start = (): Promise<void> => {
    const mine = run().finally(() => {
      if (running === mine) running = null;
    });
    running = mine;
    return mine;
  };
  return {
    refresh() {
      if (running === null) return start();
      next ??= running.then(() => {
        next = null;
        return start();
      });
      return next;
    },
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
