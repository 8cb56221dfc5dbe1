import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from './day.ts';
import { type FlowBook, must, same } from './flow-book.ts';

/** Files that are for everybody: the journal, plans, who can do what. None of them may hold a secret. */
export async function reportFlows({ run }: FlowBook, day: Day): Promise<void> {
  const { product, sandbox } = day;
  const { files } = sandbox.folders;

  for (const format of ['csv', 'json'] as const) {
    await run(`the journal of hand-overs as ${format}`, async () => {
      const path = join(files, `journal.${format}`);
      await product.place(path);
      const report = await product.call('journal.export', { format });
      must(readFileSync(path, 'utf8').includes('credential.'), 'no hand-over is in it');
      return `${report.rows} rows`;
    });
    await run(`who was given what as ${format}`, async () => {
      const path = join(files, `hand-overs.${format}`);
      await product.place(path);
      const report = await product.call('handOvers.export', { format, search: '', state: null });
      must(readFileSync(path, 'utf8').includes('@canary.test'), 'nobody is in it');
      return `${report.rows} rows`;
    });
  }

  await run('a receipt', async () => {
    const { rows } = await product.call('journal.list', { verb: 'credential.' });
    const act = String(rows.find(({ verb }) => verb === 'credential.export')?.detail['act'] ?? '');
    await product.call('journal.recordReceipt', { act, note: 'Signed and returned.' });
    return `${rows.length} rows of credentials, one received`;
  });

  await run('a plan file', async () => {
    await product.call('session.setWorkOffline', { offline: true });
    await product.call('users.resetPassword', {
      id: await day.idOf('bulk-1@canary.test'),
      send: 'staged',
    });
    await product.call('serviceAccounts.create', { name: 'staged-bot', send: 'staged' });
    const path = join(files, 'plan.json');
    await product.place(path);
    await product.call('changes.exportPlan', {});
    must(readFileSync(path, 'utf8').includes('staged-bot'), 'the plan is empty');
    const { changes } = await product.call('changes.list', { which: 'open', from: 0, limit: 50 });
    await product.call('changes.discard', { ids: changes.map(({ change }) => change.id) });
    await product.call('session.setWorkOffline', { offline: false });
    return `${changes.length} changes`;
  });

  await run('the list of changes, done ones too', async () => {
    const { changes } = await product.call('changes.list', { which: 'all', from: 0, limit: 500 });
    for (const { change } of changes.slice(0, 20)) await product.call('changes.get', { id: change.id });
    must(changes.length > 5, 'there are none');
    return `${changes.length} changes, the newest looked at`;
  });

  await run('everything about a user who has a new password', async () => {
    const id = await day.idOf('first@canary.test');
    const record = await product.call('records.get', { view: 'users', id });
    const password = await product.call('users.password', { id });
    same(record?.id ?? id, id, 'the record');
    return `password: ${password.state}`;
  });

  await run('who can change users, as a file', async () => {
    const path = join(files, 'who-can.csv');
    await product.place(path);
    const report = await product.call('access.export-who-can', { resourceType: 'users', action: 'update' });
    must(report.rows > 0, 'nobody can');
    return `${report.rows} rows`;
  });

  await run('the history, compared and saved in each form', async () => {
    const { moments } = await product.call('history.moments', {});
    const [from, to] = [moments[0]?.id ?? 0, moments.at(-1)?.id ?? 0];
    const sizes: number[] = [];
    for (const format of ['html', 'md', 'csv', 'json'] as const) {
      const path = join(files, `history.${format}`);
      await product.place(path);
      await product.call('history.export', { from, to, format });
      sizes.push(readFileSync(path).byteLength);
    }
    return `${moments.length} moments, files of ${sizes.join(', ')} bytes`;
  });

  await run('a whole sync after all that', async () => {
    await product.call('sync.start', { full: true });
    const entries = await product.call('sync.timeline', { limit: 50 });
    return `${entries.length} entries in the timeline`;
  });
}
