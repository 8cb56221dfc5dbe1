import { describe, expect, it } from 'vitest';
import { issuedKeySchema, ownKeysViewSchema } from '../../../../src-shared/ipc/access-keys-contract.ts';
import { handOverOffice } from '../../../builders/hand-over-office.ts';
import { refused, replyLost } from '../../../builders/scripted-tenant.ts';
import { usersBench } from '../../../builders/users-bench.ts';

const key = { id: 'k1', name: 'laptop', clientId: 'c-1', createdAt: null, lastLogin: null };
const used = { ...key, lastLogin: '2025-12-30T00:00:00Z' };

describe('accessKeys.own', () => {
  it('lists what the tenant has now, and what a key is worth before there is one (V42)', async () => {
    const bench = usersBench({ listed: { clusters: [{ uuid: 'c1', name: 'old', version: '2.19.3' }] } });
    expect(await bench.ownKeys.own()).toMatchObject({ keys: [], findings: [{ rule: 'V42' }] });
    bench.tenant.signOn.ownKeys.push(key);
    const view = await bench.ownKeys.own();
    expect(ownKeysViewSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({ keys: [key], whyNot: null, whyNoMore: null });
  });

  it('says why not: an old version, a service account that is signed in, nobody who answers', async () => {
    expect((await usersBench({ productLine: '2.22' }).ownKeys.own()).whyNot).toContain('Run:ai 2.24');
    const bench = usersBench({ actor: 'robot-client' });
    bench.tenant.faults.push({ call: 'ownAccessKeys', error: refused(403, 'not-permitted'), applied: false });
    expect((await bench.ownKeys.own()).whyNot).toContain('robot-client is signed in');
    bench.online = false;
    expect((await bench.ownKeys.own()).whyNot).toContain('cannot be reached');
  });
});

describe('accessKeys.issue', () => {
  it('puts the secret into the tray and nowhere else, between two rows of the journal', async () => {
    const bench = usersBench();
    const issued = await bench.ownKeys.issue({ name: ' laptop ' });
    expect(issuedKeySchema.parse(issued)).toEqual(issued);
    expect(issued).toMatchObject({
      outcome: 'issued',
      key: { name: 'laptop', clientId: 'laptop-client' },
      credential: { kind: 'access-key', account: 'laptop-client', mustChange: false },
    });
    expect(bench.tray.reveal(issued.credential?.id ?? '')).toBe('key-secret-1');
    expect(bench.ledger.lines()).toEqual(['access-key.create intended', 'access-key.create done']);
    const told = JSON.stringify([issued, bench.ledger.text(), bench.unhanded.list(), bench.logged]);
    expect(told).not.toContain('key-secret');
    expect(bench.unhanded.list()).toMatchObject([
      { kind: 'access-key', subjectId: 'key-laptop', name: 'laptop (laptop-client)' },
    ]);
  });

  it('does nothing without a row of the journal, a name, room for one more, or a tenant within reach', async () => {
    const bench = usersBench();
    bench.tenant.signOn.ownKeys.push(key);
    for (const name of ['  ', 'x', 'Laptop', 'my laptop', '1st', 'laptop'])
      await expect(bench.ownKeys.issue({ name }), name).rejects.toMatchObject({
        body: { kind: 'input', reason: 'rule-v09' },
      });
    bench.tenant.signOn.ownKeys.push(...Array.from({ length: 20 }, (_, n) => ({ ...key, id: `k${n}` })));
    await expect(bench.ownKeys.issue({ name: 'xy' })).rejects.toMatchObject({
      body: { reason: 'rule-v09' },
    });
    bench.tenant.signOn.ownKeys.length = 0;
    bench.chain.append = () => {
      throw new Error('disk full');
    };
    await expect(bench.ownKeys.issue({ name: 'xy' })).rejects.toMatchObject({
      body: { reason: 'journal-unwritable' },
    });
    bench.online = false;
    await expect(bench.ownKeys.issue({ name: 'xy' })).rejects.toMatchObject({ body: { reason: 'offline' } });
    expect(bench.tenant.calls.filter((call) => call.startsWith('createAccessKey'))).toEqual([]);
    expect(bench.tray.list()).toEqual([]);
  });

  it('I18: is asked once; of a lost reply it says that nobody has the secret, and a new one is one call away', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'createAccessKey', error: replyLost(), applied: true });
    const lost = await bench.ownKeys.issue({ name: 'laptop' });
    expect(lost).toMatchObject({ outcome: 'not-received', key: { id: 'key-laptop' }, credential: null });
    expect(lost.message).toContain('Nobody has that secret');
    expect(bench.ledger.lines()).toEqual(['access-key.create intended', 'access-key.create partly']);
    expect(bench.tenant.calls.filter((call) => call.startsWith('createAccessKey'))).toHaveLength(1);
    expect(bench.tenant.calls.filter((call) => call.startsWith('renewAccessKey'))).toHaveLength(0);
    const renewed = await bench.ownKeys.renew({ id: lost.key?.id ?? '', acknowledged: [] });
    expect(renewed).toMatchObject({ outcome: 'issued', credential: { cause: 'access-key-renewed' } });
    expect(bench.tray.reveal(renewed.credential?.id ?? '')).toBe('key-secret-2');
  });

  it('of a lost reply says too when there is no such key, and nothing when the tenant cannot be asked', async () => {
    const bench = usersBench();
    bench.tenant.signOn.ownKeys.push(key);
    bench.tenant.faults.push({ call: 'createAccessKey', error: replyLost(), applied: false });
    expect(await bench.ownKeys.issue({ name: 'tablet' })).toMatchObject({ outcome: 'not-made', key: null });
    bench.tenant.faults.push({ call: 'createAccessKey', error: replyLost(), applied: true });
    bench.tenant.afterLost = async () => {
      bench.tenant.faults.push({ call: 'ownAccessKeys', error: refused(503, 'tenant'), applied: false });
    };
    await expect(bench.ownKeys.issue({ name: 'other' })).rejects.toMatchObject({
      body: { reason: 'outcome-unknown' },
    });
    expect(bench.ledger.lines()).toEqual([
      'access-key.create intended',
      'access-key.create unknown',
      'access-key.create intended',
      'access-key.create unknown',
    ]);
  });
});

