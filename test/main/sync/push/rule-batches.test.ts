import { describe, expect, test } from 'vitest';
import { edits, type PushBench } from '../../../builders/push-bench.ts';
import { replyLost, unreachable } from '../../../builders/scripted-tenant.ts';
import { count, holdUp, tooMany, withFacts } from './bench-acts.ts';

const emailOf = (n: number): string => `user-${n}@example.com`;

/** A tenant with the call for many, and rules of one role on one scope that wait for so many users. */
function waiting(users: number): PushBench {
  const bench = withFacts();
  bench.tenant.givesToMany = true;
  bench.add(...Array.from({ length: users }, (_, n) => edits.createRule(emailOf(n))));
  return bench;
}

const requests = (bench: PushBench): number => count(bench, 'createRules') + count(bench, 'giveToMany');
const statesOf = (bench: PushBench): string[] => [...new Set(Object.values(bench.states()))];
const rulesOf = (bench: PushBench, email: string): number =>
  bench.tenant.rules.filter(({ subjectId }) => subjectId === email).length;

describe('rules of the same role and scope that wait together', () => {
  test('go as few requests, each ends by itself', async () => {
    const bench = waiting(40);
    await bench.drain();
    expect(statesOf(bench)).toEqual(['done']);
    expect(requests(bench)).toBeLessThan(8);
    for (let n = 0; n < 40; n += 1) expect(rulesOf(bench, emailOf(n))).toBe(1);
    const numbers = new Map(bench.tenant.rules.map(({ id, subjectId }) => [subjectId, String(id)]));
    for (let n = 0; n < 40; n += 1)
      expect(bench.get(`c${n + 1}`).result).toMatchObject({
        how: 'done',
        serverId: numbers.get(emailOf(n)),
      });
    expect(bench.rows().filter((row) => row.endsWith('done'))).toHaveLength(40);
  });

  test('another role, another scope or a service account is not among them', async () => {
    const bench = withFacts();
    bench.tenant.givesToMany = true;
    bench.add(
      ...Array.from({ length: 24 }, (_, n) =>
        edits.createRule(emailOf(n), {
          ...(n % 3 === 0 ? { roleId: 8 } : {}),
          ...(n % 3 === 1 ? { scope: { type: 'project', id: 'dogs' } } : {}),
        }),
      ),
      ...Array.from({ length: 8 }, (_, n) =>
        edits.createRule(`bot-${n}`, { subject: { type: 'service-account', id: `bot-${n}` } }),
      ),
    );
    await bench.drain();
    expect(statesOf(bench)).toEqual(['done']);
    expect(count(bench, 'giveToMany')).toBeGreaterThan(2);
    for (let n = 0; n < 24; n += 1) {
      const wanted = { roleId: n % 3 === 0 ? 8 : 7, scopeId: n % 3 === 1 ? 'dogs' : 'cats' };
      expect(bench.tenant.rules.filter(({ subjectId }) => subjectId === emailOf(n))).toMatchObject([wanted]);
    }
    expect(
      bench.tenant.calls.filter((call) => call.startsWith('giveToMany') && call.includes('bot')),
    ).toEqual([]);
  });

  test('one that is there already is done, one whose scope is gone is a conflict, and the others go through', async () => {
    const bench = waiting(12);
    bench.add(
      ...Array.from({ length: 2 }, (_, n) => edits.createRule(`lost-${n}@example.com`, { scope: gone })),
    );
    bench.tenant.goneScopes.add('project:gone');
    await bench.tenant.createRules({
      subject: { type: 'user', id: emailOf(9) },
      roleId: 7,
      scopes: [{ type: 'project', id: 'cats' }],
    });
    await bench.drain();
    expect(bench.get('c10').result).toMatchObject({ how: 'already' });
    expect(rulesOf(bench, emailOf(9))).toBe(1);
    expect([bench.state('c13'), bench.state('c14')]).toEqual(['conflict', 'conflict']);
    expect(Object.values(bench.states()).filter((state) => state === 'done')).toHaveLength(12);
  });

  test('a lost reply leaves each of them open; they are read, and what is not there goes alone', async () => {
    const bench = waiting(12);
    bench.tenant.faults.push({ call: 'giveToMany', error: replyLost(), applied: false });
    await bench.drain();
    for (let round = 0; round < 10; round += 1) {
      bench.clock.advance(10_000);
      await bench.rest();
    }
    expect(statesOf(bench)).toEqual(['done']);
    for (let n = 0; n < 12; n += 1) expect(rulesOf(bench, emailOf(n))).toBe(1);
    const together = bench.tenant.calls.filter((call) => call.startsWith('giveToMany'));
    const lost = together[0]?.split(' ')[1]?.split(',') ?? [];
    expect(lost.length).toBeGreaterThan(1);
    for (const email of lost) {
      expect(bench.tenant.calls.filter((call) => call === `rulesOf ${email}`)).toHaveLength(1);
      expect(bench.tenant.calls.filter((call) => call === `createRules ${email} 7`)).toHaveLength(1);
    }
  });

  test('a lost reply of what was done is found, and nothing is sent again', async () => {
    const bench = waiting(12);
    bench.tenant.faults.push({ call: 'giveToMany', error: replyLost(), applied: true });
    await bench.drain();
    const sent = requests(bench);
    for (let round = 0; round < 10; round += 1) {
      bench.clock.advance(10_000);
      await bench.rest();
    }
    expect(statesOf(bench)).toEqual(['done']);
    expect(requests(bench)).toBe(sent);
    expect(bench.tenant.rules).toHaveLength(13);
  });

  test.each([
    ['a tenant that refuses the request as a whole', null],
    ['a tenant that wants a pause', tooMany(5)],
    ['a tenant that is away', unreachable()],
  ])('%s costs none of them anything', async (_, error) => {
    const bench = waiting(12);
    if (error === null) bench.tenant.giveToMany = async () => null;
    else bench.tenant.faults.push({ call: 'giveToMany', error, applied: false });
    await bench.drain().catch(() => {});
    for (let round = 0; round < 10; round += 1) {
      bench.clock.advance(60_000);
      bench.push.kick();
      await bench.rest();
    }
    expect(statesOf(bench)).toEqual(['done']);
    for (let n = 0; n < 12; n += 1) expect(rulesOf(bench, emailOf(n))).toBe(1);
  });

  test('a poisoned one takes the others with it once, and then goes alone until it is set aside', async () => {
    const bench = waiting(12);
    bench.tenant.beforeCall = (call, what) => {
      if ((call === 'createRules' || call === 'giveToMany') && what.includes(emailOf(7))) throw tooMany(null);
    };
    await bench.drain();
    for (let round = 0; round < 20; round += 1) {
      bench.clock.advance(600_000);
      await bench.rest();
    }
    expect(bench.get('c8')).toMatchObject({ state: 'blocked', attempts: 8 });
    expect(Object.values(bench.states()).filter((state) => state === 'done')).toHaveLength(11);
    const withIt = bench.tenant.calls.filter(
      (call) => call.startsWith('giveToMany') && call.includes(emailOf(7)),
    );
    expect(withIt).toHaveLength(1);
  });

  test('what is held back while it waits for the wire is not sent with the others', async () => {
    const bench = withFacts();
    bench.tenant.givesToMany = true;
    bench.add(...Array.from({ length: 4 }, (_, n) => edits.createUser(`new-${n}@example.com`)));
    bench.add(...Array.from({ length: 12 }, (_, n) => edits.createRule(emailOf(n))));
    const held = holdUp(bench, 'createUser');
    bench.push.kick();
    await held.reached;
    expect(bench.state('c16')).toBe('sending');
    bench.automatic = false;
    held.letGo();
    await bench.rest();
    expect(requests(bench)).toBe(0);
    for (let n = 5; n <= 16; n += 1)
      expect(bench.get(`c${n}`)).toMatchObject({ state: 'pending', attempts: 0 });
    bench.automatic = true;
    bench.push.kick();
    await bench.rest();
    expect(statesOf(bench)).toEqual(['done']);
    expect(requests(bench)).toBe(1);
  });
});

const gone = { type: 'project', id: 'gone' } as const;
