import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planFileSchema } from '../../../src-shared/changes/plan-file.ts';
import { type CliBench, cliBench } from '../../builders/cli-bench.ts';
import { aChange } from '../../builders/changes.ts';
import { aRule } from '../../builders/facts.ts';
import { replyLost } from '../../builders/scripted-tenant.ts';
import { viewer } from '../../builders/users-bench.ts';

const password = 'Canary-pass-1';
const roles = ['--role', 'Viewer@cluster:a'];
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolebook-changes-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A new user with a rule, and a user to delete, saved without asking the tenant. */
async function withChanges(): Promise<CliBench> {
  const cli = cliBench();
  expect((await cli.run('--offline', 'users', 'create', 'new@example.com', ...roles)).code).toBe(0);
  expect((await cli.run('--offline', 'users', 'delete', 'bob@example.com', '--yes')).code).toBe(0);
  expect(cli.bench.tenant.calls).toEqual([]);
  return cli;
}

describe('changes list and show', () => {
  it('list what waits, as a table and as JSON', async () => {
    const cli = await withChanges();
    const table = await cli.run('changes', 'list');
    expect(table.out).toMatch(/1 +\+ +Create user new@example\.com +pending/);
    expect(table.out).toMatch(/3 +- +Delete user bob@example\.com +pending/);
    expect(table.err).toContain('3; open: 3 pending.');
    const json = JSON.parse((await cli.run('changes', 'list', '--json')).out) as { no: number; id: string }[];
    expect(json.map(({ no }) => no)).toEqual([1, 2, 3]);
    expect((await cli.run('changes', 'list', '--format', 'csv')).out.split('\r\n')[0]).toBe(
      'No.,,Change,State,Why,Id',
    );
  });

  it('show the request, the differences and the effect, by number and by id', async () => {
    const cli = await withChanges();
    const shown = await cli.run('changes', 'show', '3');
    expect(shown.out).toContain('DELETE /api/v1/users/bob');
    expect(shown.out).toContain('bob@example.com loses Viewer on project cats.');
    const [first] = JSON.parse((await cli.run('changes', 'list', '--json')).out) as { id: string }[];
    const byId = JSON.parse((await cli.run('changes', 'show', first?.id ?? '', '--json')).out) as object;
    expect(byId).toMatchObject({ title: 'Create user new@example.com', request: { method: 'POST' } });
    expect(await cli.run('changes', 'show', '99')).toMatchObject({ code: 2, out: '' });
  });
});

describe('more changes than a call brings at once', () => {
  it('are all listed, found and counted', async () => {
    const cli = cliBench();
    cli.bench.outbox.commit({ add: Array.from({ length: 2003 }, (_, n) => aChange(n + 1)) });
    const table = await cli.run('changes', 'list');
    expect(table.err).toContain('2003; open: 2003 pending.');
    expect(table.out).toMatch(/2003 +\+ +Create user user-2003@example\.com/);
    expect((await cli.run('changes', 'show', '2003')).out).toContain('E-mail: user-2003@example.com');
    const { changes } = await cli.bench.changes.list({ which: 'open', from: 2001, limit: 500 });
    expect(changes.map(({ change }) => change.seq)).toEqual([2002, 2003]);
  });
});

describe('changes list --search', () => {
  it('seeks among all that ended, not among some, and says among how many', async () => {
    const cli = cliBench();
    const numbers = Array.from({ length: 2500 }, (_, n) => n + 1);
    cli.bench.outbox.commit({ add: numbers.map((n) => aChange(n)) });
    cli.bench.outbox.commit({
      steps: numbers
        .slice(0, -2)
        .map((n) => ({ id: `change-${n}`, from: ['pending'], patch: { state: 'cancelled' } })),
    });
    const search = (...more: string[]) => cli.run('changes', 'list', '--search', 'create USER-2', ...more);
    const ended = await search('--ended');
    expect(ended.out).toMatch(/\n +2 +\+ +Create user user-2@example\.com/);
    expect(ended.err).toContain('610 of 2498; open: 2 pending.');
    expect((await search()).err).toContain('2 of 2; open');
    expect((await search('--all')).err).toContain('612 of 2500; open');
    expect((await cli.run('changes', 'list', '--all', '--search', 'nobody')).err).toContain('0 of 2500;');
  });
});

