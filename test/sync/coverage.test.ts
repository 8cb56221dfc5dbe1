import { expect, test } from 'vitest';
import {
  aimsFor,
  impossible,
  missingIn,
  unexpectedIn,
  wantedActs,
  wantedPairs,
  wantedSteps,
  worldsFor,
} from './commands/coverage-list.ts';
import { aimPlan } from './plan/aim-plan.ts';
import { addTo, createCounters } from './world/counters.ts';
import { faultKinds } from './world/fault-kinds.ts';
import { wireOperations } from './world/wire-operation.ts';

const nothing = createCounters();
const wanted = { pairs: 50, steps: 1000, acts: 50 };

test('every request can meet every fault, but those that are never made', () => {
  expect(wantedPairs).toHaveLength((wireOperations.length - impossible.size) * faultKinds.length);
  for (const why of impossible.values()) expect(why).not.toBe('');
});

test('for everything that is missing there are worlds that are built for it, and each seed names one', () => {
  const aims = aimsFor(missingIn(nothing, wanted));
  expect(aims).toHaveLength(wireOperations.length - impossible.size + wantedSteps.length + wantedActs.length);
  for (const aim of aims) {
    expect(aimPlan(7, aim)).toEqual(aimPlan(7, aim));
    expect(aimPlan(7, aim).steps).not.toEqual(aimPlan(8, aim).steps);
  }
});

test('what happened often enough is not missing, and what is in no list is told', () => {
  const counters = createCounters();
  addTo(counters, {
    pairs: [
      ['token × 400', 50],
      ['token × 403', 49],
      ['other × 400', 1],
    ],
    transitions: [
      ['pending > sending', 1000],
      ['done > pending', 1],
    ],
    operations: [],
    acts: [
      ['another role given', 50],
      ['another world made', 1],
    ],
    steps: 0,
    requests: 0,
    events: 0,
  });
  const missing = missingIn(counters, wanted);
  expect(missing.pairs).toHaveLength(wantedPairs.length - 1);
  expect(missing.pairs.map(({ key }) => key)).toContain('token × 403');
  expect(missing.steps).toHaveLength(wantedSteps.length - 1);
  expect(unexpectedIn(counters)).toEqual(['other × 400', 'done > pending', 'another world made']);
  expect(missing.acts).toEqual(['another place given']);
});

test.each([
  [1000, null, 16],
  [1000, 0, 48],
  [100, 4, 28],
  [1000, 0.1, 160],
  [1, 5, 16],
] as const)('with %i to go and %s a world, %i worlds are next', (left, brought, worlds) =>
  expect(worldsFor(left, brought)).toBe(worlds),
);
