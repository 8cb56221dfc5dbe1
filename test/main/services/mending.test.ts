import { expect, test } from 'vitest';
import { createMending } from '../../../src-main/services/mending.ts';

test('a tenant whose ledger or mirror was found damaged is opened anew, once a minute at most', () => {
  let now = 0;
  let reopened = 0;
  const mendingOf = createMending({ clock: { monotonic: () => now }, reopen: () => (reopened += 1) });
  const open = mendingOf('/a');
  open.onDamage();
  open.onDamage();
  expect(reopened).toBe(1);
  now += 60_000;
  open.onDamage();
  expect(reopened).toBe(2);
  expect(mendingOf('/a').historySuspect).toBe(false);
});

test('a history that was found damaged is opened anew alone, at a pace of its own', () => {
  let now = 0;
  let reopened = 0;
  const mendingOf = createMending({ clock: { monotonic: () => now }, reopen: () => (reopened += 1) });
  const open = mendingOf('/a');
  open.onDamage();
  expect([open.historyDamaged(), open.historyDamaged()]).toEqual([true, false]);
  now += 60_000;
  expect(open.historyDamaged()).toBe(true);
  expect(reopened).toBe(1);
});

test('a history that was found damaged is suspect until it was looked through, however often opening fails before', () => {
  const mendingOf = createMending({ clock: { monotonic: () => 0 }, reopen: () => {} });
  const open = mendingOf('/a');
  expect(open.historySuspect).toBe(false);
  // To be mended at once, which may fail; too soon to be mended by itself.
  for (const mendedNow of [true, false]) {
    expect(open.historyDamaged()).toBe(mendedNow);
    expect(mendingOf('/b').historySuspect).toBe(false);
    expect([mendingOf('/a').historySuspect, mendingOf('/a').historySuspect]).toEqual([true, true]);
    mendingOf('/a').historyLookedThrough();
    expect(mendingOf('/a').historySuspect).toBe(false);
  }
});
