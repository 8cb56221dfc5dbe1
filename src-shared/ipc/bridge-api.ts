import type { CallChannel, EventChannel } from './channels.ts';
import type { CallInput, CallOutput, EventPayload } from './contract.ts';
import type { Envelope } from './envelope.ts';

type Room<C extends string> = C extends `${infer R}.${string}` ? R : never;
type Method<C extends string, R extends string> = C extends `${R}.${infer M}` ? M : never;

type Channel<R extends string, M extends string> = Extract<CallChannel, `${R}.${M}`>;

/** `window.rolebook`: one function a call, grouped by room, and one subscription a kind of event. */
export type RolebookApi = {
  readonly [R in Room<CallChannel>]: {
    readonly [M in Method<CallChannel, R>]: (
      input: CallInput<Channel<R, M>>,
    ) => Promise<Envelope<CallOutput<Channel<R, M>>>>;
  };
} & {
  readonly on: {
    /** Returns its own undo. */
    readonly [E in EventChannel]: (listener: (payload: EventPayload<E>) => void) => () => void;
  };
};
