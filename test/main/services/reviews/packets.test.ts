import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderWriter } from '../../../../src-main/files/atomic-folder.ts';
import { createFileWriter } from '../../../../src-main/files/atomic-write.ts';
import { readBytes } from '../../../../src-main/files/read-bytes.ts';
import { importAnswers } from '../../../../src-main/services/reviews/import-answers.ts';
import { createPacketDesk } from '../../../../src-main/services/reviews/packet-desk.ts';
import { createPacketDrafts } from '../../../../src-main/services/reviews/packet-draft.ts';
import { exportPackets } from '../../../../src-main/services/reviews/packet-files.ts';
import type { ReviewDecision } from '../../../../src-shared/domain/review.ts';
import type { ReviewEvent } from '../../../../src-shared/domain/review-entry.ts';
import { reviewPartSchema } from '../../../../src-shared/ipc/reviews-contract.ts';
import { CampaignFold } from '../../../../src-shared/reviews/campaign-fold.ts';
import { HandClock } from '../../../builders/hand-clock.ts';
import { MemoryJournal } from '../../../builders/memory-journal.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';
import { asEntries } from '../../../builders/review-entries.ts';
import { aPacket, campaignOf } from '../../../builders/review-packets.ts';
import { quickSealer } from '../../../builders/quick-packets.ts';

const rita = 'rita@example.com';
const lena = 'lena@example.com';
const passphrase = 'correct horse battery stäple';
const seal = { kind: 'age-passphrase', passphrase } as const;
const key = { passphrase, identity: null };
const keep = { kind: 'keep', reason: { code: 'needed-for-work', text: '' } } as const;
const revoke = { kind: 'revoke', reason: null } as const;
const random = { uuid: () => randomUUID(), below: () => 0 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolebook-packets-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A campaign in which both are asked about every row, with real files. */
function bench() {
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
    importing: async () =>
      await importAnswers(
        {
          ...recording,
          clock,
          askWhichFiles: async () => which.map((path) => ({ path })),
          readBytes,
          state: async () => fold.state,
          append: async (_, more, { text }) => {
            answers.push(text);
            append(more);
          },
          answerKey: async (_, packet) => keyOf(packet),
        },
        { campaign: campaign.id },
      ),
  };
}

/** Opens one's packet, decides all rows of it, and saves the answer. */
async function answer(room: ReturnType<typeof bench>, file: string, decision: ReviewDecision, to: string) {
  const desk = room.desk();
  room.choose({ which: [file], where: to });
  const opened = await desk.openPacket(key);
  if (opened === null) throw new Error('not opened');
  const { rows } = await desk.part(opened.packet);
  await desk.decide(opened.packet, { rows: rows.map(({ id }) => id), decision, tookMs: 900 });
  await desk.saveAnswer(opened);
}

describe('packets out, answers back', () => {
  it('go around: exported, opened without a tenant, answered, taken, with conflicts counted', async () => {
    const room = bench();
    const report = await room.exporting();
    expect(report.files).toEqual([
      { reviewer: rita, file: '001-rita-example-com.rolebook-review', rows: 4 },
      { reviewer: lena, file: '002-lena-example-com.rolebook-review', rows: 4 },
    ]);
    expect(room.events.map(({ type }) => type)).toEqual(['opened', 'packet-made', 'packet-made']);
    for (const { file } of report.files) expect(statSync(join(folder, 'out', file)).mode & 0o777).toBe(0o600);

    await answer(room, 'out/001-rita-example-com.rolebook-review', keep, 'a1.json');
    await answer(room, 'out/002-lena-example-com.rolebook-review', revoke, 'a2.json');
    writeFileSync(
      join(folder, 'a3.json'),
      readFileSync(join(folder, 'a2.json'), 'utf8').replace('revoke', 'keep'),
    );
    room.choose({ which: ['a1.json', 'a3.json', 'a2.json', 'a2.json', 'missing.json'] });
    const { files } = await room.importing();
    expect(files.map(({ file, taken, decisions, conflicts }) => [file, taken, decisions, conflicts])).toEqual(
      [
        ['a1.json', true, 4, 0],
        ['a3.json', false, 0, 0],
        ['a2.json', true, 4, 4],
        ['a2.json', false, 0, 0],
        ['missing.json', false, 0, 0],
      ],
    );
    expect(files[1]?.message).toContain('seal');
    expect(files[3]?.message).toContain('taken already');
    expect(room.answers).toEqual(
      ['a1.json', 'a2.json'].map((name) => readFileSync(join(folder, name), 'utf8')),
    );
    expect([...room.fold.state.signedOff].toSorted()).toEqual([lena, rita]);
    expect(room.journal.lines()).toEqual([
      'review.export-packets intended',
      'review.export-packets done',
      'review.import-answers intended',
      'review.import-answers partly',
    ]);
    expect(room.events.slice(3).map(({ type }) => type)).toEqual([
      'answer-taken',
      'decided',
      'signed-off',
      'answer-taken',
      'decided',
      'signed-off',
    ]);
  });

  it('takes no answer whose bytes only look like it', async () => {
    const room = bench();
    await room.exporting();
    await answer(
      room,
      'out/001-rita-example-com.rolebook-review',
      { kind: 'revoke', reason: { code: 'other', text: 'odd: \uFFFD' } },
      'a1.json',
    );
    const bytes = readFileSync(join(folder, 'a1.json'));
    writeFileSync(join(folder, 'mark.json'), Buffer.concat([Buffer.from('\uFEFF'), bytes]));
    const at = bytes.indexOf('\uFFFD');
    writeFileSync(
      join(folder, 'broken.json'),
      Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at + 3)]),
    );
    room.choose({ which: ['mark.json', 'broken.json', 'a1.json'] });
    expect((await room.importing()).files.map(({ taken }) => taken)).toEqual([false, false, true]);
  });

  it('writes nothing, and says nothing to the chain, when nobody says where', async () => {
    const room = bench();
    room.choose({ where: null });
    expect(await room.exporting()).toMatchObject({ outcome: 'cancelled' });
    expect(room.events).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes pages as well', async () => {
    const room = bench();
    const { files } = await room.exporting('page');
    const page = readFileSync(join(folder, 'out', files[0]?.file ?? ''), 'utf8');
    expect(files[0]?.file).toBe('001-rita-example-com.html');
    expect(page).toContain('rolebook-review-page/1');
    expect(page).not.toContain('person0');
  });
});

