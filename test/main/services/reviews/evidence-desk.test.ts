import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { ReviewEntry } from '../../../../src-shared/domain/review-entry.ts';
import { CampaignFold } from '../../../../src-shared/reviews/campaign-fold.ts';
import { createFileWriter } from '../../../../src-main/files/atomic-write.ts';
import { createEvidenceMaker } from '../../../../src-main/files/evidence/evidence-maker.ts';
import { silentLog } from '../../../../src-main/log/log.ts';
import { createSigningKeys } from '../../../../src-main/secrets/signing-key.ts';
import {
  answerName,
  createEvidenceDesk,
  type EvidenceCase,
  type EvidenceDesk,
  type EvidenceDeskDeps,
} from '../../../../src-main/services/reviews/evidence-desk.ts';
import { createSystemRandom } from '../../../../src-main/system/system-random.ts';
import { nextEntry } from '../../../builders/entry-chain.ts';
import { loadVerifier, verifierPath } from '../../../builders/evidence-packs.ts';
import { finishedCampaign } from '../../../builders/finished-campaigns.ts';
import { HandClock } from '../../../builders/hand-clock.ts';
import { lastingKeychain } from '../../../builders/lasting-keychain.ts';
import { createMemoryKeychain } from '../../../../src-main/secrets/memory-keychain.ts';

const random = createSystemRandom();
const workerUrl = new URL('../../../../src-main/files/evidence/evidence-worker.ts', import.meta.url);
const played = finishedCampaign(5, '0'.repeat(64), { rows: 30 });
const clock = new HandClock(Date.parse(played.entries.at(-1)?.at ?? ''));

class Live implements EvidenceCase {
  readonly rows = played.rows;
  readonly controls = new Set(played.controls);
  readonly entries: ReviewEntry[] = [];
  readonly fold = new CampaignFold(played.rows);
  readonly texts = new Map(
    played.answers.map(({ packet, bytes }) => [answerName(packet), Buffer.from(bytes).toString('utf8')]),
  );

  constructor() {
    for (const entry of played.entries.slice(0, -1)) this.take(entry);
  }

  get state(): EvidenceCase['state'] {
    return this.fold.state;
  }
  get campaign(): EvidenceCase['campaign'] {
    if (this.state.campaign === null) throw new Error('not opened');
    return this.state.campaign;
  }
  take(entry: ReviewEntry): void {
    this.fold.apply(entry);
    this.entries.push(entry);
  }
}

interface Bench {
  readonly desk: EvidenceDesk;
  readonly live: Live;
  readonly journal: string[];
}

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

function bench(change: Partial<EvidenceDeskDeps<Live>> = {}, keychain = lastingKeychain()): Bench {
  const live = new Live();
  const journal: string[] = [];
  const path = join(folder, 'pack.zip');
  const desk = createEvidenceDesk<Live>({
    live: {
      get: async () => live,
      append: (_, { events, texts, journal: rows }) => {
        for (const { name, text } of texts) live.texts.set(name, text);
        journal.push(...rows.map(({ verb }) => verb));
        return events.map((event) => {
          const at = new Date(clock.now()).toISOString();
          const entry = nextEntry(live.entries.at(-1), { at, by: 'owner@example.com', event });
          live.take(entry);
          return entry;
        });
      },
      text: (_, name) => live.texts.get(name) ?? null,
    },
    clock,
    random,
    log: silentLog,
    journal: { append: ({ verb, result }) => void journal.push(`${verb} ${result}`) },
    keys: createSigningKeys({ keychain, account: 'evidence key test', random }),
    secrets: { answerKey: async (_, packet) => played.keys[packet] ?? '' },
    maker: createEvidenceMaker({ workerUrl, verifierUrl: verifierPath }),
    askWhere: async () => ({ path, mayReplace: true }),
    askWhich: async () => ({ path }),
    writeFile: createFileWriter({ random, platform: process.platform }),
    readBytes: (file) => readFile(file),
    againstClosing: () => [],
    rosterNow: async () => played.rosterAfter,
    ...change,
  });
  return { desk, live, journal };
}

