import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { type CallChannel, callChannels } from '../../src-shared/ipc/channels.ts';
import { calls, type Handlers } from '../../src-shared/ipc/contract.ts';

function lookingBack(): RolebookError {
  return new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'looking-back',
    message: 'You are looking at an earlier moment, where nothing can be changed.',
    hint: 'Go back to now, then try again.',
  });
}

/** The same handlers, of which those that change something refuse while an earlier moment is looked at. */
export function gatePast(handlers: Handlers, isPast: () => boolean): Handlers {
  const gated = (channel: CallChannel): unknown => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each channel's input goes through as it came
    const handler = handlers[channel] as (input: unknown) => unknown;
    if (!calls[channel].isAct) return handler;
    return (input: unknown): unknown => {
      if (isPast()) throw lookingBack();
      return handler(input);
    };
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one for each channel, as the list says
  return Object.fromEntries(callChannels.map((channel) => [channel, gated(channel)])) as Handlers;
}
