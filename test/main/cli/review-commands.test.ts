import { describe, expect, it } from 'vitest';
import { cliBench } from '../../builders/cli-bench.ts';

const given = ['--due', '2026-02-01', '--reviewer', 'root@example.com', '--fallback', 'Ada@example.com'];

describe('rolebook review', () => {
  it('previews, creates, lists, shows and tells how far its reviewers are', async () => {
    const cli = cliBench();
    const preview = await cli.run('review', 'create', 'Winter', ...given, '--preview', '--json');
    expect(JSON.parse(preview.out)).toMatchObject({ rows: 3, problems: [] });
    expect(JSON.parse((await cli.run('review', 'list', '--json')).out)).toEqual([]);
    const made = await cli.run('review', 'create', 'Winter', ...given, '--json');
    expect([made.code, JSON.parse(made.out)]).toMatchObject([
      0,
      { summary: { name: 'Winter', totals: { rows: 3 } } },
    ]);
    expect(JSON.parse((await cli.run('review', 'list', '--json')).out)).toMatchObject([
      { name: 'Winter', state: 'deciding', rows: 3, undecided: 3, mine: 2 },
    ]);
    expect(JSON.parse((await cli.run('review', 'show', 'winter', '--json')).out)).toMatchObject({
      campaign: { rows: 3, settings: { policy: { reasonForPrivileged: true, overdue: 'wait' } } },
      againstClosing: ['3 rows are undecided.'],
    });
    expect(JSON.parse((await cli.run('review', 'status', 'Winter', '--json')).out)).toMatchObject([
      { reviewer: 'ada@example.com', rows: 1, decided: 0 },
      { reviewer: 'root@example.com', rows: 2, decided: 0 },
    ]);
    const table = await cli.run('review', 'list');
    expect(table.out).toContain('being decided');
  });

  it('refuses in words, and freezes nothing', async () => {
    const cli = cliBench();
    cli.bench.mirror.asOf = null;
    const end = await cli.run('review', 'create', 'Winter', ...given);
    expect([end.code, end.err]).toEqual([5, expect.stringContaining('never been looked at as a whole')]);
    expect((await cli.run('review', 'create', 'W', ...given, '--preview')).code).toBe(2);
    expect((await cli.run('review', 'create', 'W', ...given, '--scope', 'nowhere')).err).toContain(
      'is no place',
    );
    expect((await cli.run('review', 'show', 'W')).code).toBe(2);
  });

  it('plans what was decided, and says what is not proven yet', async () => {
    const cli = cliBench();
    await cli.run('review', 'create', 'Winter', ...given);
    const [{ id } = { id: '' }] = await cli.bench.reviews.list();
    const part = { campaign: id, reviewer: 'root@example.com' };
    const decision = { kind: 'revoke' as const, reason: null };
    await cli.bench.reviews.decide({ part, rows: ['3'], decision, tookMs: 5 });
    await cli.bench.reviews.signOff(part);
    const planned = await cli.run('review', 'plan', 'Winter', '--json');
    expect([planned.code, JSON.parse(planned.out)]).toEqual([0, { changes: 1, refused: [] }]);
    expect(planned.err).toContain('changes send --staged');
    const proved = await cli.run('review', 'prove', id, '--json');
    expect([proved.code, JSON.parse(proved.out)]).toEqual([6, { proven: 0, open: 1 }]);
    const closed = await cli.run('review', 'close', 'Winter', '/tmp/never.zip');
    expect([closed.code, closed.err]).toEqual([2, expect.stringContaining('2 rows are undecided.')]);
  });

  it('asks how packets are sealed before anything is written', async () => {
    const cli = cliBench();
    await cli.run('review', 'create', 'Winter', ...given);
    const end = await cli.run('review', 'export-packets', 'Winter', '/tmp');
    expect([end.code, end.err]).toEqual([2, expect.stringContaining('how the files are sealed')]);
  });
});
