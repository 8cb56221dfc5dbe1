import { expect, test } from 'vitest';
import { runFaults } from './faults/run-faults.ts';
import { socketFaults } from './faults/fault-proxy.ts';

test('there are at least thirty kinds of fault, each with a name of its own', () => {
  expect(new Set(socketFaults.map(({ name }) => name)).size).toBe(socketFaults.length);
  expect(socketFaults.length).toBeGreaterThanOrEqual(30);
});

// Each operation has 39 cases; every 11th of all meets each kind of fault several times over.
test('nothing is applied twice over a bad network, and every call ends', { timeout: 300_000 }, async () => {
  const run = await runFaults(11, () => {});
  expect(run.wrong).toEqual([]);
  expect(run.cases).toBeGreaterThan(100);
});
