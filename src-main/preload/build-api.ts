import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import type { RolebookApi } from '../../src-shared/ipc/bridge-api.ts';
import type { CallChannel, EventChannel } from '../../src-shared/ipc/channels.ts';
import type { Envelope } from '../../src-shared/ipc/envelope.ts';

/** What the bridge is made of. */
export interface BridgeParts {
  readonly calls: readonly CallChannel[];
  readonly events: readonly EventChannel[];
  readonly invoke: (channel: CallChannel, input: unknown) => Promise<unknown>;
  /** Returns its undo. */
  readonly subscribe: (channel: EventChannel, listener: (payload: unknown) => void) => () => void;
}

/** An error made here from nothing: no text of an exception crosses into the page (reliability §1.1, bridge trap). */
function bridgeError(reason: string, message: string): Envelope<never> {
  const error: ErrorBody = {
    kind: 'internal',
    origin: 'window',
    reason,
    retryable: false,
    message,
    hint: null,
    status: null,
    retryAfterSeconds: null,
  };
  return { ok: false, error };
}

/** An argument as plain JSON data; undefined when it is not that (functions, cycles, big integers). */
function plainCopy(input: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(input ?? {}));
  } catch {
    return undefined;
  }
}

function isEnvelope(reply: unknown): reply is Envelope<unknown> {
  return typeof reply === 'object' && reply !== null && 'ok' in reply && typeof reply.ok === 'boolean';
}

/**
 * `window.rolebook`, built from the lists of channels and nothing else, frozen. Every function takes and gives
 * plain data, never throws and never rejects.
 */
export function buildApi(parts: BridgeParts): RolebookApi {
  const call = (channel: CallChannel) => async (input: unknown) => {
    const plain = plainCopy(input);
    if (plain === undefined) return bridgeError('input-not-plain', 'This could not be passed on.');
    try {
      const reply = await parts.invoke(channel, plain);
      if (isEnvelope(reply)) return reply;
    } catch {
      // Falls through: what was thrown is not ours to show.
    }
    return bridgeError('bridge-failed', 'The app did not answer. Close the window and open it again.');
  };
  const subscription = (channel: EventChannel) => (listener: unknown) => {
    if (typeof listener !== 'function') return () => {};
    return parts.subscribe(channel, (payload) => void listener(payload));
  };

  const rooms: Record<string, Record<string, unknown>> = {};
  for (const channel of parts.calls) {
    const [room = '', method = ''] = channel.split('.');
    (rooms[room] ??= {})[method] = call(channel);
  }
  const on = Object.fromEntries(parts.events.map((channel) => [channel, subscription(channel)]));
  const frozen = Object.entries({ ...rooms, on }).map(([name, room]) => [name, Object.freeze(room)]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from the very lists its type is made of
  return Object.freeze(Object.fromEntries(frozen)) as RolebookApi;
}
