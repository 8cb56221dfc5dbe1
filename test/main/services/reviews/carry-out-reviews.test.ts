import { describe, expect, test } from 'vitest';
import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';
import { aRule, aUser } from '../../../builders/facts.ts';
import { ada, aRun, bob, keep, look, opened, revoke, root } from '../../../builders/opened-review.ts';
import { aSignOff } from '../../../builders/review-entries.ts';
import { researcher, systemAdministrator, viewer } from '../../../builders/users-bench.ts';

const cats = { type: 'project', id: 'p-cats', name: 'cats' };

describe('consequences', () => {
  test('are planned as one group with the review as its reason, proven by a later look, not before', async () => {
    const { bench, id, decide } = await opened();
    await decide(['2'], keep);
    await decide(['3'], revoke);
    await expect(bench.reviews.plan({ campaign: id, send: 'now' })).resolves.toEqual({
      changes: 0,
      refused: [],
    });
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    expect((await bench.reviews.show({ id })).consequences).toMatchObject([
      { row: { id: '3' }, state: 'to-plan' },
    ]);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 0, open: 1 });
    bench.online = false;
    expect(await bench.reviews.plan({ campaign: id, send: 'now' })).toEqual({ changes: 1, refused: [] });
    const [change] = bench.outbox.open();
    expect(change).toMatchObject({
      groupTitle: 'Review “Winter review”',
      edit: { kind: 'rule.delete', ruleId: 3 },
    });
    expect((await bench.reviews.show({ id })).consequences).toMatchObject([{ state: 'waiting' }]);
    // What is planned hides the rule here, and proves nothing.
    look(bench);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 0, open: 1 });
    bench.online = true;
    await bench.changes.send({ ids: null });
    await bench.rest();
    expect((await bench.reviews.show({ id })).consequences).toMatchObject([{ state: 'not-yet-proven' }]);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 0, open: 1 });
    look(bench);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 1, open: 0 });
    expect((await bench.reviews.show({ id })).consequences).toMatchObject([{ state: 'proven' }]);
    expect(await bench.reviews.plan({ campaign: id, send: 'now' })).toEqual({ changes: 0, refused: [] });
  });

  test('a rule that still stands is not proven to be gone', async () => {
    const { bench, id, decide } = await opened();
    await decide(['3'], revoke);
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    look(bench);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 0, open: 1 });
    bench.mirror.ruleFacts = bench.mirror.ruleFacts.filter((rule) => rule.id !== 3);
    look(bench);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 1, open: 0 });
  });

  test('a look that did not see everything proves nothing, nor one that began before it was done', async () => {
    const { bench, id, decide } = await opened();
    await decide(['3'], revoke);
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    const began = new Date(bench.clock.now()).toISOString();
    bench.clock.advance(60_000);
    await bench.reviews.plan({ campaign: id, send: 'now' });
    await bench.rest();
    look(bench);
    const ended = bench.mirror.asOf ?? '';
    const error = {
      ...new RolebookError({ kind: 'not-permitted', origin: 'cloud', reason: 'x', message: 'No.' }).body,
    };
    bench.lastLook = aRun(ended, ended, { outcome: 'partial', error });
    await expect(bench.reviews.prove({ campaign: id })).rejects.toMatchObject({
      body: { reason: 'look-incomplete', message: expect.stringContaining('No.') },
    });
    bench.lastLook = aRun(began, ended);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 0, open: 1 });
    bench.lastLook = aRun(ended, ended);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 1, open: 0 });
  });

  test('a change makes the new rule first, then the old one goes (V39), and both are proven', async () => {
    const { bench, id, decide } = await opened();
    await decide(['3'], {
      kind: 'change',
      role: { id: String(researcher.id), name: researcher.name },
      scope: null,
      reason: { code: 'too-strong', text: '' },
    });
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    bench.online = false;
    expect(await bench.reviews.plan({ campaign: id, send: 'staged' })).toEqual({ changes: 2, refused: [] });
    const [create, gone] = bench.outbox.open();
    expect(create?.edit).toMatchObject({ kind: 'rule.create', roleId: researcher.id });
    expect(gone).toMatchObject({ edit: { kind: 'rule.delete', ruleId: 3 }, dependsOn: [create?.id] });
    bench.online = true;
    await bench.changes.send({ ids: [create?.id ?? '', gone?.id ?? ''] });
    await bench.rest();
    look(bench);
    expect(await bench.reviews.prove({ campaign: id })).toEqual({ proven: 1, open: 0 });
    expect((await bench.reviews.show({ id })).consequences[0]?.note).toContain(
      'The new access rule is there',
    );
  });

  test('what a decision calls by another one’s name is not done: somebody may have made it say so', async () => {
    const { bench, id, decide } = await opened();
    const reason = { code: 'too-wide' as const, text: '' };
    const role = { id: String(systemAdministrator.id), name: 'Viewer' };
    await decide(['3'], { kind: 'change', role, scope: null, reason });
    const place = { type: 'project' as const, id: 'p-cats', name: 'dogs' };
    await decide(['2'], { kind: 'change', role: null, scope: place, reason });
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    bench.online = false;
    const planned = await bench.reviews.plan({ campaign: id, send: 'staged', acknowledged: ['V49'] });
    expect(planned.changes).toBe(0);
    expect(planned.refused.map(({ row }) => row).toSorted()).toEqual(['2', '3']);
    expect(planned.refused.map(({ message }) => message).join(' ')).toContain(
      'The decision says “Viewer”, and that role is called System administrator.',
    );
    expect(bench.outbox.open()).toEqual([]);
  });

  test('the last administrator stays (V20), and the rest goes on', async () => {
    const users = ['root', 'ada', 'bob'].map((name) => aUser(name));
    const rules = [
      aRule(2, ada, systemAdministrator, { type: 'tenant', id: '7', name: 'Acme' }),
      aRule(3, bob, viewer, cats),
    ];
    const { bench, id, decide } = await opened({}, { users, rules });
    await decide(['2', '3'], revoke);
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    bench.online = false;
    const planned = await bench.reviews.plan({ campaign: id, send: 'staged', acknowledged: ['V49'] });
    expect(planned).toMatchObject({ changes: 1, refused: [{ row: '2' }] });
    expect(bench.outbox.open().map(({ edit }) => edit)).toMatchObject([{ ruleId: 3 }]);
  });

  test('of several administrators only the last one stays (V20)', async () => {
    const users = ['root', 'ada', 'bob', 'cara'].map((name) => aUser(name));
    const acme = { type: 'tenant', id: '7', name: 'Acme' };
    const rules = [
      aRule(2, root, systemAdministrator, acme),
      aRule(3, ada, systemAdministrator, acme),
      aRule(4, bob, systemAdministrator, acme),
      aRule(5, 'cara@example.com', viewer, cats),
    ];
    const { bench, id, decide } = await opened({}, { users, rules });
    await decide(['3', '4', '5'], revoke);
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    const decidedAt = new Date(bench.clock.now()).toISOString();
    const said = {
      reviewer: ada,
      rows: ['2'],
      decision: revoke,
      decidedAt,
      tookMs: 1200,
      way: 'app',
    } as const;
    bench.live.append(await bench.live.get(id), {
      events: [{ type: 'decided', ...said, rows: [...said.rows] }, aSignOff(ada)],
    });
    bench.online = false;
    const planned = await bench.reviews.plan({ campaign: id, send: 'staged', acknowledged: ['V49'] });
    expect(planned).toMatchObject({
      changes: 3,
      refused: [{ row: '2', message: expect.stringContaining('administrator') }],
    });
    expect(bench.outbox.open().map(({ edit }) => edit)).toMatchObject([
      { ruleId: 5 },
      { ruleId: 3 },
      { ruleId: 4 },
    ]);
  });

  test('a mass of them wants to be acknowledged (V49)', async () => {
    const users = ['root', 'ada', ...Array.from({ length: 6 }, (_, at) => `u${at}`)].map((name) =>
      aUser(name),
    );
    const rules = [
      aRule(1, root, systemAdministrator, { type: 'tenant', id: '7', name: 'Acme' }),
      ...Array.from({ length: 6 }, (_, at) => aRule(10 + at, `u${at}@example.com`, viewer, cats)),
    ];
    const { bench, id, part, decide } = await opened({}, { users, rules });
    await decide(
      (await bench.reviews.part({ part })).rows.map((row) => row.id),
      revoke,
    );
    await bench.reviews.signOff({ campaign: id, reviewer: root });
    bench.online = false;
    await expect(bench.reviews.plan({ campaign: id, send: 'staged' })).rejects.toMatchObject({
      body: { reason: 'warnings-not-acknowledged', hint: expect.stringContaining('V49') },
    });
    expect(bench.outbox.open()).toEqual([]);
    expect(await bench.reviews.plan({ campaign: id, send: 'staged', acknowledged: ['V49'] })).toMatchObject({
      changes: 6,
    });
  });
});
