import { expect, test } from 'vitest';
import { createMending } from '../../../src-main/services/mending.ts';

test('a history that was found damaged is suspect the next time its tenant is opened, and only then', () => {
  let now = 0;
  let reopened = 0;
  const mendingOf = createMending({ clock: { monotonic: () => now }, reopen: () => (reopened += 1) });
  const first = mendingOf('/a');
  expect(first.historySuspect).toBe(false);
  first.onDamage('mirror');
  expect([reopened, mendingOf('/a').historySuspect]).toEqual([1, false]);
  // Too soon to be mended by itself; whoever opens it later looks at it all the same.
  first.onDamage('history');
  expect(reopened).toBe(1);
  expect(mendingOf('/b').historySuspect).toBe(false);
  expect(mendingOf('/a').historySuspect).toBe(true);
  expect(mendingOf('/a').historySuspect).toBe(false);
  now += 60_000;
  first.onDamage('history');
  expect(reopened).toBe(2);
});
