import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { type Clock, timestamp } from '../../../src-shared/ports/clock.ts';
import { answerText } from '../../../src-shared/reviews/seal-answer.ts';
import type { WriteFile } from '../../files/atomic-write.ts';
import type { PacketSealer } from '../../files/packets/packet-thread.ts';
import type { AskWhich } from '../changes/export-plan.ts';
import type { AskWhere } from '../credentials-service.ts';
import { nodeHmac } from './answer-hash.ts';
import { OpenedPacket } from './opened-packet.ts';
import type { PacketDrafts } from './packet-draft.ts';
import { answerFileName, packetFilter } from './packet-names.ts';
import type { PacketDesk } from './reviews-service.ts';

/** What deciding a packet needs; no tenant. */
export interface PacketDeskDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly sealer: PacketSealer;
  readonly drafts: PacketDrafts;
  readonly askWhich: AskWhich;
  readonly askWhere: AskWhere;
  readonly writeFile: WriteFile;
  /** The bytes of a file of at most so many. Rejects with `storage` or `input`. */
  readBytes(path: string, mostBytes: number): Promise<Uint8Array>;
}

/** No packet is larger. */
const mostBytes = 100_000_000;

/** The reviewer's own day, which is that of this computer. */
function dayOf(clock: Pick<Clock, 'now'>): string {
  const now = new Date(clock.now());
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Packets that are open in this window. They are in memory alone; `forget` is for locking. */
export function createPacketDesk(deps: PacketDeskDeps): PacketDesk & { forget(): void } {
  const open = new Map<string, OpenedPacket>();

  const find = (packet: string): OpenedPacket => {
    const found = open.get(packet);
    if (found !== undefined) return found;
    throw new RolebookError({
      kind: 'not-found',
      origin: 'main',
      reason: 'packet-not-open',
      message: 'This packet is not open any more.',
      hint: 'Open its file again: what you decided so far is kept.',
    });
  };

  const keep = async (opened: OpenedPacket): Promise<void> => {
    const { packet, answerKey } = opened.packet;
    const { signedOffAt } = opened;
    await deps.drafts.write(packet, answerKey, { decisions: opened.answered(), signedOffAt });
  };

  return {
    async openPacket(key) {
      const which = await deps.askWhich({
        title: 'Open a packet of a review',
        buttonLabel: 'Open',
        filters: [packetFilter],
      });
      if (which === null) return null;
      const packet = await deps.sealer.openFile(await deps.readBytes(which.path, mostBytes), key);
      const there = open.get(packet.packet);
      if (there === undefined) {
        const draft = await deps.drafts.read(packet.packet, packet.answerKey);
        open.set(packet.packet, new OpenedPacket(packet, draft));
      }
      return { packet: packet.packet };
    },
    async closePacket({ packet }) {
      open.delete(packet);
      return null;
    },
    async part(packet) {
      return find(packet).part(dayOf(deps.clock));
    },
    async row(packet, row) {
      return find(packet).row(row);
    },
    async decide(packet, { rows, decision, tookMs }) {
      const opened = find(packet);
      const when = { at: timestamp(deps.clock), day: dayOf(deps.clock), tookMs };
      const decided = opened.decide(rows, decision, when);
      await keep(opened);
      return { decided };
    },
    async withdraw(packet, rows) {
      const opened = find(packet);
      const withdrawn = opened.withdraw(rows, dayOf(deps.clock));
      await keep(opened);
      return { withdrawn };
    },
    async saveAnswer({ packet: id }) {
      const opened = find(id);
      const where = await deps.askWhere({
        suggestedName: answerFileName(opened.packet),
        title: 'Sign off and save the answer',
        buttonLabel: 'Save',
        filters: [{ name: 'Answer to a review', extensions: ['json'] }],
      });
      if (where === null) return { outcome: 'cancelled', path: null, warnings: [] };
      const signedOffAt = opened.signedOffAt ?? timestamp(deps.clock);
      const parts = {
        packet: opened.packet,
        way: 'file',
        decisions: opened.answered(),
        signedOffAt,
      } as const;
      const text = await answerText(parts, nodeHmac);
      const { mayReplace } = where;
      const { path, warnings } = await deps.writeFile(where.path, Buffer.from(text, 'utf8'), { mayReplace });
      opened.signOff(signedOffAt);
      await keep(opened);
      return { outcome: 'written', path, warnings: [...warnings] };
    },
    forget() {
      open.clear();
    },
  };
}
