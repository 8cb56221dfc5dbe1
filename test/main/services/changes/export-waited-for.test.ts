import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../builders/opened-mirror.ts';
import { usersBench } from '../../../builders/users-bench.ts';

test('an export of a plan is an act from the question where to the last word in the journal: a tenant closes after it', async () => {
  const path = join(temporaryFolder(onTestFinished), 'plan.json');
  const bench = usersBench();
  bench.online = false;
  await bench.service.resetPassword({ id: 'bob' });
  const answer = Promise.withResolvers<{ path: string; mayReplace: boolean }>();
  const asked = Promise.withResolvers<void>();
  bench.askWhere = () => {
    asked.resolve();
    return answer.promise;
  };
  const order: string[] = [];
  const report = bench.changes.exportPlan({ ids: null });
  const idle = bench.acts.idle().then(() => order.push('closed'));
  await asked.promise;
  // Whatever waits for nothing but a turn has had it before the disk has answered.
  order.push('asked');
  answer.resolve({ path, mayReplace: true });
  expect(await report).toMatchObject({ outcome: 'done' });
  order.push(...bench.journal.lines().slice(-1));
  await idle;
  expect(order).toEqual(['asked', 'changes.export done', 'closed']);
});
