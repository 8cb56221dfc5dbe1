import { expect, test } from 'vitest';
import { calmTwin, isJudged } from './calm-twin.ts';
import { tellAmplified } from './live-plan.ts';
import { drawPlan, type SimPlan } from './plan/draw-plan.ts';

const drawn = drawPlan(5, false);
const plan: SimPlan = {
  ...drawn,
  faultRate: 0.3,
  faults: [['500', 1]],
  storms: [],
  steps: [
    { wait: 10, who: 0, operation: { kind: 'create-account', name: 1, held: false } },
    { wait: 20, who: 0, operation: { kind: 'link', what: 'down', seconds: 20 } },
    { wait: 30, who: 0, operation: { kind: 'refuse', requests: 2 } },
    { wait: 40, who: 0, operation: { kind: 'sync', full: true } },
  ],
};

test('the same world without faults has the same doings at the same moments', () => {
  const twin = calmTwin(plan);
  expect(twin.faultRate).toBe(0);
  expect(twin.faults).toEqual([]);
  expect(twin.steps.map(({ wait, operation }) => [wait, operation.kind])).toEqual([
    [10, 'create-account'],
    [90, 'sync'],
  ]);
});

test('worlds with up to 30 % faults are judged, and no others', () => {
  expect(isJudged(plan)).toBe(true);
  expect(isJudged({ ...plan, faultRate: 0 })).toBe(false);
  expect(isJudged({ ...plan, faultRate: 0.5 })).toBe(false);
  const weather = { wait: 0, who: 0, operation: { kind: 'weather', rate: 0.6 } } as const;
  expect(isJudged({ ...plan, steps: [...plan.steps, weather] })).toBe(false);
  expect(isJudged(calmTwin(plan))).toBe(false);
});

test('the mean and the largest are told, and whose that is', () => {
  expect(tellAmplified([])).toEqual({ worlds: 0, mean: null, largest: null, seed: null });
  const all = [
    { seed: 8, requests: 50, needed: 50 },
    { seed: 16, requests: 100, needed: 40 },
  ];
  expect(tellAmplified(all)).toEqual({ worlds: 2, mean: 1.75, largest: 2.5, seed: 16 });
});