describe('changes send', () => {
  it('wants a way out before a secret is issued, then sends and hands it over', async () => {
    const cli = await withChanges();
    const refused = await cli.run('changes', 'send');
    expect(refused.code).toBe(2);
    expect(cli.bench.tenant.calls).toEqual([]);
    const path = join(folder, 'new.csv');
    const sent = await cli.run('changes', 'send', '--export', `chrome:${path}`, '--plain');
    expect(sent).toMatchObject({ code: 0 });
    expect(sent.err).toContain('3 of 3 done.');
    expect(sent.out + sent.err).not.toContain(password);
    expect(await readFile(path, 'utf8')).toContain(password);
    expect(cli.bench.outbox.open()).toEqual([]);
    expect((await cli.run('changes', 'list', '--ended')).out).toMatch(/Create user new@example\.com +done/);
    expect((await cli.run('changes', 'send')).err).toContain('Nothing waits to be sent.');
  });

  it('wants a way out for a secret of what goes along too', async () => {
    const cli = await withChanges();
    expect((await cli.run('changes', 'send', '2')).code).toBe(2);
    expect(cli.bench.tenant.calls).toEqual([]);
    const sent = await cli.run('changes', 'send', '2', '--show-secret');
    expect(sent.out).toContain(`new@example.com\t${password}`);
    expect(sent.err).toContain('2 of 2 done.');
  });

  it('sends nothing along, and issues nothing by an answer, that would lose a secret', async () => {
    const cli = await withChanges();
    const more = await cli.run('users', 'add-rules', 'new@example.com', '--role', 'Viewer@project:cats');
    expect(more.code).toBe(0);
    expect(cli.bench.tray.list()).toEqual([]);
    expect(cli.bench.tenant.users.some(({ email }) => email === 'new@example.com')).toBe(false);
    cli.bench.tenant.faults.push({ call: 'createUser', error: replyLost(), applied: true });
    expect((await cli.run('changes', 'send', '1', '--show-secret')).code).toBe(6);
    expect((await cli.run('changes', 'resolve', '1', 'issue-new')).code).toBe(0);
    await cli.bench.rest();
    expect(cli.bench.tray.list()).toEqual([]);
    const shown = await cli.run('changes', 'send', '--show-secret');
    expect(shown.out).toMatch(/new@example\.com\t\S/);
    expect(cli.bench.outbox.open()).toEqual([]);
  });

  it('prints secrets only when asked, and sends just what was chosen', async () => {
    const cli = await withChanges();
    expect((await cli.run('changes', 'send', '3')).code).toBe(0);
    expect(cli.bench.tenant.users.some(({ id }) => id === 'bob')).toBe(false);
    expect(cli.bench.outbox.open()).toHaveLength(2);
    const shown = await cli.run('changes', 'send', '--show-secret');
    expect(shown.out).toContain(`new@example.com\t${password}`);
  });

  it('answers 5 while the tenant is out of reach and 6 when the tenant disagrees', async () => {
    const cli = await withChanges();
    cli.bench.online = false;
    expect((await cli.run('changes', 'send', '3')).code).toBe(5);
    cli.bench.online = true;
    cli.bench.tenant.rules.push(aRule(9, 'bob@example.com', viewer, { type: 'cluster', id: 'cluster-a' }));
    const stuck = await cli.run('changes', 'send', '3');
    expect(stuck.code).toBe(6);
    expect(stuck.out).toContain('conflict');
    const disagreed = (await cli.run('changes', 'show', '3')).out;
    expect(disagreed).toContain('keep-mine');
    expect(disagreed).toMatch(
      /Access rules \(clash\): seen Viewer on project cats, .*tenant now .*Viewer on cluster/,
    );
    expect((await cli.run('changes', 'resolve', '3', 'nonsense')).code).toBe(2);
    expect((await cli.run('changes', 'resolve', '3', 'keep-mine')).code).toBe(0);
    await cli.bench.rest();
    expect(cli.bench.tenant.users.some(({ id }) => id === 'bob')).toBe(false);
  });
});

