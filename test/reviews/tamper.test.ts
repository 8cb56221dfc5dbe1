import { expect, test } from 'vitest';
import { testKey } from '../builders/entry-chain.ts';
import { aboutOf, loadVerifier, quickFiles, signedFiles } from '../builders/evidence-packs.ts';
import { finishedCampaign } from '../builders/finished-campaigns.ts';
import { rawZip } from '../builders/raw-zip.ts';
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
