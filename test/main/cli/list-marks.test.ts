import { expect, it } from 'vitest';
import { cliBench } from '../../builders/cli-bench.ts';

it('a table says what open changes make of its rows, where they make something', async () => {
  const cli = cliBench();
  expect((await cli.run('users', 'list')).out).toMatch(/^User/);
  const { window } = cli.bench.mirror;
  cli.bench.mirror.window = async (query) => {
    const answer = await window.call(cli.bench.mirror, query);
    const marks = answer.ids.map((_, at) => (at === 0 ? 'removed' : null));
    return { ...answer, columns: { ...answer.columns, pending: marks } };
  };
  const marked = (await cli.run('users', 'list')).out;
  expect(marked).toMatch(/^Change +User/);
  expect(marked).toMatch(/^removed +root@example\.com/m);
  expect((await cli.run('users', 'list', '--columns', 'email')).out).toMatch(/^User/);
});
