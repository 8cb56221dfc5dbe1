import { describe, expect, it } from 'vitest';
import { refused } from '../../../builders/scripted-tenant.ts';
import {
  another,
  auditor,
  cats,
  clusterA,
  conflicts,
  dogs,
  give,
  rulesOf,
  withoutAuditor,
} from '../../../builders/stuck-rules.ts';
import { researcher, usersBench, type UsersBench, viewer } from '../../../builders/users-bench.ts';

describe('a new rule whose role is gone', () => {
  it('asks for another role first, and gives that one', async () => {
    const bench = withoutAuditor();
    await give(bench, 'bob@example.com', auditor.id, dogs);
    const [stuck] = conflicts(bench);
    expect(stuck?.conflict).toMatchObject({
      kind: 'role-gone',
      choices: ['another-role', 'take-theirs', 'try-again'],
    });
    const report = await bench.changes.another(another({ id: stuck?.id ?? '', roleId: viewer.id }));
    expect(report.changes.map(({ edit, state }) => [edit.kind, state])).toEqual([
      ['rule.create', 'done'],
      ['rule.create', 'cancelled'],
    ]);
    expect(report.changes[0]?.groupTitle).toBe('Viewer instead of Auditor');
    expect(rulesOf(bench, 'bob@example.com')).toEqual(['Viewer p-cats', 'Viewer p-dogs']);
    expect(bench.outbox.open()).toEqual([]);
    const rows = bench.chain.list().map(({ verb, detail }) => [verb, detail['choice'] ?? detail['result']]);
    expect(rows).toContainEqual(['change.settle', 'another-role']);
    expect(rows).toContainEqual(['rule.create', 'saved']);
    expect(bench.chain.verify().intact).toBe(true);
  });

  it('gives it to all that name it where that is wished, each where it was; what is staged stays so', async () => {
    const bench = withoutAuditor();
    bench.online = false;
    await give(bench, 'bob@example.com', auditor.id, dogs);
    await give(bench, 'ada@example.com', auditor.id, cats);
    await give(bench, 'eve@example.com', auditor.id, dogs, 'staged');
    await give(bench, 'eve@example.com', researcher.id, cats);
    bench.online = true;
    await bench.changes.send({ ids: [bench.outbox.open()[0]?.id ?? ''] });
    bench.online = false;
    const [stuck] = conflicts(bench);
    const id = stuck?.id ?? '';
    const preview = await bench.changes.anotherPreview({ id, roleId: null, scope: null, all: true });
    expect(preview).toMatchObject({ rows: [], others: 2 });
    const all = await bench.changes.anotherPreview({ id, roleId: viewer.id, scope: null, all: true });
    expect(all.rows.map(({ losses }) => losses)).toEqual([
      ['It becomes Viewer on project dogs.'],
      ['It becomes Viewer on project cats.'],
      ['It becomes Viewer on project dogs.'],
    ]);
    bench.online = true;
    await bench.changes.another(another({ id, roleId: viewer.id, all: true }));
    bench.push.kick();
    await bench.rest();
    expect(rulesOf(bench, 'bob@example.com')).toEqual(['Viewer p-cats', 'Viewer p-dogs']);
    expect(rulesOf(bench, 'ada@example.com')).toEqual(['System administrator 7', 'Viewer p-cats']);
    expect(rulesOf(bench, 'eve@example.com')).toEqual(['L1 researcher p-cats']);
    const left = bench.outbox.open();
    expect(
      left.map(({ edit, held, state }) => [edit.kind === 'rule.create' && edit.roleName, held, state]),
    ).toEqual([['Viewer', true, 'pending']]);
  });

  it('keeps what a changed rule takes the place of until the other one is there', async () => {
    const bench = withoutAuditor();
    await bench.rules.change({ id: '3', roleId: auditor.id, scope: cats, acknowledged: [], reason: null });
    const [stuck] = conflicts(bench);
    expect(rulesOf(bench, 'bob@example.com')).toEqual(['Viewer p-cats']);
    await bench.changes.another(another({ id: stuck?.id ?? '', roleId: researcher.id }));
    expect(rulesOf(bench, 'bob@example.com')).toEqual(['L1 researcher p-cats']);
  });

  it('leaves staged what was to go after it, and was not sent with it', async () => {
    const bench = withoutAuditor();
    const change = { id: '3', roleId: auditor.id, scope: cats, acknowledged: [], reason: null };
    await bench.rules.change({ ...change, send: 'staged' });
    const [make] = bench.outbox.open();
    await bench.changes.send({ ids: [make?.id ?? ''] });
    const [stuck] = conflicts(bench);
    await bench.changes.another(another({ id: stuck?.id ?? '', roleId: researcher.id }));
    bench.push.kick();
    await bench.rest();
    expect(rulesOf(bench, 'bob@example.com')).toEqual(['Viewer p-cats', 'L1 researcher p-cats']);
    expect(bench.outbox.open().map(({ edit, held }) => [edit.kind, held])).toEqual([['rule.delete', true]]);
  });

  it('leaves the old rule where the other role is the one it had', async () => {
    const bench = withoutAuditor();
    await bench.rules.change({ id: '3', roleId: auditor.id, scope: cats, acknowledged: [], reason: null });
    const [stuck] = conflicts(bench);
    await bench.changes.another(another({ id: stuck?.id ?? '', roleId: viewer.id }));
    expect(bench.outbox.open()).toEqual([]);
    expect(rulesOf(bench, 'bob@example.com')).toEqual(['Viewer p-cats']);
  });

  it('waits for its account still, whose own role stays as it was', async () => {
    const bench = withoutAuditor();
    await bench.service.create({
      kind: 'local',
      email: 'new@example.com',
      firstName: null,
      lastName: null,
      grants: [
        { roleId: auditor.id, scopes: [dogs] },
        { roleId: viewer.id, scopes: [cats] },
      ],
      notify: false,
      acknowledged: [],
    });
    const [stuck] = conflicts(bench);
    await bench.changes.another(another({ id: stuck?.id ?? '', roleId: researcher.id }));
    expect(rulesOf(bench, 'new@example.com')).toEqual(['Viewer p-cats', 'L1 researcher p-dogs']);
  });
});

