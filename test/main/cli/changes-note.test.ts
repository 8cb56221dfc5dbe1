import { describe, expect, it } from 'vitest';
import { type CliBench, cliBench } from '../../builders/cli-bench.ts';

/** A new user with a rule, and a user to delete, saved without asking the tenant. */
async function withChanges(): Promise<CliBench> {
  const cli = cliBench();
  await cli.run('--offline', 'users', 'create', 'new@example.com', '--role', 'Viewer@cluster:a');
  await cli.run('--offline', 'users', 'delete', 'bob@example.com', '--yes');
  return cli;
}

describe('changes note', () => {
  it('keeps reason and ticket of the whole set of a change, and shows both', async () => {
    const cli = await withChanges();
    const end = await cli.run(
      'changes',
      'note',
      '2',
      '--reason',
      'Joins the team',
      '--ticket',
      'CHG-1',
      '--json',
    );
    expect(end.code).toBe(0);
    expect(JSON.parse(end.out)).toMatchObject({ reason: 'Joins the team', ticket: 'CHG-1' });
    const shown = await cli.run('changes', 'show', '1');
    expect(shown.out).toMatch(/Reason +Joins the team/);
    expect(shown.out).toMatch(/Ticket +CHG-1/);
    expect((await cli.run('changes', 'show', '3')).out).not.toContain('CHG-1');
    const rows = JSON.parse((await cli.run('journal', 'list', '--verb', 'user.', '--json')).out) as object[];
    expect(rows).toMatchObject([
      { verb: 'user.delete', reason: null, ticket: null },
      { verb: 'user.create', reason: 'Joins the team', ticket: 'CHG-1' },
    ]);
  });

  it('takes the set by its title or id, leaves what is not said, and takes back by an empty text', async () => {
    const cli = await withChanges();
    const [change] = cli.bench.outbox.open();
    expect((await cli.run('changes', 'note', change?.groupTitle ?? '', '--reason', 'Why')).code).toBe(0);
    const id = await cli.run('changes', 'note', change?.groupId ?? '', '--ticket', 'CHG-2', '--json');
    expect(JSON.parse(id.out)).toMatchObject({ reason: 'Why', ticket: 'CHG-2' });
    const empty = await cli.run('changes', 'note', '1', '--reason', '', '--json');
    expect(JSON.parse(empty.out)).toMatchObject({ reason: null, ticket: 'CHG-2' });
  });

  it.each([
    [['1'], '--reason, --ticket'],
    [['1', '--ticket', 'two\nlines'], 'one line'],
    [['1', '--ticket', 'x'.repeat(65)], 'at most 64'],
    [['1', '--reason', 'x'.repeat(501)], 'at most 500'],
    [['99', '--ticket', 'CHG-1'], 'no open change'],
  ])('refuses %j', async (args, why) => {
    const cli = await withChanges();
    const end = await cli.run('changes', 'note', ...args);
    expect([end.code, end.out]).toEqual([2, '']);
    expect(end.err).toContain(why);
    expect(cli.bench.chain.list().every(({ verb }) => verb !== 'changes.noted')).toBe(true);
  });
});
