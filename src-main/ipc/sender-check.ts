import type { IpcMainInvokeEvent, WebFrameMain } from 'electron';

/** Why a caller was turned away. */
export type SenderRefusal = 'no-frame' | 'not-our-window' | 'not-top-frame' | 'foreign-origin';

/** The part of an event that says who calls. */
export interface SenderEvent {
  readonly sender: Pick<IpcMainInvokeEvent['sender'], 'id'>;
  readonly senderFrame: Pick<WebFrameMain, 'url' | 'origin' | 'parent' | 'detached'> | null;
}

/** Who may call. */
export interface SenderRules {
  /** Exact origins, e.g. `app://rolebook`. */
  readonly origins: readonly string[];
  /** Whether the web contents belong to a window of ours. */
  readonly owns: (webContentsId: number) => boolean;
}

/**
 * The origin of an address, also for schemes of our own, for which the URL standard answers `null`. Null for
 * everything without a host of its own (`about:blank`, `data:`, the empty address) or with a name before an @.
 */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.host === '' || url.username !== '' || url.password !== '') return null;
  return `${url.protocol}//${url.host}`;
}

/**
 * Whether a call comes from the top frame of a window of ours that stands on our origin (reliability §1.1
 * item 17). Null = yes. An empty address and `about:blank` are refused, unlike in the example that is followed.
 */
export function refuseSender(event: SenderEvent, rules: SenderRules): SenderRefusal | null {
  const frame = event.senderFrame;
  if (frame === null || frame.detached) return 'no-frame';
  if (!rules.owns(event.sender.id)) return 'not-our-window';
  if (frame.parent !== null) return 'not-top-frame';
  const origin = originOf(frame.url);
  const known = origin !== null && rules.origins.includes(origin) && frame.origin === origin;
  return known ? null : 'foreign-origin';
}
