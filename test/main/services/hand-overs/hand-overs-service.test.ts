import { describe, expect, it } from 'vitest';
import { handOverOffice as office } from '../../../builders/hand-over-office.ts';
import { refused } from '../../../builders/scripted-tenant.ts';

const day = 86_400_000;

describe('hand-overs and how far each credential has come', () => {
  it('goes from issued over handed over to a sign-in, each told apart in one package', async () => {
    const { reset, handOver, signIn, look, states, service } = office();
    const ids = [await reset('ada'), await reset('bob')];
    expect(await states()).toEqual([
      [null, 'ada issued'],
      [null, 'bob issued'],
    ]);
    const [open] = (await service.list({ limit: 200, search: '', state: null })).lines;
    expect(open).toMatchObject({ by: 'root@example.com', way: null });
    handOver(ids, ['ada@example.com', 'bob@example.com']);
    expect(await states()).toEqual([['h1', 'ada handed-over', 'bob handed-over']]);
    signIn('bob');
    look();
    expect(await states()).toEqual([['h1', 'ada handed-over', 'bob signed-in']]);
    expect(await states('signed-in')).toHaveLength(1);
    expect(await states('revoked')).toEqual([]);
    expect(await states(null, 'k7qm')).toHaveLength(1);
    expect(await states(null, 'nobody')).toEqual([]);
  });

  it('revokes what a newer one or a deletion made void, and counts what is given again from anew', async () => {
    const { bench, reset, handOver, look, states } = office();
    handOver([await reset('ada')], ['ada@example.com']);
    handOver([await reset('bob')], ['bob@example.com']);
    const again = await reset('ada');
    expect((await states()).slice(-2)).toEqual([
      ['h2', 'bob handed-over'],
      ['h1', 'ada revoked'],
    ]);
    handOver([again], ['ada@example.com']);
    await bench.service.delete({ ids: ['bob'], acknowledged: [], reason: '' } as never);
    await bench.rest();
    look();
    expect(await states()).toEqual([
      ['h3', 'ada handed-over'],
      ['h2', 'bob revoked'],
      ['h1', 'ada revoked'],
    ]);
  });

  it('goes on with what was handed over when a newer one was refused', async () => {
    const { bench, reset, handOver, look, states } = office();
    handOver([await reset('ada')], ['ada@example.com']);
    bench.tenant.faults.push({
      call: 'resetPassword',
      error: refused(400, 'input'),
      applied: false,
    });
    await expect(reset('ada')).rejects.toMatchObject({ body: { kind: 'input' } });
    expect(bench.ledger.lines().at(-1)).toBe('user.reset-password failed');
    look();
    expect(await states()).toEqual([['h1', 'ada handed-over']]);
  });

  it('calls gone what the mirror misses, but not before it was looked at again', async () => {
    const { bench, reset, handOver, look, states } = office();
    handOver([await reset('cy')], ['cy@example.com']);
    bench.mirror.userFacts = bench.mirror.userFacts.filter(({ id }) => id !== 'cy');
    expect(await states()).toEqual([['h1', 'cy handed-over']]);
    look();
    expect(await states()).toEqual([['h1', 'cy revoked']]);
  });

  it('takes what was only shown in the window for not handed over', async () => {
    const { reset, handOver, states } = office();
    const id = await reset('ada');
    handOver([id], ['ada@example.com'], 'credential.reveal');
    expect(await states()).toEqual([
      [null, 'ada issued'],
      ['h1', 'ada issued'],
    ]);
  });

  it('knows service accounts by client id and by name', async () => {
    const { bench, handOver, states, look } = office();
    const { credentials } = await bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] });
    await bench.rest();
    expect(await states()).toEqual([[null, 'robot issued']]);
    handOver(
      credentials.map(({ id }) => id),
      ['robot-client'],
    );
    look();
    expect(await states()).toEqual([['h1', 'robot-client handed-over']]);
    await bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] });
    await bench.rest();
    expect((await states()).at(-1)).toEqual(['h1', 'robot-client revoked']);
  });

  it('says so where a version tells of no sign-ins, and reminds of nothing', async () => {
    const { handOver, pass, service } = office('2.13');
    handOver([], ['ada@example.com']);
    pass(30);
    const { lines } = await service.list({ limit: 200, search: '', state: null });
    expect(lines[0]?.standings[0]).toMatchObject({ state: 'handed-over', told: false });
    expect(lines[0]?.standings[0]?.words).toContain('not told by this version');
    expect(await service.uncollected()).toEqual([]);
  });

  it('tells the tray the same', async () => {
    const { reset, handOver, signIn, look, service } = office();
    const ada = await reset('ada');
    await reset('bob');
    const told = async () =>
      (await service.ofTray()).map(({ standing }) => `${standing.account.split('@')[0]} ${standing.state}`);
    expect(await told()).toEqual(['ada issued', 'bob issued']);
    handOver([ada], ['ada@example.com']);
    expect(await told()).toEqual(['ada handed-over', 'bob issued']);
    signIn('ada');
    look();
    expect(await told()).toEqual(['ada signed-in', 'bob issued']);
  });

  it('answers so many lines and says whether there are more', async () => {
    const { handOver, service } = office();
    for (let at = 0; at < 300; at += 1) handOver([], ['ada@example.com']);
    const some = await service.list({ limit: 10, search: '', state: null });
    expect([some.lines.length, some.more, some.lines[0]?.act]).toEqual([10, true, 'h300']);
    const all = await service.list({ limit: 300, search: '', state: null });
    expect([all.lines.length, all.more, all.lines.at(-1)?.act]).toEqual([300, false, 'h1']);
  });
});

