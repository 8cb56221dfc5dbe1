import type { Clock } from '../../src-shared/ports/clock.ts';

/** Milliseconds within which what was mended and is damaged again is left to the user. */
const mendAgainAfter = 60_000;

/**
 * Whether damage that is found now is mended by itself. A disk that spoils a file again right away would have it opened
 * for ever: then sending stays stopped, and every error says what to do.
 */
export function createMendPace(clock: Pick<Clock, 'monotonic'>): () => boolean {
  let last: number | null = null;
  return () => {
    const now = clock.monotonic();
    if (last !== null && now - last < mendAgainAfter) return false;
    last = now;
    return true;
  };
}