describe('a rule whose role or place is gone', () => {
  /** A rule of bob's on dogs, and one of ada's; the tenant has lost the place. */
  async function onGonePlace(): Promise<CliBench> {
    const cli = cliBench();
    cli.bench.tenant.goneScopes.add('project:p-dogs');
    for (const who of ['bob', 'ada'])
      await cli.run('--offline', 'users', 'add-rules', `${who}@example.com`, '--role', 'Viewer@project:dogs');
    expect((await cli.run('changes', 'send', '1')).code).toBe(6);
    return cli;
  }

  it('gets another place: looked at first, then for all that name it', async () => {
    const cli = await onGonePlace();
    expect((await cli.run('changes', 'show', '1')).out).toContain('another-scope, take-theirs, try-again');
    const place = ['changes', 'resolve', '1', 'another-scope', '--scope', 'project:cats'];
    const looked = await cli.run(...place, '--all', '--dry-run');
    expect(looked.out).toContain('Viewer on project cats is held already, so only this rule goes.');
    expect(looked.out).toContain('It becomes Viewer on project cats.');
    expect(cli.bench.outbox.open()).toHaveLength(2);
    const one = await cli.run('changes', 'resolve', '1', 'another-scope', '--scope', 'cluster:a');
    expect(one.code).toBe(0);
    expect(one.err).toContain('1 other open change names it too: --all takes them along.');
    expect((await cli.run('changes', 'send', '2')).code).toBe(6);
    expect(
      (await cli.run('changes', 'resolve', '2', 'another-scope', '--scope', 'project:cats', '--all')).code,
    ).toBe(0);
    expect((await cli.run('changes', 'send')).code).toBe(0);
    expect(
      cli.bench.tenant.rules.map(({ subjectId, roleName, scopeId }) => `${subjectId} ${roleName} ${scopeId}`),
    ).toEqual(expect.arrayContaining(['bob@example.com Viewer cluster-a', 'ada@example.com Viewer p-cats']));
  });

  it('says what is missing, and refuses what it is not about', async () => {
    const cli = await onGonePlace();
    const noPlace = await cli.run('changes', 'resolve', '1', 'another-scope');
    expect(noPlace).toMatchObject({ code: 2, err: expect.stringContaining('--scope') as string });
    const role = await cli.run('changes', 'resolve', '1', 'another-role', '--role', 'Viewer');
    expect(role.err).toContain('Choose another place');
    expect(role.code).not.toBe(0);
    const gone = await cli.run('changes', 'resolve', '1', 'another-scope', '--scope', 'project:dogs');
    expect(gone.err).toContain('no longer there');
    expect(cli.bench.outbox.open()).toHaveLength(2);
  });
});

describe('what needs the admin', () => {
  it.each([
    ['rejected', ['edit', 'try-again', 'take-theirs']],
    ['blocked', ['try-again', 'take-theirs']],
    ['unknown', ['take-theirs']],
  ] as const)('changes show lists the choices of one that is %s', async (state, choices) => {
    const cli = await withChanges();
    const [first] = cli.bench.outbox.open();
    cli.bench.outbox.commit({ steps: [{ id: first?.id ?? '', from: ['pending'], patch: { state } }] });
    const shown = await cli.run('changes', 'show', '1');
    expect(shown.out).toMatch(new RegExp(`Choices +${choices.join(', ')}\n`));
  });

  it('one that was dropped shows nothing of its former conflict', async () => {
    const cli = await withChanges();
    cli.bench.tenant.rules.push(aRule(9, 'bob@example.com', viewer, { type: 'cluster', id: 'cluster-a' }));
    await cli.run('changes', 'send', '3');
    expect((await cli.run('changes', 'show', '3')).out).toContain('changed since you looked');
    await cli.run('changes', 'resolve', '3', 'take-theirs');
    const shown = await cli.run('changes', 'show', '3');
    expect(shown.out).toMatch(/State +cancelled/);
    expect(shown.out).not.toContain('changed since you looked');
    expect(shown.out).not.toContain('keep-mine');
    expect((await cli.run('changes', 'list', '--ended')).out).not.toContain('changed since you looked');
  });
});

describe('changes discard', () => {
  it('takes back a change and what needs it', async () => {
    const cli = await withChanges();
    const end = await cli.run('changes', 'discard', '1');
    expect(end.code).toBe(0);
    expect(end.err).toContain('1 more needed them and went along.');
    expect(cli.bench.outbox.open().map(({ edit }) => edit.kind)).toEqual(['user.delete']);
  });
});