describe('a new rule whose role is switched off', () => {
  /** A tenant where the role was switched off, while the mirror still has it on. */
  function auditorOff(): UsersBench {
    const bench = withoutAuditor();
    bench.tenant.roles = [...bench.tenant.roles, { ...auditor, enabled: false }];
    return bench;
  }

  it('asks for another role, for all that name it', async () => {
    const bench = auditorOff();
    bench.online = false;
    await give(bench, 'bob@example.com', auditor.id, dogs);
    await give(bench, 'ada@example.com', auditor.id, cats);
    bench.online = true;
    await bench.changes.send({ ids: [bench.outbox.open()[0]?.id ?? ''] });
    const [stuck, ...others] = bench.outbox.open();
    expect(others).toHaveLength(1);
    expect(stuck).toMatchObject({
      state: 'conflict',
      conflict: {
        kind: 'role-off',
        message: 'The role Auditor is switched off.',
        choices: ['another-role', 'try-again', 'take-theirs'],
      },
    });
    // The mirror has heard of it.
    expect(bench.mirror.roleFacts.find(({ id }) => id === auditor.id)?.enabled).toBe(false);
    const id = stuck?.id ?? '';
    await expect(bench.changes.another(another({ id, roleId: auditor.id }))).rejects.toMatchObject({
      body: { reason: 'still-gone', message: 'The role Auditor is the one that is switched off.' },
    });
    await bench.changes.another(another({ id, roleId: viewer.id, all: true }));
    expect(rulesOf(bench, 'bob@example.com')).toEqual(['Viewer p-cats', 'Viewer p-dogs']);
    expect(rulesOf(bench, 'ada@example.com')).toEqual(['System administrator 7', 'Viewer p-cats']);
    expect(bench.outbox.open()).toEqual([]);
  });

  it('is told so with one look at the roles for all that are refused together', async () => {
    const bench = auditorOff();
    bench.online = false;
    for (const email of ['root@example.com', 'bob@example.com', 'ada@example.com', 'eve@example.com'])
      await give(bench, email, auditor.id, dogs);
    bench.online = true;
    const looks = (): number => bench.tenant.calls.filter((call) => call === 'page roles').length;
    const before = looks();
    await bench.changes.send({ ids: null });
    expect(conflicts(bench).map(({ conflict }) => conflict?.kind)).toEqual(Array(4).fill('role-off'));
    expect(looks() - before).toBe(1);
    // Another run looks anew: the role may be on again.
    await bench.changes.resolve({ id: conflicts(bench)[0]?.id ?? '', choice: 'try-again' });
    await bench.rest();
    expect(looks() - before).toBe(2);
  });

  it('goes once the role is switched on again', async () => {
    const bench = auditorOff();
    await give(bench, 'bob@example.com', auditor.id, dogs);
    bench.tenant.roles = bench.tenant.roles.map((role) => ({ ...role, enabled: true }));
    await bench.changes.resolve({ id: conflicts(bench)[0]?.id ?? '', choice: 'try-again' });
    await bench.rest();
    expect(rulesOf(bench, 'bob@example.com')).toEqual(['Viewer p-cats', 'Auditor p-dogs']);
  });

  it('is refused for good where the role is on', async () => {
    const bench = withoutAuditor();
    bench.tenant.roles = [...bench.tenant.roles, auditor];
    bench.tenant.faults.push({ call: 'createRules', applied: false, error: refused(422, 'input') });
    await give(bench, 'bob@example.com', auditor.id, dogs);
    expect(bench.outbox.open().map(({ state }) => state)).toEqual(['rejected']);
  });
});

describe('a new rule whose place is gone', () => {
  it('asks for another place, for all that name it', async () => {
    const bench = usersBench();
    bench.tenant.goneScopes.add('project:p-dogs');
    await give(bench, 'bob@example.com', researcher.id, dogs);
    bench.online = false;
    await give(bench, 'ada@example.com', viewer.id, dogs);
    const [stuck] = conflicts(bench);
    expect(stuck?.conflict).toMatchObject({
      kind: 'scope-gone',
      choices: ['another-scope', 'take-theirs', 'try-again'],
    });
    bench.online = true;
    const report = await bench.changes.another(another({ id: stuck?.id ?? '', scope: clusterA, all: true }));
    expect(report.changes[0]?.groupTitle).toBe('cluster a instead of project dogs');
    expect(rulesOf(bench, 'bob@example.com')).toEqual(['Viewer p-cats', 'L1 researcher cluster-a']);
    expect(rulesOf(bench, 'ada@example.com')).toEqual(['System administrator 7', 'Viewer cluster-a']);
    expect(bench.outbox.open()).toEqual([]);
  });
});
