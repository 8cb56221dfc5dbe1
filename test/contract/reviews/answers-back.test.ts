import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../builders/opened-mirror.ts';
import { openRolebook } from '../open-rolebook.ts';

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
const onEnd = (work: () => void | Promise<void>): void => void ends.push(work);

test('answers of packets are looked at together and taken, one bad file among them or not', async () => {
  const folder = temporaryFolder(onEnd);
  const place = { path: join(folder, 'packets'), mayReplace: false };
  let files: string[] = [];
  const signedOff: string[][] = [];
  const { handlers } = await openRolebook({ profile: '3.0', users: 30 }, onEnd, {
    askWhere: async () => place,
    askWhich: async () => place,
    askWhichFiles: async () => files.map((path) => ({ path })),
    emit: (channel, payload) => {
      if (channel === 'reviews.changed' && typeof payload === 'object' && 'signedOff' in payload)
        signedOff.push(payload.signedOff);
    },
  });
  const person = (id: string) => ({ id, name: id });
  const [auditor, second] = ['auditor@example.com', 'second@example.com'];
  const { id } = await handlers['reviews.create']({
    settings: {
      name: 'By file',
      due: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10),
      population: { subjectTypes: [], roles: [], scopes: [], privilegedOnly: false },
      reviewers: {
        by: 'name',
        named: [person(auditor), person(second)],
        fallback: person(auditor),
        deputy: null,
      },
      policy: { reasonForPrivileged: true, fourEyes: true, overdue: 'wait', freshHours: 24 },
      controls: 0,
    },
  });
  const seal = { kind: 'age-passphrase', passphrase: 'correct horse battery staple' } as const;
  const packets = { campaign: id, reviewers: [auditor, second], way: 'file' as const, seal };
  // Where secrets end with the session no packet can be made, and that is said.
  if (!(await handlers['session.state']({})).keychain) {
    await expect(handlers['reviews.exportPackets'](packets)).rejects.toMatchObject({
      body: { kind: 'keychain' },
    });
    return;
  }
  await handlers['reviews.exportPackets'](packets);
  const reason = { code: 'needed-for-work' as const, text: '' };
  for (const [at, name] of readdirSync(place.path).toSorted().entries()) {
    place.path = join(folder, 'packets', name);
    const opened = await handlers['reviews.openPacket']({ passphrase: seal.passphrase, identity: null });
    if (opened === null) throw new Error('not opened');
    const { rows } = await handlers['reviews.part']({ part: opened });
    await handlers['reviews.decide']({
      part: opened,
      rows: rows.map((row) => row.id),
      decision: at === 0 ? { kind: 'keep', reason } : { kind: 'revoke', reason: null },
      tookMs: 900,
    });
    place.path = join(folder, `answer-${at}.json`);
    await handlers['reviews.saveAnswer'](opened);
    place.path = join(folder, 'packets');
  }
  const bad = join(folder, 'bad.json');
  writeFileSync(bad, '{"format":"rolebook-review-answer/1"}');
  files = [bad, join(folder, 'answer-0.json'), join(folder, 'answer-1.json')];
  const looked = await handlers['reviews.readAnswers']({ campaign: id });
  expect(looked?.files.map(({ file, taken }) => [file, taken])).toEqual([
    ['bad.json', false],
    ['answer-0.json', true],
    ['answer-1.json', true],
  ]);
  expect(looked?.conflicts.length).toBeGreaterThan(0);
  const before = await handlers['reviews.show']({ id });
  expect(before.reviewers.map(({ signedOff, packet }) => [signedOff, packet])).toEqual([
    [false, 'out'],
    [false, 'out'],
  ]);
  expect(before.conflicts).toEqual([]);
  expect(signedOff.flat()).toEqual([]);
  const taken = await handlers['reviews.importAnswers']({ campaign: id, read: looked?.read ?? '' });
  expect(taken.files).toEqual(looked?.files);
  // Whoever has one of these parts on screen is told that it stands now, and how.
  expect(signedOff.flat()).toEqual([auditor, second]);
  const mine = await handlers['reviews.part']({ part: { campaign: id, reviewer: second } });
  expect(mine.signed).toMatchObject({ by: before.campaign.createdBy, answer: true });
  const after = await handlers['reviews.show']({ id });
  expect(after.reviewers.map(({ signedOff, packet }) => [signedOff, packet])).toEqual([
    [true, 'back'],
    [true, 'back'],
  ]);
  expect(after.conflicts.map(({ row }) => row.id).toSorted()).toEqual(
    looked?.conflicts.map(({ row }) => row.id).toSorted(),
  );
}, 120_000);