describe('plan files', () => {
  it('carry changes to another profile, where stale rows are refused one by one', async () => {
    const cli = await withChanges();
    const path = join(folder, 'plan.json');
    const written = await cli.run('changes', 'export', path);
    expect(written).toMatchObject({ code: 0 });
    const text = await readFile(path, 'utf8');
    expect(planFileSchema.parse(JSON.parse(text)).rows).toHaveLength(3);
    expect((await cli.run('changes', 'export', path)).code).toBe(6);
    expect((await cli.run('changes', 'export', path, '1', '--force')).code).toBe(0);
    await writeFile(path, text);

    const other = cliBench();
    const taken = await other.run('changes', 'import', path);
    expect(taken).toMatchObject({ code: 0 });
    expect(other.bench.outbox.open().every(({ held }) => held)).toBe(true);
    expect((await other.run('changes', 'send')).err).toContain('Nothing waits to be sent.');
    expect((await other.run('changes', 'send', '--staged', '--show-secret')).code).toBe(0);
    expect(other.bench.outbox.open()).toEqual([]);

    const late = await other.run('changes', 'import', path);
    expect(late.code).toBe(6);
    const went = 'It went through from here already. Where it is wanted once more, make it anew.';
    expect(late.err).toContain(`Row 1, Create user new@example.com: ${went}`);
    expect(late.err).toContain('Nothing was taken over.');
    expect(late.err).not.toContain('is staged');
    expect(late.err).toContain(`Row 3, Delete user bob@example.com: ${went}`);
  });

  it('refuse a changed rule whose old one was removed since, and taking that away with it', async () => {
    const cli = cliBench();
    await cli.run('--offline', 'rules', 'change', '3', '--role', 'Viewer@project:dogs');
    const path = join(folder, 'plan.json');
    await cli.run('changes', 'export', path);
    const other = cliBench();
    other.bench.mirror.ruleFacts = other.bench.mirror.ruleFacts.filter(({ id }) => id !== 3);
    const end = await other.run('changes', 'import', path);
    expect(end).toMatchObject({ code: 6 });
    for (const line of [
      'Row 1, Give Viewer on project dogs to bob@example.com: The rule it should replace was removed since.',
      'Row 2, Take Viewer on project cats from bob@example.com: It needs row 1, which was not taken over.',
    ])
      expect(end.err).toContain(line);
  });

  it('are refused whole when they are no plan', async () => {
    const cli = cliBench();
    const path = join(folder, 'plan.json');
    await writeFile(path, '{"format":"something else"}');
    expect(await cli.run('changes', 'import', path)).toMatchObject({ code: 2, out: '' });
    expect((await cli.run('changes', 'import', join(folder, 'missing.json'))).code).toBe(7);
  });
});

describe('sync', () => {
  it('sends what issues no secret, and says what stays', async () => {
    const cli = await withChanges();
    const end = await cli.run('sync');
    expect(end).toMatchObject({ code: 0 });
    expect(end.out).toMatch(/Changes sent +1/);
    expect(end.err).toContain('2 changes issue a secret, or need one that does.');
    expect(cli.bench.outbox.open().map(({ edit }) => edit.kind)).toEqual(['user.create', 'rule.create']);
  });

  it('--watch goes on until it is told to stop', async () => {
    const cli = await withChanges();
    const running = cli.run('sync', '--watch', '--every', '60', '--format', 'csv');
    const rounds = async (count: number): Promise<void> => {
      while (cli.bench.clock.waiting() < count) await new Promise((resolve) => setImmediate(resolve));
    };
    await rounds(1);
    cli.bench.clock.advance(60_000);
    await rounds(1);
    for (const stop of cli.interrupts) stop();
    const end = await running;
    expect(end.code).toBe(0);
    expect(end.out.trimEnd().split('\n')).toEqual([
      'ended,outcome,rows,added,changed,removed,requests,sent',
      '2026-01-02T00:00:02.500Z,complete,7,7,0,0,9,1',
      '2026-01-02T00:00:02.500Z,complete,7,7,0,0,9,0',
    ]);
  });
});
