import { describe, expect, it } from 'vitest';
import { editReportSchema, removalPreviewSchema } from '../../../src-shared/ipc/changes-contract.ts';
import { aRule, aUser } from '../../builders/facts.ts';
import {
  departmentAdministrator,
  researcher,
  systemAdministrator,
  usersBench,
  viewer,
} from '../../builders/users-bench.ts';

const tenant = { type: 'tenant', id: '7', name: 'Acme' };
const dogs = { type: 'project', id: 'p-dogs' } as const;

const remove = (ids: string[], typed: string | null = null, acknowledged: string[] = []) => ({
  ids,
  typed,
  acknowledged,
});

describe('rules.remove', () => {
  it('takes rules away at once when the tenant is there', async () => {
    const bench = usersBench();
    const preview = await bench.rules.removePreview({ ids: ['3'] });
    expect(removalPreviewSchema.parse(preview)).toEqual(preview);
    expect(preview).toMatchObject({ findings: [], typedPhrase: null });
    expect(preview.rows[0]?.losses).toEqual(['bob@example.com loses Viewer on project cats.']);
    const report = await bench.rules.remove(remove(['3']));
    expect(editReportSchema.parse(report)).toEqual(report);
    expect(report.changes.map(({ state }) => state)).toEqual(['done']);
    expect(report.queued).toBe(false);
    expect(bench.tenant.rules.map(({ id }) => id)).toEqual([1, 2]);
    expect(await bench.mirror.rules([3])).toEqual([]);
  });

  it('waits offline, does not ask twice, and takes back what was only made here', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.service.addRules({
      email: 'bob@example.com',
      grants: [{ roleId: researcher.id, scopes: [dogs] }],
      acknowledged: [],
    });
    const [made] = (await bench.mirror.rulesOf({ type: 'user', id: 'bob@example.com' })).filter(
      ({ id }) => id < 0,
    );
    const report = await bench.rules.remove(remove(['3', String(made?.id)]));
    expect(report.queued).toBe(true);
    expect(report.changes.map(({ edit, state }) => `${edit.kind} ${state}`)).toEqual([
      'rule.delete pending',
      'rule.create cancelled',
    ]);
    expect(await bench.mirror.rulesOf({ type: 'user', id: 'bob@example.com' })).toEqual([]);
    await expect(bench.rules.remove(remove(['3']))).rejects.toMatchObject({
      body: { reason: 'rule-unknown' },
    });
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.tenant.rules.map(({ id }) => id)).toEqual([1, 2]);
  });

  it.each([
    ['the last administrator', ['1', '2'], 'remove 2 access rules', ['V22'], 'rule-v20'],
    ['an administrator without the phrase', ['2'], null, [], 'rule-v29'],
    ['oneself without open eyes', ['1'], 'root@example.com', [], 'warnings-not-acknowledged'],
    ['what is no number', ['x'], null, [], 'not-a-rule'],
    ['what is not there', ['99'], null, [], 'rule-unknown'],
  ])('refuses %s', async (_case, ids, typed, acknowledged, reason) => {
    const bench = usersBench();
    await expect(bench.rules.remove(remove(ids, typed, acknowledged))).rejects.toMatchObject({
      body: { reason },
    });
    expect(bench.outbox.open()).toEqual([]);
    expect(bench.tenant.calls).toEqual([]);
  });

  it('warns when nobody else holds the role there', async () => {
    const vision = { type: 'department', id: 'd-vision', name: 'vision' };
    const bench = usersBench({
      users: [aUser('root'), aUser('bob')],
      rules: [
        aRule(1, 'root@example.com', systemAdministrator, tenant),
        aRule(3, 'bob@example.com', departmentAdministrator, vision),
      ],
    });
    const preview = await bench.rules.removePreview({ ids: ['3'] });
    expect(preview.findings.map(({ rule }) => rule)).toEqual(['V26']);
  });

  it('is stopped when the tenant has no other administrator any more (V20)', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.rules.remove(remove(['2'], 'ada@example.com'));
    bench.tenant.rules = bench.tenant.rules.filter(({ id }) => id !== 1);
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.outbox.open()).toMatchObject([{ state: 'conflict', conflict: { kind: 'guard' } }]);
    expect(bench.tenant.rules.some(({ id }) => id === 2)).toBe(true);
  });
});

describe('rules.change', () => {
  const change = (id: string, roleId: number, acknowledged: string[] = []) => ({
    id,
    roleId,
    scope: dogs,
    acknowledged,
  });

  it('makes the new rule, then lets the old one go (V39)', async () => {
    const bench = usersBench();
    const report = await bench.rules.change(change('3', viewer.id));
    expect(report.changes.map(({ edit, state }) => `${edit.kind} ${state}`)).toEqual([
      'rule.create done',
      'rule.delete done',
    ]);
    expect(report.changes[1]?.dependsOn).toEqual([report.changes[0]?.id]);
    const rules = await bench.mirror.rulesOf({ type: 'user', id: 'bob@example.com' });
    expect(rules.map(({ scopeId }) => scopeId)).toEqual(['p-dogs']);
  });

  it('leaves the old rule alone when the new one is refused', async () => {
    const bench = usersBench();
    bench.tenant.refusedScopes.add('project:p-dogs');
    const report = await bench.rules.change(change('3', viewer.id));
    expect(report.changes.map(({ state }) => state)).toEqual(['conflict', 'blocked']);
    expect(bench.tenant.rules.some(({ id }) => id === 3)).toBe(true);
  });

  it('replaces a rule that was only made here, without another deletion', async () => {
    const bench = usersBench();
    bench.online = false;
    const first = await bench.rules.change(change('3', viewer.id));
    const [create] = first.changes;
    const localId = create?.edit.kind === 'rule.create' ? create.edit.localId : 0;
    await bench.rules.change(change(String(localId), researcher.id));
    expect(bench.outbox.open().map(({ edit }) => edit.kind)).toEqual(['rule.create', 'rule.delete']);
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    const held = bench.tenant.rules.filter(({ subjectId }) => subjectId === 'bob@example.com');
    expect(held.map(({ roleId }) => roleId)).toEqual([researcher.id]);
  });

  it('refuses what is held already, and to demote the last administrator', async () => {
    const bench = usersBench({
      users: [aUser('root'), aUser('bob')],
      rules: [
        aRule(1, 'root@example.com', systemAdministrator, tenant),
        aRule(3, 'bob@example.com', viewer, { type: 'project', id: 'p-cats', name: 'cats' }),
        aRule(4, 'bob@example.com', viewer, { type: 'project', id: 'p-dogs', name: 'dogs' }),
      ],
    });
    await expect(bench.rules.change(change('3', viewer.id))).rejects.toMatchObject({
      body: { reason: 'rule-v36' },
    });
    await expect(bench.rules.change(change('1', viewer.id, ['V22']))).rejects.toMatchObject({
      body: { reason: 'rule-v20' },
    });
  });
});