// Each pack has a thread that reads twenty fonts.
test(
  'a campaign is closed, its pack saved for the owner alone, and found to hold',
  { timeout: 90_000 },
  async () => {
    const { desk, live, journal } = bench();
    const id = live.campaign.id;
    const saved = await desk.close({ campaign: id });
    expect(saved).toMatchObject({ outcome: 'written', path: join(folder, 'pack.zip') });
    expect((await stat(join(folder, 'pack.zip'))).mode & 0o777).toBe(0o600);
    expect(live.entries.at(-1)?.event).toMatchObject({ type: 'closed', totals: { rows: 30 } });
    expect(journal).toEqual(['review.close', 'review.evidence intended', 'review.evidence done']);

    const verdict = await desk.verify();
    expect(verdict).toMatchObject({ holds: true, fingerprint: saved.fingerprint });
    expect(verdict?.checks).toHaveLength(12);
    const bytes = await readFile(join(folder, 'pack.zip'));
    expect((await loadVerifier())(bytes, saved.fingerprint).holds).toBe(true);

    await desk.saveEvidence({ campaign: id });
    expect(Buffer.compare(await readFile(join(folder, 'pack.zip')), bytes)).toBe(0);
    await expect(desk.close({ campaign: id })).rejects.toMatchObject({
      body: { reason: 'campaign-not-closable' },
    });
  },
);

test(
  'what stands against closing, or would not hold, refuses it, and nothing is written',
  { timeout: 60_000 },
  async () => {
    const early = { ...played.rosterAfter, asOf: '2026-03-02T09:00:00.000Z' };
    const cases: [Partial<EvidenceDeskDeps<Live>>, RegExp][] = [
      [{ againstClosing: () => ['One row is undecided.'] }, /One row is undecided\./],
      [{ rosterNow: async () => early }, /Done and proven: row/],
      [{ secrets: { answerKey: async () => Buffer.alloc(32).toString('base64') } }, /Answers: the answer/],
    ];
    for (const [change, words] of cases) {
      const { desk, live, journal } = bench(change);
      const refusal = desk.close({ campaign: live.campaign.id });
      await expect(refusal).rejects.toMatchObject({ body: { reason: 'campaign-not-closable' } });
      await expect(refusal).rejects.toThrow(words);
      expect(live.entries.some(({ event }) => event.type === 'closed')).toBe(false);
      expect(journal).toEqual([]);
    }
  },
);

test('a keychain that ends with the session closes nothing', async () => {
  const { desk, live } = bench({}, createMemoryKeychain());
  await expect(desk.close({ campaign: live.campaign.id })).rejects.toMatchObject({
    body: { kind: 'keychain', reason: 'keychain-session-only' },
  });
  expect(live.entries.some(({ event }) => event.type === 'closed')).toBe(false);
});

test('another key than the one that closed it signs nothing', { timeout: 60_000 }, async () => {
  const first = bench({ askWhere: async () => null });
  expect(await first.desk.close({ campaign: first.live.campaign.id })).toMatchObject({
    outcome: 'cancelled',
  });
  const second = bench({
    live: {
      get: async () => first.live,
      append: () => [],
      text: (_, name) => first.live.texts.get(name) ?? null,
    },
  });
  await expect(second.desk.saveEvidence({ campaign: first.live.campaign.id })).rejects.toMatchObject({
    body: { reason: 'signing-key-other' },
  });
});

test('what is written while closing is rehearsed refuses it', { timeout: 60_000 }, async () => {
  const maker = createEvidenceMaker({ workerUrl, verifierUrl: verifierPath });
  const one = bench({
    maker: {
      ...maker,
      rehearse: async (source, signer) => {
        const verdict = await maker.rehearse(source, signer);
        const at = new Date(clock.now()).toISOString();
        const event = { type: 'explained', row: played.rows[0]?.id ?? '', text: 'Late.' } as const;
        one.live.take(nextEntry(one.live.entries.at(-1), { at, by: 'owner@example.com', event }));
        return verdict;
      },
    },
  });
  await expect(one.desk.close({ campaign: one.live.campaign.id })).rejects.toThrow(/meanwhile/);
  expect(one.live.entries.some(({ event }) => event.type === 'closed')).toBe(false);
});
