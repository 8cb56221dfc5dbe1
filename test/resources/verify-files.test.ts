import { expect, test } from 'vitest';
import { aboutOf, quickFiles, signedFiles } from '../builders/evidence-packs.ts';
import { finishedCampaign } from '../builders/finished-campaigns.ts';
import { retold } from '../builders/retold-campaign.ts';
import { rechained } from '../builders/entry-chain.ts';
import { key, otherKey, failedOf, failedPoints, plain, plainSigned, changeEvent } from './failed-points.ts';

const cases: readonly [number, string, () => Promise<number[]>][] = [
  [
    1,
    'a file that the manifest does not list',
    () => failedPoints([...plainSigned(), { path: 'note.txt', bytes: Buffer.from('x') }]),
  ],
  [1, 'a file that is missing', () => failedPoints(plainSigned().filter(({ path }) => path !== 'method.md'))],
  [
    1,
    'a file with other content',
    () =>
      failedPoints(
        plainSigned().map((file) =>
          file.path === 'report.html' ? { ...file, bytes: Buffer.from('<p>') } : file,
        ),
      ),
  ],
  [
    1,
    'a pack made without its report',
    () =>
      failedPoints(
        signedFiles(
          quickFiles(plain).filter(({ path }) => path !== 'report.pdf'),
          aboutOf(plain),
          key,
        ),
      ),
  ],
  [
    1,
    'keys that are not canonical',
    () =>
      failedPoints(
        signedFiles(
          quickFiles(plain).map((file) =>
            file.path === 'keys.json'
              ? { ...file, bytes: Buffer.concat([file.bytes, Buffer.from('\n')]) }
              : file,
          ),
          aboutOf(plain),
          key,
        ),
      ),
  ],
  [
    2,
    'a signature with another key',
    () => failedPoints(signedFiles(quickFiles(plain), aboutOf(plain), otherKey), otherKey.fingerprint),
  ],
  [
    2,
    'a signature of something else',
    () =>
      failedPoints(
        plainSigned().map((file, at, all) =>
          file.path === 'signature.json'
            ? (signedFiles([], aboutOf(plain), key)[1] ?? file)
            : (all[at] ?? file),
        ),
      ),
  ],
  [
    2,
    'another fingerprint than the one that was given',
    () => failedPoints(plainSigned(), otherKey.fingerprint),
  ],
  [
    3,
    'an entry whose hash is not its own',
    () =>
      failedOf({
        ...plain,
        entries: plain.entries.map((entry) => (entry.seq === 3 ? { ...entry, hash: 'f'.repeat(64) } : entry)),
      }),
  ],
  [
    3,
    'an entry older than the one before',
    () =>
      failedOf({
        ...plain,
        entries: rechained(
          plain.entries.map((entry) =>
            entry.seq === 2 ? { ...entry, at: '2026-03-01T00:00:00.000Z' } : entry,
          ),
        ),
      }),
  ],
  [
    3,
    'a head that is not the last',
    () =>
      failedPoints(
        signedFiles(quickFiles(plain), { ...aboutOf(plain), head: plain.entries[4]?.hash ?? '' }, key),
      ),
  ],
  [
    4,
    'rows counted wrongly',
    () =>
      failedOf(
        changeEvent(plain, 'opened', (event) => ({ ...event, campaign: { ...event.campaign, rows: 1 } }), {
          rosters: true,
        }),
      ),
  ],
  [
    4,
    'other controls than at the start',
    () =>
      failedOf(
        changeEvent(plain, 'opened', (event) => ({ ...event, controlsHash: 'a'.repeat(64) }), {
          rosters: true,
        }),
      ),
  ],
  [
    4,
    'another roster after',
    () =>
      failedOf(
        changeEvent(plain, 'closed', (event) => ({ ...event, rosterAfterHash: 'a'.repeat(64) }), {
          rosters: true,
        }),
      ),
  ],
];

test('nothing is wrong with campaigns that are as they should be', async () => {
  for (let seed = 1; seed <= 24; seed += 1) {
    const campaign = finishedCampaign(seed, key.publicKey);
    expect(await failedOf(campaign), `seed ${seed}`).toEqual([]);
    expect(await failedOf(retold(campaign)), `seed ${seed}, told again`).toEqual([]);
  }
});

test.each(cases)('point %i fails, and no other, for %s', async (point, _, fails) => {
  expect(await fails()).toEqual([point]);
});

test('there is a case for each of points 1 to 4', () => {
  expect([...new Set(cases.map(([point]) => point))]).toEqual([1, 2, 3, 4]);
});
