import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { callChannels } from '../../src-shared/ipc/channels.ts';
import type { CallChannel } from '../../src-shared/ipc/channels.ts';
import type { Handlers } from '../../src-shared/ipc/contract.ts';
import { callsWhileLocked } from '../../src-shared/ipc/lock-contract.ts';

/** What a locked Rolebook says to every call but those of the lock. */
export function lockedError(): RolebookError {
  return new RolebookError({
    kind: 'auth',
    origin: 'main',
    reason: 'locked',
    message: 'Rolebook is locked.',
    hint: 'Unlock it, then try again.',
  });
}

/**
 * The same handlers behind the lock (reliability §4, row Idle lock). What was begun before the lock is carried through,
 * but its answer stays here: it may hold what the lock is to hide.
 */
export function gateHandlers(handlers: Handlers, locked: () => boolean): Handlers {
  const gated = (channel: CallChannel): unknown => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each channel's input goes through as it came
    const handler = handlers[channel] as (input: unknown) => unknown;
    if (callsWhileLocked.includes(channel)) return handler;
    return async (input: unknown): Promise<unknown> => {
      if (locked()) throw lockedError();
      const output = await handler(input);
      if (locked()) throw lockedError();
      return output;
    };
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one for each channel, as the list says
  return Object.fromEntries(callChannels.map((channel) => [channel, gated(channel)])) as Handlers;
}
