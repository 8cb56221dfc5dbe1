import { describe, expect, test } from 'vitest';
import { aRule } from '../../../builders/facts.ts';
import { edits } from '../../../builders/push-bench.ts';
import { unreachable } from '../../../builders/scripted-tenant.ts';
import { cats, count, storage, viewer, withFacts } from './bench-acts.ts';

describe('the app ends in the middle', () => {
  test('interrupted while it was sent: read, not sent again (I5)', async () => {
    const bench = withFacts();
    bench.add(edits.createRule('a@example.com'), edits.createUser('b@example.com'), edits.setEnabled(false));
    bench.tenant.beforeCall = () => new Promise(() => {});
    bench.push.kick();
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    // The rule and the user are on the wire; the tenant does the rule, and the app is gone.
    expect(bench.states()).toEqual({ c1: 'sending', c2: 'sending', c3: 'pending' });
    bench.tenant.rules.push(aRule(50, 'a@example.com', viewer, cats));
    bench.tenant.beforeCall = () => {};
    bench.tenant.calls.length = 0;
    bench.start();
    bench.away = unreachable();
    bench.push.kick();
    await bench.rest();
    expect(bench.states()).toEqual({ c1: 'unknown', c2: 'unknown', c3: 'pending' });
    bench.away = null;
    bench.push.kick();
    await bench.rest();
    expect(bench.get('c1')).toMatchObject({ state: 'done', result: { how: 'found', serverId: '50' } });
    expect(count(bench, 'createRules')).toBe(0);
    // Nobody made the user, so it is sent as if for the first time, after a pause.
    bench.clock.advance(2_000);
    await bench.rest();
    expect(bench.states()).toEqual({ c1: 'done', c2: 'done', c3: 'done' });
    expect(bench.secrets).toHaveLength(1);
  });

  test('between the end of a change and the mirror: its facts come again', async () => {
    const bench = withFacts();
    bench.add(edits.createRule('a@example.com'));
    bench.beforeNote = () => {
      throw storage();
    };
    await bench.drain();
    expect(bench.state('c1')).toBe('done');
    expect(bench.notes).toEqual([]);
    bench.beforeNote = () => {};
    bench.start();
    bench.away = unreachable();
    bench.push.kick();
    await bench.rest();
    expect(bench.notes).toMatchObject([{ ids: ['c1'], change: { rules: [{ subjectId: 'a@example.com' }] } }]);
    expect(bench.outbox.unnoted()).toEqual([]);
    bench.start();
    bench.push.kick();
    await bench.rest();
    expect(bench.notes).toHaveLength(1);
  });

  test('a deletion whose facts the mirror never got is taken out of it again', async () => {
    const bench = withFacts();
    bench.add(edits.deleteUser());
    bench.beforeNote = () => {
      throw storage();
    };
    await bench.drain();
    bench.beforeNote = () => {};
    bench.start();
    bench.push.kick();
    await bench.rest();
    expect(bench.notes).toMatchObject([
      {
        ids: ['c1'],
        change: { removedUserIds: ['u1'], removedRulesOf: [{ type: 'user', id: 'u1@example.com' }] },
      },
    ]);
  });

  test('an end that the disk refuses is kept, and written before anything else is sent', async () => {
    const bench = withFacts();
    bench.add(edits.createUser('a@example.com'), edits.createUser('b@example.com'));
    const { commit } = bench.outbox;
    let full = false;
    const outbox = {
      ...bench.outbox,
      commit: (wanted: Parameters<typeof commit>[0]) => {
        if (full) throw storage();
        return commit(wanted);
      },
    };
    bench.outbox = outbox;
    bench.restart();
    bench.tenant.beforeCall = (call, what) => {
      if (call === 'createUser' && what === 'a@example.com') full = true;
    };
    await expect(bench.drain()).rejects.toMatchObject({ body: { kind: 'storage' } });
    expect(bench.state('c1')).toBe('sending');
    const before = count(bench, 'createUser');
    full = false;
    bench.push.kick();
    await bench.rest();
    expect(bench.states()).toEqual({ c1: 'done', c2: 'done' });
    expect(bench.secrets).toHaveLength(2);
    expect(count(bench, 'createUser')).toBe(2);
    expect(before).toBeLessThanOrEqual(2);
  });

  test('without a disk nothing is sent at all', async () => {
    const bench = withFacts();
    bench.add(edits.createRule());
    bench.outbox = {
      ...bench.outbox,
      commit: () => {
        throw storage();
      },
    };
    bench.restart();
    await expect(bench.drain()).rejects.toMatchObject({ body: { reason: 'disk-full' } });
    expect(count(bench, 'createRules')).toBe(0);
    expect(bench.state('c1')).toBe('pending');
  });
});
