import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createFolderWriter } from '../../src-main/files/atomic-folder.ts';
import { createFileWriter } from '../../src-main/files/atomic-write.ts';
import { readBytes } from '../../src-main/files/read-bytes.ts';
import { createAnswerImport } from '../../src-main/services/reviews/import-answers.ts';
import { createPacketDesk } from '../../src-main/services/reviews/packet-desk.ts';
import { createPacketDrafts } from '../../src-main/services/reviews/packet-draft.ts';
import { exportPackets } from '../../src-main/services/reviews/packet-files.ts';
import type { ReviewDecision } from '../../src-shared/domain/review.ts';
import type { ReviewEvent } from '../../src-shared/domain/review-entry.ts';
import { CampaignFold } from '../../src-shared/reviews/campaign-fold.ts';
import { HandClock } from './hand-clock.ts';
import { MemoryJournal } from './memory-journal.ts';
import { createRecordingLog } from './recording-log.ts';
import { asEntries } from './review-entries.ts';
import { aPacket, campaignOf } from './review-packets.ts';
import { quickSealer } from './quick-packets.ts';

/** The reviewers of the room, and what their packets are sealed with. */
export const [rita, lena] = ['rita@example.com', 'lena@example.com'] as const;
const passphrase = 'correct horse battery stäple';
const seal = { kind: 'age-passphrase', passphrase } as const;
export const key = { passphrase, identity: null };
const random = { uuid: () => randomUUID(), below: () => 0 };

/** A campaign in which both are asked about every row, with real files in a folder. */
export function packetsRoom(folder: string) {
  const clock = new HandClock(Date.UTC(2026, 2, 2, 12));
  const base = aPacket(4);
  const rows = base.rows.map((row) => ({ ...row, reviewers: [rita, lena] }));
  const campaign = campaignOf(base);
  const fold = new CampaignFold(rows);
  const events: ReviewEvent[] = [];
  const answers: string[] = [];
  const append = (more: readonly ReviewEvent[]): void => {
    events.push(...more);
    for (const entry of asEntries(more)) fold.apply(entry);
  };
  append([{ type: 'opened', campaign, controlsHash: '0'.repeat(64) }]);
  const journal = new MemoryJournal();
  const recording = { journal, random, log: createRecordingLog() };
  const keyOf = (packet: string): string => Buffer.from(packet.slice(0, 32)).toString('base64');
  const writeFile = createFileWriter({ random, platform: 'linux' });
  const sealer = quickSealer();
  const drafts = createPacketDrafts({ folder: join(folder, 'profile'), writeFile });
  let where: string | null = join(folder, 'out');
  let which: string[] = [];
  const deskDeps = {
    clock,
    sealer,
    drafts,
    writeFile,
    readBytes,
    askWhich: async () => (which[0] === undefined ? null : { path: which[0] }),
    askWhere: async () => (where === null ? null : { path: where, mayReplace: false }),
  };
  return {
    clock,
    events,
    answers,
    journal,
    fold,
    desk: () => createPacketDesk(deskDeps),
    choose(next: { where?: string | null; which?: string[] }) {
      if (next.where !== undefined) where = next.where === null ? null : join(folder, next.where);
      which = (next.which ?? []).map((name) => join(folder, name));
    },
    exporting: async (way: 'file' | 'page' = 'file') =>
      await exportPackets(
        {
          ...recording,
          clock,
          sealer,
          askWhere: deskDeps.askWhere,
          writeFolder: createFolderWriter({ random, platform: 'linux' }),
          look: async () => ({
            state: fold.state,
            reviewers: base.reviewers,
            roles: base.roles,
            places: base.places,
          }),
          append: async (_, more) => append(more),
          newAnswerKey: async (_, packet) => keyOf(packet),
        },
        { campaign: campaign.id, reviewers: [rita, lena], way, seal },
      ),
    answersIn: () =>
      createAnswerImport({
        ...recording,
        clock,
        askWhichFiles: async () => (which.length === 0 ? null : which.map((path) => ({ path }))),
        readBytes,
        room: () => ({
          state: async () => fold.state,
          append: async (more, { text }) => {
            answers.push(text);
            append(more);
          },
          answerKey: async (packet) => keyOf(packet),
        }),
        async copy() {
          const copy = new CampaignFold(rows);
          for (const entry of asEntries(events)) copy.apply(entry);
          return {
            state: async () => copy.state,
            append: async (more) => {
              for (const entry of asEntries(more)) copy.apply(entry);
            },
            answerKey: async (packet) => keyOf(packet),
          };
        },
      }),
    async importing() {
      const desk = this.answersIn();
      const looked = await desk.readAnswers({ campaign: campaign.id });
      if (looked === null) throw new Error('nothing chosen');
      const before = events.length;
      const taken = await desk.importAnswers({ campaign: campaign.id, read: looked.read });
      return { looked, before, files: taken.files };
    },
    campaign: campaign.id,
    append,
  };
}

/** Opens one's packet, decides all rows of it, and saves the answer. */
export async function answerAll(
  room: ReturnType<typeof packetsRoom>,
  file: string,
  decision: ReviewDecision,
  to: string,
) {
  const desk = room.desk();
  room.choose({ which: [file], where: to });
  const opened = await desk.openPacket(key);
  if (opened === null) throw new Error('not opened');
  const { rows } = await desk.part(opened.packet);
  await desk.decide(opened.packet, { rows: rows.map(({ id }) => id), decision, tookMs: 900 });
  await desk.saveAnswer(opened);
}
