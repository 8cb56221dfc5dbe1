import { describe, expect, it } from 'vitest';
import {
  another,
  auditor,
  clusterB,
  conflicts,
  dogs,
  give,
  rulesOf,
  withoutAuditor,
} from '../../../builders/stuck-rules.ts';
import { usersBench, type UsersBench, viewer } from '../../../builders/users-bench.ts';

describe('what the other one has to pass', () => {
  async function stuckOn(bench: UsersBench): Promise<string> {
    await give(bench, 'bob@example.com', auditor.id, dogs);
    return conflicts(bench)[0]?.id ?? '';
  }

  it('is held already (V36), so that the change only goes', async () => {
    const bench = withoutAuditor();
    const id = await stuckOn(bench);
    await bench.service.addRules({
      email: 'bob@example.com',
      grants: [{ roleId: viewer.id, scopes: [dogs] }],
      acknowledged: [],
    });
    const preview = await bench.changes.anotherPreview({ id, roleId: viewer.id, scope: null, all: false });
    expect(preview.rows[0]?.losses).toEqual([
      'Viewer on project dogs is held already, so only this rule goes.',
    ]);
    await bench.changes.another(another({ id, roleId: viewer.id }));
    expect(bench.outbox.open()).toEqual([]);
    expect(rulesOf(bench, 'bob@example.com')).toEqual(['Viewer p-cats', 'Viewer p-dogs']);
  });

  it('reaches far, and wants a reason (V38)', async () => {
    const bench = usersBench();
    bench.tenant.goneScopes.add('project:p-dogs');
    await give(bench, 'bob@example.com', viewer.id, dogs);
    const id = conflicts(bench)[0]?.id ?? '';
    const everywhere = { id, scope: { type: 'tenant', id: '7' } } as const;
    const acknowledged = ['V37'];
    await expect(bench.changes.another(another({ ...everywhere, acknowledged }))).rejects.toMatchObject({
      body: { kind: 'input', hint: expect.stringContaining('V38') as string },
    });
    expect(conflicts(bench)).toHaveLength(1);
    await bench.changes.another(another({ ...everywhere, acknowledged, reason: 'for the yearly audit' }));
    expect(bench.chain.list().map(({ detail }) => detail['reason'])).toContain('for the yearly audit');
    expect(rulesOf(bench, 'bob@example.com')).toContain('Viewer 7');
  });

  it('is beyond the rights of whoever is signed in (V23)', async () => {
    const bench = withoutAuditor();
    const id = await stuckOn(bench);
    bench.abilities = {
      ...bench.abilities,
      createRules: { allowed: false, reason: 'You may not give access.' },
    };
    await expect(bench.changes.another(another({ id, roleId: viewer.id }))).rejects.toMatchObject({
      body: { kind: 'not-permitted', message: 'You may not give access.' },
    });
  });

  it('does without the right to take rules away, where none goes that the tenant has', async () => {
    const bench = withoutAuditor();
    const id = await stuckOn(bench);
    bench.abilities = { ...bench.abilities, deleteRules: { allowed: false, reason: 'No.' } };
    await bench.changes.another(another({ id, roleId: viewer.id }));
    expect(rulesOf(bench, 'bob@example.com')).toContain('Viewer p-dogs');
  });

  it.each([
    ['nothing', {}, 'nothing-chosen'],
    ['a place where the role is gone', { scope: clusterB }, 'nothing-chosen'],
    ['the role that is gone', { roleId: auditor.id }, 'still-gone'],
  ] as const)('is %s: refused', async (_what, part, reason) => {
    const bench = withoutAuditor();
    const id = await stuckOn(bench);
    await expect(bench.changes.another(another({ id, ...part }))).rejects.toMatchObject({ body: { reason } });
    expect(conflicts(bench)).toHaveLength(1);
  });

  it('is no answer to a change that asks nothing, nor to one nobody knows', async () => {
    const bench = withoutAuditor();
    bench.online = false;
    await give(bench, 'bob@example.com', viewer.id, dogs);
    const [waits] = bench.outbox.open();
    await expect(bench.changes.another(another({ id: waits?.id ?? '', roleId: 5 }))).rejects.toMatchObject({
      body: { reason: 'choice-not-offered' },
    });
    await expect(bench.changes.another(another({ id: 'nothing', roleId: 5 }))).rejects.toMatchObject({
      body: { kind: 'not-found' },
    });
    await expect(
      bench.changes.resolve({ id: waits?.id ?? '', choice: 'another-role' }),
    ).rejects.toMatchObject({
      body: { reason: 'choice-not-offered' },
    });
  });
});