describe('reminders', () => {
  it('come after so many days without a sign-in, as far as the mirror knows, the longest waiting first', async () => {
    const { bench, reset, handOver, pass, service, settings } = office();
    handOver([await reset('ada')], ['ada@example.com']);
    pass(1);
    handOver([await reset('bob')], ['bob@example.com']);
    pass(2);
    const due = async () => (await service.uncollected()).map(({ account, days }) => `${account} ${days}`);
    expect(await due()).toEqual(['ada@example.com 3']);
    bench.clock.advance(5 * day);
    expect(await due()).toEqual(['ada@example.com 3']);
    pass(0);
    expect(await due()).toEqual(['ada@example.com 8', 'bob@example.com 7']);
    settings.days = 8;
    expect(await due()).toEqual(['ada@example.com 8']);
    settings.days = null;
    expect(await due()).toEqual([]);
  });

  it('end with a sign-in, a receipt, a newer password on its way, or when nobody wants them', async () => {
    const { bench, reset, handOver, pass, signIn, service } = office();
    for (const name of ['ada', 'bob', 'cy', 'root']) handOver([await reset(name)], [`${name}@example.com`]);
    pass(4);
    const due = async () => (await service.uncollected()).map(({ name }) => name.split('@')[0]);
    expect(await due()).toEqual(['ada', 'bob', 'cy', 'root']);
    signIn('ada');
    await service.stopReminding({ act: 'h2', account: 'bob@example.com' });
    expect(bench.chain.list(1)[0]).toMatchObject({
      verb: 'credential.stop-reminding',
      object: 'bob@example.com',
      detail: { of: 'h2' },
    });
    bench.chain.append({
      actor: 'root@example.com',
      verb: 'credential.receipt',
      object: 'cy@example.com',
      detail: { of: 'h3', note: 'Strip came back', result: 'done' },
    });
    expect(await due()).toEqual(['root']);
    bench.online = false;
    await bench.service.resetPassword({ id: 'root' });
    expect(await due()).toEqual([]);
    await expect(service.stopReminding({ act: 'h9', account: 'x@example.com' })).rejects.toMatchObject({
      body: { reason: 'hand-over-unknown' },
    });
  });
});
