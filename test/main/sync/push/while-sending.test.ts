import { describe, expect, test } from 'vitest';
import type { Edit } from '../../../../src-shared/domain/change.ts';
import { edits } from '../../../builders/push-bench.ts';
import { count, holdUp, storage, withFacts } from './bench-acts.ts';

describe('the admin acts while something is sent', () => {
  test('what is on the wire is not taken back', async () => {
    const bench = withFacts();
    bench.add(edits.createUser(), { edit: edits.createRule('ada@example.com'), dependsOn: ['c1'] });
    const held = holdUp(bench, 'createUser');
    const sent = bench.drain();
    await held.reached;
    expect(bench.state('c1')).toBe('sending');
    expect(bench.push.discard(['c1']).map(({ id }) => id)).toEqual(['c2']);
    held.letGo();
    await sent;
    expect(bench.states()).toEqual({ c1: 'done', c2: 'cancelled' });
  });

  test('who waits for one change is told when it has ended, not when all have', async () => {
    const bench = withFacts();
    bench.add(edits.createUser(), edits.createRule('u2@example.com'));
    const held = holdUp(bench, 'createUser');
    const all = bench.drain();
    await held.reached;
    await expect(bench.drain(['c2'])).resolves.toMatchObject({ done: 1, stuck: 0 });
    expect(bench.states()).toEqual({ c1: 'sending', c2: 'done' });
    held.letGo();
    await expect(all).resolves.toMatchObject({ done: 2 });
  });

  test('what is only looked at is taken back, and never sent', async () => {
    const bench = withFacts();
    bench.add({ edit: edits.deleteUser(), base: { fields: {}, asOf: null } });
    const held = holdUp(bench, 'readUser');
    const sent = bench.drain();
    await held.reached;
    expect(bench.push.discard(['c1'])).toHaveLength(1);
    held.letGo();
    await sent;
    expect(bench.state('c1')).toBe('cancelled');
    expect(count(bench, 'deleteUser')).toBe(0);
  });

  test('what is staged again while the guard is asked stays at home', async () => {
    const bench = withFacts();
    bench.add(edits.createRule());
    bench.guard = async () => {
      bench.outbox.commit({ steps: [{ id: 'c1', from: ['pending'], patch: { held: true } }] });
      return null;
    };
    await bench.drain();
    expect(bench.get('c1')).toMatchObject({ state: 'pending', held: true });
    expect(count(bench, 'createRules')).toBe(0);
  });

  test('what is altered while it is looked at goes out as altered, once', async () => {
    const bench = withFacts();
    bench.add({ edit: edits.createRule('u1@example.com', { roleId: 8 }) });
    let asked = 0;
    bench.guard = async () => {
      asked += 1;
      if (asked === 1) {
        const edit = edits.createRule('u2@example.com', { roleId: 8, localId: -1 });
        bench.outbox.commit({ steps: [{ id: 'c1', from: ['pending'], patch: { edit } }] });
      }
      return null;
    };
    bench.push.kick();
    await bench.rest();
    bench.push.kick();
    await bench.rest();
    expect(bench.state('c1')).toBe('done');
    expect(bench.tenant.calls.filter((call) => call.startsWith('createRules'))).toEqual([
      'createRules u2@example.com 8',
    ]);
  });

  test('what takes the place of a change is saved in the commit that takes it back, or nothing happens', () => {
    const bench = withFacts();
    bench.add(edits.createRule('u1@example.com', { roleId: 8 }));
    const { groupId, groupTitle, binding, base, dependsOn, held, acknowledged } = bench.get('c1');
    const edit = edits.createRule('u2@example.com', { roleId: 8, localId: -9 });
    const instead = {
      add: [{ id: 'c9', groupId, groupTitle, binding, base, dependsOn, held, acknowledged, edit }],
    };
    const { outbox } = bench;
    bench.outbox = {
      ...outbox,
      commit(wanted) {
        if ((wanted.add ?? []).length > 0) throw storage();
        return outbox.commit(wanted);
      },
    };
    bench.restart();
    expect(() => bench.push.discard(['c1'], instead)).toThrow(/disk is full/);
    expect(bench.states()).toEqual({ c1: 'pending' });
    bench.outbox = outbox;
    bench.restart();
    expect(
      bench.push
        .discard(['c1'], instead)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['c1', 'c9']);
    expect(bench.states()).toEqual({ c1: 'cancelled', c9: 'pending' });
  });

  test('what is moved before another while that is looked at goes first', async () => {
    const bench = withFacts();
    const base = { fields: { userId: 'u2' }, asOf: null };
    const at = (id: string): { edit: Edit; base: typeof base } => ({
      edit: edits.createRule('u2@example.com', { scope: { type: 'project', id } }),
      base,
    });
    bench.add(at('one'), at('two'));
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    bench.guard = async ({ id }) => {
      if (id === 'c1') {
        reached.resolve();
        await gate.promise;
      }
      return null;
    };
    const sent = bench.drain();
    await reached.promise;
    bench.outbox.commit({ reorder: ['c2', 'c1'] });
    bench.push.kick();
    gate.resolve();
    await sent;
    await bench.rest();
    const made = bench.tenant.rules.filter(({ subjectId }) => subjectId === 'u2@example.com');
    expect(made.map(({ scopeId }) => scopeId)).toEqual(['two', 'one']);
  });

  test('what is moved during a push goes in its new order once the push is told', async () => {
    const bench = withFacts();
    const scope = (id: string): { scope: { type: 'project'; id: string } } => ({
      scope: { type: 'project', id },
    });
    bench.add(...['one', 'two', 'three'].map((id) => edits.createRule('u2@example.com', scope(id))));
    const held = holdUp(bench, 'createRules');
    const sent = bench.drain();
    await held.reached;
    bench.outbox.commit({ reorder: ['c3', 'c2'] });
    bench.push.kick();
    held.letGo();
    await sent;
    const made = bench.tenant.rules.filter(({ subjectId }) => subjectId === 'u2@example.com');
    expect(made.map(({ scopeId }) => scopeId)).toEqual(['one', 'three', 'two']);
  });

  test('an answer that settles a change during a push reaches the mirror in that push', async () => {
    const bench = withFacts();
    bench.add(edits.createUser('u1@example.com'));
    await bench.drain();
    expect(bench.get('c1').conflict?.kind).toBe('email-taken');
    bench.add(edits.createRule('u2@example.com', { roleId: 8 }));
    const held = holdUp(bench, 'createRules');
    const sent = bench.drain();
    await held.reached;
    bench.push.resolve('c1', 'use-existing', {});
    held.letGo();
    await sent;
    await bench.rest();
    expect(bench.states()).toEqual({ c1: 'done', c2: 'done' });
    expect(bench.outbox.unnoted()).toEqual([]);
  });

  test('what is saved during a push goes with it', async () => {
    const bench = withFacts();
    bench.add(edits.createRule('a@example.com'));
    const held = holdUp(bench, 'createRules');
    bench.push.kick();
    await held.reached;
    bench.add(edits.createUser('b@example.com'));
    bench.push.kick();
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    expect(bench.state('c2')).toBe('done');
    held.letGo();
    await bench.rest();
    expect(bench.state('c1')).toBe('done');
  });

  test('a drain that is given up leaves what has not begun, and waits for what has', async () => {
    const bench = withFacts();
    bench.automatic = false;
    bench.add(...Array.from({ length: 6 }, (_, n) => edits.createRule(`user-${n}@example.com`)));
    const held = holdUp(bench, 'createRules');
    const stop = new AbortController();
    const sent = bench.push.drain({ ids: null, signal: stop.signal });
    await held.reached;
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    stop.abort();
    held.letGo();
    expect(await sent).toMatchObject({ done: 4 });
    await bench.rest();
    expect(Object.values(bench.states()).filter((state) => state === 'pending')).toHaveLength(2);
  });

  test('closing lets the reply come in, and starts nothing new', async () => {
    const bench = withFacts();
    bench.add(edits.createUser('a@example.com'), edits.createUser('b@example.com'));
    bench.add(...Array.from({ length: 6 }, (_, n) => edits.createUser(`user-${n}@example.com`)));
    const held = holdUp(bench, 'createUser');
    const sent = bench.drain();
    await held.reached;
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    const closed = bench.push.stop();
    held.letGo();
    await Promise.all([sent, closed]);
    expect(bench.secrets).toHaveLength(4);
    expect(Object.values(bench.states()).filter((state) => state === 'sending')).toEqual([]);
    bench.push.kick();
    await bench.rest();
    expect(bench.secrets).toHaveLength(4);
    await expect(bench.drain()).rejects.toMatchObject({ body: { reason: 'session-closed' } });
  });

  test('only one push works at a time, whoever asks', async () => {
    const bench = withFacts();
    bench.add(...Array.from({ length: 12 }, (_, n) => edits.createRule(`user-${n}@example.com`)));
    let now = 0;
    let most = 0;
    bench.tenant.beforeCall = async () => {
      now += 1;
      most = Math.max(most, now);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      now -= 1;
    };
    const drains = [bench.drain(), bench.drain(['c1']), bench.drain(['c12'])];
    bench.push.kick();
    bench.push.kick();
    await Promise.all(drains);
    await bench.rest();
    expect(most).toBe(4);
    expect(count(bench, 'createRules')).toBe(12);
    expect(bench.runs).toHaveLength(1);
  });
});
