import { expect, test } from 'vitest';
import { edits } from '../../../builders/push-bench.ts';
import { refused } from '../../../builders/scripted-tenant.ts';
import { withFacts } from './bench-acts.ts';

test.each([
  [403, 'conflict', 'not-permitted'],
  [422, 'rejected', 'input'],
] as const)(
  'a deletion that is refused with %i says which rules are gone all the same',
  async (status, state, kind) => {
    const bench = withFacts();
    bench.add(edits.deleteUser('u1', 'u1@example.com'));
    bench.tenant.faults.push({ call: 'deleteUser', error: refused(status, kind), applied: false });
    await bench.drain();
    const { conflict, error, ...change } = bench.get('c1');
    expect(change.state).toBe(state);
    expect(conflict?.message ?? error?.message).toContain('access rule was removed already.');
  },
);

test('one that is refused before anything went says nothing of it', async () => {
  const bench = withFacts();
  bench.add(edits.deleteUser('u1', 'u1@example.com'));
  bench.tenant.faults.push({ call: 'deleteRule', error: refused(403, 'not-permitted'), applied: false });
  await bench.drain();
  expect(bench.get('c1').conflict?.kind).toBe('right-lost');
  expect(bench.get('c1').conflict?.message).not.toContain('removed already');
});
