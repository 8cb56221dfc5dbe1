import { describe, expect, test } from 'vitest';
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
import { farTooRare, leastOf, operationKinds } from './commands/gate-share.ts';
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
  expect(missing.acts).toEqual(wantedActs.filter((act) => act !== 'another role given'));
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

test('of what is to be expected a twenty-fifth has to be there, and nothing where that is less than once', () => {
  expect([0, 100, 1_249, 1_250, 2_500, 5_000].map((worlds) => leastOf(0.02, worlds))).toEqual([
    0, 0, 0, 1, 2, 4,
  ]);
});

describe('worlds that have met everything', () => {
  const often = 5_000;
  const all = (): ReturnType<typeof createCounters> => {
    const counters = createCounters();
    for (const { key } of wantedPairs) counters.pairs.set(key, often);
    for (const step of wantedSteps) counters.transitions.set(step, often);
    for (const kind of operationKinds) counters.operations.set(kind, often);
    return counters;
  };

  test('leave nothing to be wished', () => expect(farTooRare(all(), 5_000)).toEqual([]));

  test('are told of a fault that is not drawn any more', () => {
    const counters = all();
    for (const { key, fault } of wantedPairs) if (fault === '429-date') counters.pairs.delete(key);
    expect(farTooRare(counters, 400)).toEqual(['any request × 429-date: 0, at least 1 in 400 worlds']);
    expect(farTooRare(counters, 5_000)).toContain('token × 429-date: 0, at least 4 in 5000 worlds');
    expect(farTooRare(counters, 300)).toEqual([]);
  });

  test('are told of a request that is not made any more, of a step and of an operation', () => {
    const counters = all();
    for (const { key, operation } of wantedPairs) if (operation === 'history') counters.pairs.delete(key);
    counters.transitions.set('unknown > done', 1);
    counters.operations.delete('undo');
    expect(farTooRare(counters, 2_000)).toEqual([
      'unknown > done: 1, at least 5 in 2000 worlds',
      'history × any fault: 0, at least 1 in 2000 worlds',
      'undo: 0, at least 4 in 2000 worlds',
    ]);
  });
});
