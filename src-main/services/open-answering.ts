import type { MirrorInfo } from '../db/mirror.ts';
import type { Log } from '../log/log.ts';
import type { TenantRoom } from './workspace-parts.ts';

/** A room whose files have answered their first questions. */
export interface AnsweringRoom<Journal> {
  readonly room: TenantRoom<Journal>;
  readonly info: MirrorInfo;
  /** Whether the app ended while a change was on the wire. */
  readonly cutOff: boolean;
}

async function firstLook<Journal>(room: TenantRoom<Journal>): Promise<AnsweringRoom<Journal>> {
  const cutOff = room.outbox.open().some(({ state }) => state === 'sending');
  return { room, info: await room.mirror.info(), cutOff };
}

/** Opens a room and asks its files how they are; one that does not answer is closed again, and the answer's trouble rejected. */
export async function openAnswering<Journal>(
  open: () => Promise<TenantRoom<Journal>>,
  log: Log,
): Promise<AnsweringRoom<Journal>> {
  const room = await open();
  try {
    return await firstLook(room);
  } catch (error) {
    // Nobody else would: the files would stay taken, and could not be opened again.
    await room.close().catch(() => log.warn('room.closed-badly', { reason: 'not-opened' }));
    throw error;
  }
}