describe('an opened packet', () => {
  it('is in the form of the contract, keeps what was decided by ids, and closes with its answer', async () => {
    const room = bench();
    await room.exporting();
    const file = 'out/001-rita-example-com.rolebook-review';
    room.choose({ which: [file] });
    const desk = room.desk();
    const opened = await desk.openPacket(key);
    const packet = opened?.packet ?? '';
    expect(reviewPartSchema.safeParse(await desk.part(packet)).success).toBe(true);
    await desk.decide(packet, { rows: ['rule-2', 'rule-3'], decision: keep, tookMs: 1 });
    expect(await desk.withdraw(packet, ['rule-3', 'rule-4'])).toEqual({ withdrawn: 1 });
    await expect(
      desk.decide(packet, {
        rows: ['rule-2', 'rule-1'],
        decision: { kind: 'keep', reason: null },
        tookMs: 1,
      }),
    ).rejects.toMatchObject({ body: { reason: 'decision-refused' } });
    await expect(desk.row(packet, 'rule-99')).rejects.toMatchObject({ body: { reason: 'row-unknown' } });

    const draft = join(folder, 'profile', 'packets', `${packet}.json`);
    expect(statSync(draft).mode & 0o777).toBe(0o600);
    expect(readFileSync(draft, 'utf8')).not.toContain('person');

    desk.forget();
    await expect(desk.part(packet)).rejects.toMatchObject({ body: { reason: 'packet-not-open' } });
    const again = room.desk();
    await again.openPacket(key);
    const decided = (await again.part(packet)).rows.filter(({ decision }) => decision !== null);
    expect(decided.map(({ id }) => id)).toEqual(['rule-2']);

    room.choose({ where: 'a1.json' });
    await again.saveAnswer({ packet });
    const first = readFileSync(join(folder, 'a1.json'), 'utf8');
    room.clock.advance(60_000);
    await expect(again.decide(packet, { rows: ['rule-4'], decision: keep, tookMs: 1 })).rejects.toMatchObject(
      {
        body: { reason: 'part-closed' },
      },
    );
    room.choose({ where: 'a2.json' });
    await again.saveAnswer({ packet });
    expect(readFileSync(join(folder, 'a2.json'), 'utf8')).toBe(first);
  });

  it('does not believe a draft that somebody else changed', async () => {
    const room = bench();
    await room.exporting();
    room.choose({ which: ['out/001-rita-example-com.rolebook-review'] });
    const desk = room.desk();
    const { packet } = (await desk.openPacket(key)) ?? { packet: '' };
    await desk.decide(packet, { rows: ['rule-2'], decision: keep, tookMs: 1 });
    const draft = join(folder, 'profile', 'packets', `${packet}.json`);
    writeFileSync(draft, readFileSync(draft, 'utf8').replace('rule-2', 'rule-3'));
    await desk.closePacket({ packet });
    await desk.openPacket(key);
    expect((await desk.part(packet)).rows.every(({ decision }) => decision === null)).toBe(true);
  });
});