describe('accessKeys.renew', () => {
  it('V35: wants to be told twice where the present secret is in use, and takes the place of what the tray holds', async () => {
    const bench = usersBench();
    await bench.ownKeys.issue({ name: 'other' });
    bench.tenant.signOn.ownKeys.push(used);
    await expect(bench.ownKeys.renew({ id: 'k1', acknowledged: [] })).rejects.toMatchObject({
      body: { reason: 'warnings-not-acknowledged' },
    });
    for (let times = 0; times < 2; times += 1) await bench.ownKeys.renew({ id: 'k1', acknowledged: ['V35'] });
    expect(bench.tray.list().map(({ account, cause }) => `${account} ${cause}`)).toEqual([
      'other-client access-key-created',
      'c-1 access-key-renewed',
    ]);
    expect(bench.unhanded.list().map(({ name }) => name)).toEqual(['other (other-client)', 'laptop (c-1)']);
    await expect(bench.ownKeys.renew({ id: 'nobody', acknowledged: [] })).rejects.toMatchObject({
      body: { reason: 'key-unknown' },
    });
  });
});

describe('the hand-over of a key', () => {
  it('is told with its states: issued, handed over, void when there is a newer one; use is told by the list alone', async () => {
    const { bench, service, handOver, pass } = handOverOffice();
    const first = await bench.ownKeys.issue({ name: 'laptop' });
    const states = async () =>
      (await service.list({ limit: 9, search: '', state: null })).lines.flatMap(({ standings }) =>
        standings.map(({ kind, state, words }) => `${kind} ${state}: ${words}`),
      );
    expect(await states()).toEqual([
      'access-key issued: Issued, and handed over to nobody yet; when it is used shows in the list of your access keys only.',
    ]);
    handOver([first.credential?.id ?? ''], ['laptop-client']);
    pass(30);
    expect(await states()).toEqual([
      expect.stringMatching(/^access-key handed-over: Handed over on 2026-01-02; when it is used shows/),
    ]);
    // Nothing tells whether it is used, so nobody is reminded of it.
    expect(await service.uncollected()).toEqual([]);
    await bench.ownKeys.renew({ id: 'key-laptop', acknowledged: [] });
    expect(await states()).toEqual([
      expect.stringMatching(/^access-key issued/),
      expect.stringMatching(/^access-key revoked: A newer one was issued/),
    ]);
    expect(await service.ofTray()).toMatchObject([{ standing: { kind: 'access-key', state: 'issued' } }]);
  });
});
