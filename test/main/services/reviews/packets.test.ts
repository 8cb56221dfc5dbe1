import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reviewPartSchema } from '../../../../src-shared/ipc/reviews-contract.ts';
import { answerAll, key, lena, packetsRoom, rita } from '../../../builders/packets-room.ts';

const keep = { kind: 'keep', reason: { code: 'needed-for-work', text: '' } } as const;
const revoke = { kind: 'revoke', reason: null } as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolebook-packets-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('packets out, answers back', () => {
  it('go around: exported, opened without a tenant, answered, taken, with conflicts counted', async () => {
    const room = packetsRoom(folder);
    const report = await room.exporting();
    expect(report.files).toEqual([
      { reviewer: rita, file: '001-rita-example-com.rolebook-review', rows: 4 },
      { reviewer: lena, file: '002-lena-example-com.rolebook-review', rows: 4 },
    ]);
    expect(room.events.map(({ type }) => type)).toEqual(['opened', 'packet-made', 'packet-made']);
    for (const { file } of report.files) expect(statSync(join(folder, 'out', file)).mode & 0o777).toBe(0o600);

    await answerAll(room, 'out/001-rita-example-com.rolebook-review', keep, 'a1.json');
    await answerAll(room, 'out/002-lena-example-com.rolebook-review', revoke, 'a2.json');
    writeFileSync(
      join(folder, 'a3.json'),
      readFileSync(join(folder, 'a2.json'), 'utf8').replace('revoke', 'keep'),
    );
    room.choose({ which: ['a1.json', 'a3.json', 'a2.json', 'a2.json', 'missing.json'] });
    const chain = room.events.length;
    const { files, looked, before } = await room.importing();
    expect(before).toBe(chain);
    expect(looked.files).toEqual(files);
    expect(
      looked.conflicts.map(({ row, decisions }) => [
        row.id,
        ...decisions.map(({ reviewer, decision }) => `${reviewer.name} ${decision.kind}`),
      ]),
    ).toEqual(['1', '2', '3', '4'].map((n) => [`rule-${n}`, 'Rita keep', 'lena@example.com revoke']));
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

  it('says who has now what an answer decides, and takes the rest, also of what moved after the look', async () => {
    const room = packetsRoom(folder);
    await room.exporting();
    await answerAll(room, 'out/001-rita-example-com.rolebook-review', keep, 'a1.json');
    const move = (rows: string[], to: string): void =>
      room.append([{ type: 'reassigned', rows, from: rita, to }]);
    move(['rule-2'], 'sven@example.com');
    room.choose({ which: ['a1.json'] });
    const desk = room.answersIn();
    const { campaign } = room;
    const looked = await desk.readAnswers({ campaign });
    expect(looked?.files).toMatchObject([
      {
        taken: true,
        decisions: 3,
        message: 'rita@example.com: 3 decisions. 1 row is sven@example.com and lena@example.com’s now.',
        left: [
          {
            row: 'rule-2',
            what: 'Person 1, Editor on vision-0',
            why: 'reassigned',
            now: ['sven@example.com', lena],
          },
        ],
      },
    ]);
    move(['rule-3'], 'sven@example.com');
    const read = looked?.read ?? '';
    const { files } = await desk.importAnswers({ campaign, read });
    expect(files).toMatchObject([
      { taken: true, decisions: 2, left: [{ row: 'rule-2' }, { row: 'rule-3' }] },
    ]);
    expect(room.events.find(({ type }) => type === 'answer-taken')).toMatchObject({
      left: ['rule-2', 'rule-3'],
    });
    await expect(desk.importAnswers({ campaign, read })).rejects.toMatchObject({
      body: { reason: 'answers-not-read' },
    });
    room.choose({ which: [] });
    expect(await desk.readAnswers({ campaign })).toBeNull();
  });

  it('takes no answer whose bytes only look like it', async () => {
    const room = packetsRoom(folder);
    await room.exporting();
    await answerAll(
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
    const room = packetsRoom(folder);
    room.choose({ where: null });
    expect(await room.exporting()).toMatchObject({ outcome: 'cancelled' });
    expect(room.events).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes pages as well', async () => {
    const room = packetsRoom(folder);
    const { files } = await room.exporting('page');
    const page = readFileSync(join(folder, 'out', files[0]?.file ?? ''), 'utf8');
    expect(files[0]?.file).toBe('001-rita-example-com.html');
    expect(page).toContain('rolebook-review-page/1');
    expect(page).not.toContain('person0');
  });
});

describe('an opened packet', () => {
  it('is in the form of the contract, keeps what was decided by ids, and closes with its answer', async () => {
    const room = packetsRoom(folder);
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
    const room = packetsRoom(folder);
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
