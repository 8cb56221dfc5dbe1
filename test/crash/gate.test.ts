import { describe, expect, test } from 'vitest';
import { corruptCampaign } from './corrupt-campaign.ts';
import { canTrace } from './disk-log.ts';
import { exportCampaign } from './export-campaign.ts';
import { ioCampaign } from './io-campaign.ts';
import { killCampaign } from './kill-campaign.ts';
import { logCampaign } from './log-campaign.ts';
import { ownerCampaign } from './owner-campaign.ts';
import { powerCampaign } from './power-campaign.ts';
import { productCampaign } from './product-campaign.ts';
import { restoreDrill } from './restore-drill.ts';
import { tamperCampaign } from './tamper-campaign.ts';

/** A share of each campaign; the same seeds each time, so that a red one is red again. */
describe('whatever happens to the machine', () => {
  test('a killed process has lost nothing that was acknowledged', { timeout: 120_000 }, async () => {
    const { failures, acknowledged } = await killCampaign({ rounds: 8, from: 1 });
    expect(failures).toEqual([]);
    expect(acknowledged).toBeGreaterThan(50);
  });

  test(
    'the whole product, killed while it edits and syncs, has lost nothing and sent nothing twice',
    {
      timeout: 120_000,
    },
    async () => {
      const { failures, acknowledged, ended } = await productCampaign({ rounds: 4, from: 5 });
      expect(failures).toEqual([]);
      expect(Object.keys(acknowledged).length).toBeGreaterThan(6);
      expect(ended['done']).toBeGreaterThan(5);
    },
  );

  test('a killed export is whole or none, and told of', { timeout: 120_000 }, async () => {
    const { failures, ok, control, exports } = await exportCampaign({ rounds: 3, from: 3 });
    expect(failures).toEqual([]);
    expect(exports).toBeGreaterThan(2);
    expect(ok, JSON.stringify(control)).toBe(true);
  });

  test.skipIf(!canTrace())('a power cut loses nothing that was acknowledged', { timeout: 120_000 }, () => {
    const { failures, ok, control } = powerCampaign({ rounds: 30, from: 1 }, 40);
    expect(failures).toEqual([]);
    expect(ok, JSON.stringify(control)).toBe(true);
  });

  test('a damaged log ends sound or with a report', { timeout: 120_000 }, () => {
    const { failures, recovered, whole } = logCampaign({ rounds: 80, from: 1 });
    expect(failures).toEqual([]);
    expect(recovered).toBeGreaterThan(50);
    expect(whole).toBeGreaterThan(4);
  });

  test('a damaged ledger ends sound or with a report', { timeout: 120_000 }, () => {
    const { failures, recovered, unharmed } = corruptCampaign({ rounds: 80, from: 2600 });
    expect(failures).toEqual([]);
    expect(recovered).toBeGreaterThan(50);
    expect(unharmed).toBeGreaterThan(5);
  });

  test.skipIf(!canTrace())('a write that fails has not happened, and says so', { timeout: 120_000 }, () => {
    const { failures, failedCommits } = ioCampaign({ rounds: 5, from: 1 });
    expect(failures).toEqual([]);
    expect(failedCommits).toBeGreaterThan(3);
  });

  test('of several processes one owns a tenant', { timeout: 120_000 }, async () => {
    const { failures, owners } = await ownerCampaign({ rounds: 20, from: 1 });
    expect(failures).toEqual([]);
    expect(owners).toBe(20);
  });

  test('a backup put into a new profile is equal to what was lost', { timeout: 120_000 }, () => {
    const { failures, changes } = restoreDrill({ rounds: 5, from: 1 });
    expect(failures).toEqual([]);
    expect(changes).toBeGreaterThan(50);
  });

  test('a journal that somebody changed is found out', () => {
    const { failures, detected } = tamperCampaign({ rounds: 300, from: 1 });
    expect(failures).toEqual([]);
    expect(detected).toBe(300);
  });
});
