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

  it('lists and decides one’s own rows by the rules of the window, and signs off', async () => {
    const cli = cliBench();
    await cli.run('review', 'create', 'Winter', ...given);
    const rows = async (...more: string[]) =>
      JSON.parse((await cli.run('review', 'rows', 'Winter', '--json', ...more)).out);
    const all = await rows();
    expect(all).toHaveLength(2);
    const ada = await rows('--subject', 'ADA');
    expect(ada).toMatchObject([{ subject: { id: 'ada@example.com' }, decision: null }]);
    expect(await rows('--reviewer', 'ada@example.com')).toMatchObject([
      { subject: { id: 'root@example.com' } },
    ]);
    const decide = (...args: string[]) => cli.run('review', 'decide', 'Winter', ...args);
    const [{ id }] = ada;
    for (const [args, code, words] of [
      [['keep'], 2, 'Name rows by their ids'],
      [['keep', id, '--all-matching'], 2, 'Name rows by their ids'],
      [['revoke', '--all-matching', '--role', 'nothing like it'], 2, 'No row of your part'],
      [['perhaps', id], 2, 'Allowed choices'],
      [['change', id, '--to-role', 'No such role'], 2, 'There is no role'],
      [['change', id], 2, 'Say what it should become'],
      [['defer', id], 2, 'Say until when'],
      [['defer', id, '--until', '2027-01-01'], 2, 'at most'],
      [['not-mine', id, '--ask', 'ROOT@example.com'], 2, 'Name somebody else'],
      [['keep', id, '--reason', 'other'], 2, 'Keeping privileged access needs a reason'],
      [['revoke', id, '--reason', 'other'], 2, 'in a few words'],
    ] as const) {
      const end = await decide(...args);
      expect([end.code, end.err], args.join(' ')).toEqual([code, expect.stringContaining(words)]);
    }
    // Rows of others, one's own access among them, are in no part of one's own.
    const [{ id: own }] = await rows('--reviewer', 'ada@example.com');
    expect((await decide('keep', own)).err).toContain('is not in this part');
    const made = await decide('revoke', id, '--why', 'Left in May', '--json');
    expect([made.code, JSON.parse(made.out)]).toMatchObject([
      0,
      { decided: 1, undecided: 1, rows: [id], decision: { reason: { code: 'other', text: 'Left in May' } } },
    ]);
    await decide('keep', '--all-matching', '--undecided', '--reason', 'needed-for-work');
    expect(await rows('--undecided')).toEqual([]);
    const signed = await cli.run('review', 'sign-off', 'Winter', '--json');
    expect([signed.code, JSON.parse(signed.out)]).toEqual([0, { signedOff: 2, undecided: 0 }]);
    expect((await decide('keep', id)).err).toContain('Signed off by root@example.com on ');
  });

  it('explains what nobody has decided, so that it can be closed', async () => {
    const cli = cliBench();
    await cli.run('review', 'create', 'Winter', ...given);
    const against = async () => JSON.parse((await cli.run('review', 'show', 'Winter', '--json')).out);
    expect((await against()).undecided).toHaveLength(3);
    expect((await cli.run('review', 'explain', 'Winter', '--why', 'x')).code).toBe(2);
    const one = await cli.run('review', 'explain', 'Winter', '2', '--why', 'On leave.', '--json');
    expect(JSON.parse(one.out)).toEqual({ explained: 1 });
    const rest = await cli.run('review', 'explain', 'Winter', '--undecided', '--why', 'Away.', '--json');
    expect(JSON.parse(rest.out)).toEqual({ explained: 2 });
    expect(await against()).toMatchObject({ undecided: [], againstClosing: [] });
  });

  it('asks how packets are sealed before anything is written', async () => {
    const cli = cliBench();
    await cli.run('review', 'create', 'Winter', ...given);
    const end = await cli.run('review', 'export-packets', 'Winter', '/tmp');
    expect([end.code, end.err]).toEqual([2, expect.stringContaining('how the files are sealed')]);
  });
});
