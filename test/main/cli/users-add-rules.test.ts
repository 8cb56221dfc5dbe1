import { expect, it } from 'vitest';
import { cliBench } from '../../builders/cli-bench.ts';
import { refused } from '../../builders/scripted-tenant.ts';

it('takes away what a wider rule covers where that is asked for, and says so of each', async () => {
  const wider = ['users', 'add-rules', 'bob@example.com', '--role', 'Viewer@cluster:a'];
  const kept = cliBench();
  expect((await kept.run(...wider)).code).toBe(0);
  expect(kept.bench.tenant.rules.map(({ id }) => id)).toContain(3);

  const cli = cliBench();
  const end = await cli.run(...wider, '--remove-narrower');
  expect(end.code).toBe(0);
  expect(end.out).toMatch(/Viewer +project cats +removed/);
  expect(cli.bench.tenant.rules.map(({ id }) => id)).not.toContain(3);

  const failing = cliBench();
  failing.bench.tenant.faults.push({
    call: 'deleteRule',
    error: refused(403, 'not-permitted'),
    applied: false,
  });
  const partly = await failing.run(...wider, '--remove-narrower');
  expect([partly.code, partly.out]).toEqual([6, expect.stringMatching(/Viewer +project cats +not removed/)]);

  const later = cliBench();
  later.bench.online = false;
  const waits = await later.run('--offline', ...wider, '--remove-narrower');
  expect([waits.code, waits.out]).toEqual([0, expect.stringMatching(/Viewer +project cats +goes later/)]);
});
