import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import { takeLock } from '../pull-lock.ts';

/** Milliseconds between two looks at whether it is our turn. */
const lookEvery = 100;
/** Looks before it is given up for now: another process sends, and its outcome shows here too. */
const mostLooks = 100;

const elsewhere = (): RolebookError =>
  new RolebookError({
    kind: 'storage',
    origin: 'db',
    reason: 'push-elsewhere',
    retryable: true,
    message: 'Another Rolebook is sending changes to this tenant right now.',
    hint: 'What was saved waits for its turn.',
  });

/**
 * Whose turn it is to send, among the processes that have this tenant open (the window, terminal commands). What one of
 * them is sending must not look to another like something cut off in the middle. Answers a function that waits for the
 * turn, at most ten seconds, and answers how to give it back; it rejects with the retryable `push-elsewhere`.
 */
export function createPushTurn(path: string, clock: Clock): () => Promise<() => void> {
  return async () => {
    for (let look = 1; ; look += 1) {
      try {
        return takeLock(path, clock, elsewhere);
      } catch (error) {
        if (!(error instanceof RolebookError) || look === mostLooks) throw error;
        await new Promise<void>((resolve) => clock.after(lookEvery, resolve));
      }
    }
  };
}
