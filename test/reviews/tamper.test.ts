import { expect, test } from 'vitest';
import { testKey } from '../builders/entry-chain.ts';
import { aboutOf, loadVerifier, quickFiles, signedFiles } from '../builders/evidence-packs.ts';
import { type FinishedCampaign, finishedCampaign } from '../builders/finished-campaigns.ts';
import { rawZip } from '../builders/raw-zip.ts';
import { retold } from '../builders/retold-campaign.ts';
import { evidenceTamperings } from './evidence-tamperings.ts';
import { tamperCampaign } from './tamper-campaign.ts';

test('whatever is done to a pack, the verifier alone sees it', async () => {
  const rounds = 120;
  const { failures, ...counts } = await tamperCampaign({ rounds, from: 1 });
  expect(failures).toEqual([]);
  expect(counts).toMatchObject({ ok: true, seen: rounds });
  expect(Object.keys(counts.kinds as object)).toEqual(
    expect.arrayContaining(Object.keys(evidenceTamperings)),
  );
});

test('a ZIP that another program packed so holds as well, stored and deflated', async () => {
  const key = testKey(1);
  const campaign = finishedCampaign(3, key.publicKey);
  const files = signedFiles(quickFiles(campaign), aboutOf(campaign), key);
  const verifyPack = await loadVerifier();
  for (const deflated of [false, true]) {
    const { checks } = verifyPack(rawZip(files.map((file) => ({ ...file, deflated }))), key.fingerprint);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  }
});

test('rows of an answer are left out where somebody else was asked, and nowhere else', async () => {
  const key = testKey(1);
  const verifyPack = await loadVerifier();
  const failing = (campaign: FinishedCampaign): number[] =>
    verifyPack(
      rawZip(signedFiles(quickFiles(campaign), aboutOf(campaign), key)),
      key.fingerprint,
    ).checks.flatMap(({ holds }, at) => (holds ? [] : [at + 1]));
  let seen = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const campaign = finishedCampaign(seed, key.publicKey);
    const { entries } = campaign;
    const at = entries.findIndex(({ event }) => event.type === 'answer-taken' && event.left !== undefined);
    const taken = entries[at];
    if (taken?.event.type !== 'answer-taken') continue;
    seen += 1;
    expect(failing(campaign), `seed ${seed}`).toEqual([]);
    const whose = entries.findLastIndex(({ event }, n) => n < at && event.type === 'reassigned');
    // Without the entry that moved it, the row was the reviewer's to decide.
    const kept = retold({ ...campaign, entries: entries.toSpliced(whose, 1) }, { answers: true });
    expect(failing(kept), `seed ${seed}`).toContain(10);
    const { left: _, ...event } = taken.event;
    const silent = retold({ ...campaign, entries: entries.with(at, { ...taken, event }) }, { answers: true });
    expect(failing(silent), `seed ${seed}`).toContain(10);
  }
  expect(seen).toBeGreaterThan(2);
});
