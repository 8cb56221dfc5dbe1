import type { WebContents } from 'electron';
import type { EventChannel } from '../../src-shared/ipc/channels.ts';
import type { EventPayload } from '../../src-shared/ipc/contract.ts';

/** The part of a window's contents that takes notices. */
export type EventTarget = Pick<WebContents, 'send' | 'isDestroyed'>;

/** Sends notices to windows. */
export interface EventSender {
  /** To every window. */
  broadcast<E extends EventChannel>(channel: E, payload: EventPayload<E>): void;
  /** To one window; nothing happens when it is gone. */
  send<E extends EventChannel>(target: EventTarget, channel: E, payload: EventPayload<E>): void;
}

/** @param targets the contents of all open windows, asked for at each broadcast */
export function createEventSender(targets: () => readonly EventTarget[]): EventSender {
  const send: EventSender['send'] = (target, channel, payload) => {
    if (!target.isDestroyed()) target.send(channel, payload);
  };
  return {
    send,
    broadcast(channel, payload) {
      for (const target of targets()) send(target, channel, payload);
    },
  };
}
