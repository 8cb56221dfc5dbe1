import { describe, expect, it } from 'vitest';
import { type CliBench, cliBench } from '../../builders/cli-bench.ts';

/** A new user with a rule, and a user to delete, saved without asking the tenant. */
async function withChanges(): Promise<CliBench> {
  const cli = cliBench();
  const create = ['users', 'create', 'new@example.com', '--role', 'Viewer@cluster:a'];
  expect((await cli.run('--offline', ...create)).code).toBe(0);
  expect((await cli.run('--offline', 'users', 'delete', 'bob@example.com', '--yes')).code).toBe(0);
  return cli;
}

describe('changes undo', () => {
  const rows = (out: string) => JSON.parse(out) as { what: string; no: number; state: string; id: string }[];

  it('takes the whole set of an open change back, and brings back what was taken back', async () => {
    const cli = await withChanges();
    const undone = await cli.run('changes', 'undo', '2', '--json');
    expect(undone.code).toBe(0);
    expect(rows(undone.out).map(({ what, no, state }) => [what, no, state])).toEqual([
      ['taken back', 1, 'cancelled'],
      ['taken back', 2, 'cancelled'],
    ]);
    expect(cli.bench.outbox.open().map(({ edit }) => edit.kind)).toEqual(['user.delete']);
    const back = await cli.run('changes', 'undo', '2', '--json');
    expect(back.code).toBe(0);
    expect(back.err).toContain('1 more that is needed came along.');
    expect(rows(back.out).map(({ what, state }) => [what, state])).toEqual([
      ['brought back', 'pending'],
      ['brought back', 'pending'],
    ]);
    expect(cli.bench.outbox.open().map(({ edit }) => edit.kind)).toEqual([
      'user.create',
      'rule.create',
      'user.delete',
    ]);
    expect(cli.bench.tenant.calls).toEqual([]);
    const twice = await cli.run('changes', 'undo', '2');
    expect(twice.code).toBe(6);
    expect(twice.err).toContain('was brought back already');
  });

  it('brings back by the whole id what was discarded, whatever became of it before', async () => {
    const cli = await withChanges();
    const discarded = await cli.run('changes', 'discard', '3', '--json');
    expect(discarded.err).toContain('Bring back with: rolebook changes undo 3');
    const [first] = JSON.parse(discarded.out) as { id: string }[];
    expect((await cli.run('changes', 'undo', first?.id ?? '')).code).toBe(0);
    expect((await cli.run('changes', 'discard', `${first?.id}~2`)).code).toBe(0);
    expect((await cli.run('changes', 'undo', first?.id ?? '')).err).toContain('brought back already');
    const table = await cli.run('changes', 'undo', `${first?.id}~2`);
    expect(table.out).toMatch(/brought back +\d+ +Delete user bob@example\.com +pending/);
    expect((await cli.run('changes', 'undo', '99')).code).toBe(2);
  });

  it('says why not, and where undoing leads with each change', async () => {
    const cli = await withChanges();
    expect((await cli.run('changes', 'show', '3')).out).toMatch(/Undo +its set can be taken back/);
    await cli.run('changes', 'discard', '3');
    expect((await cli.run('changes', 'show', '3')).out).toMatch(/Undo +it can be brought back/);
    expect((await cli.run('changes', 'send', '1', '--show-secret')).code).toBe(0);
    const sent = await cli.run('changes', 'undo', '2');
    expect(sent.code).toBe(6);
    expect(sent.err).toContain('was sent already, at least in part');
    expect((await cli.run('changes', 'show', '1')).out).toMatch(/Undo +sent already; do the opposite/);
  });
});
