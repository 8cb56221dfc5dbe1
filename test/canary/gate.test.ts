import { expect, test } from 'vitest';
import { canaryCampaign } from './campaign.ts';

/** A share of `npm run sec:canary`: no window, few containers. */
test('secrets go through the product and stay nowhere', { timeout: 240_000 }, async () => {
  const lines: string[] = [];
  const { flows, hits, control } = await canaryCampaign({
    whole: false,
    say: (line) => void lines.push(line),
  });
  expect(flows.filter(({ failure }) => failure !== null)).toEqual([]);
  expect(flows.length).toBeGreaterThanOrEqual(25);
  expect(hits).toEqual([]);
  expect(control.missed).toEqual([]);
  expect(control.planted).toBeGreaterThan(1000);
});
