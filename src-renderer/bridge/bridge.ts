import type { CallChannel, EventChannel } from '../../src-shared/ipc/channels.ts';
import type { CallInput, CallOutput, EventPayload } from '../../src-shared/ipc/contract.ts';
import type { RolebookApi } from '../../src-shared/ipc/bridge-api.ts';
import type { Envelope } from '../../src-shared/ipc/envelope.ts';
import { windowFailure } from './window-failure.ts';

/** How a call ended: data, or an error body. Never an exception. */
export type Outcome<T> = Envelope<T>;

/** The window's one way to the main process. */
export interface Bridge {
  /** Never rejects: a broken connection becomes an `internal` error body. */
  call<C extends CallChannel>(channel: C, input: CallInput<C>): Promise<Outcome<CallOutput<C>>>;
  /** Returns its own undo. */
  on<E extends EventChannel>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
}

type AnyCall = (input: unknown) => Promise<Envelope<unknown>>;
type AnySubscribe = (listener: (payload: unknown) => void) => () => void;

/** Wraps `window.rolebook` (or a test's stand-in) so that nothing else in the window has to know its shape. */
export function createBridge(api: RolebookApi): Bridge {
  const rooms = api as unknown as Readonly<Record<string, Readonly<Record<string, AnyCall>>>>;
  const events = api.on as unknown as Readonly<Record<string, AnySubscribe>>;

  return {
    async call<C extends CallChannel>(channel: C, input: CallInput<C>): Promise<Outcome<CallOutput<C>>> {
      const [room = '', method = ''] = channel.split('.');
      const run = rooms[room]?.[method];
      if (run === undefined) return { ok: false, error: windowFailure('call-missing') };
      try {
        return (await run(input)) as Outcome<CallOutput<C>>;
      } catch {
        return { ok: false, error: windowFailure('call-broken') };
      }
    },
    on<E extends EventChannel>(event: E, listener: (payload: EventPayload<E>) => void): () => void {
      const subscribe = events[event];
      return subscribe === undefined ? () => undefined : subscribe(listener as (payload: unknown) => void);
    },
  };
}
