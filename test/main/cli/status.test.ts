import { expect, it } from 'vitest';
import { cliBench } from '../../builders/cli-bench.ts';

it('status counts the open changes, and asks nothing where it is told so', async () => {
  const cli = cliBench();
  expect((await cli.run('status')).out).toMatch(/Changes +none open/);
  cli.counts = { ...cli.counts, pending: 2, conflict: 1 };
  const offline = await cli.run('--offline', 'status');
  expect(offline.out).toMatch(/Link +not asked \(--offline\)/);
  expect(offline.out).toMatch(/Changes +2 pending, 1 conflict/);
  expect(offline.code).toBe(0);
});
