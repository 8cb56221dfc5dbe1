import { describe, expect, it } from 'vitest';
import { keptReason } from '../../../../src-shared/rules/reason-rules.ts';
import {
  another,
  auditor,
  conflicts,
  dogs,
  give,
  rulesOf,
  withoutAuditor,
} from '../../../builders/stuck-rules.ts';
import { viewer } from '../../../builders/users-bench.ts';

describe('the set that takes their place', () => {
  it('has reason and ticket of the one before, and can be taken back as one step', async () => {
    const bench = withoutAuditor();
    await give(bench, 'bob@example.com', auditor.id, dogs);
    const [stuck] = conflicts(bench);
    await bench.changes.note({
      groupIds: [stuck?.groupId ?? ''],
      reason: keptReason('agreed with security') ?? null,
      ticket: 'SEC-7',
    });
    bench.online = false;
    const report = await bench.changes.another(another({ id: stuck?.id ?? '', roleId: viewer.id }));
    const shown = await bench.changes.get({ id: report.changes[0]?.id ?? '' });
    expect(shown?.note).toEqual({ reason: 'agreed with security', ticket: 'SEC-7' });
    expect((await bench.changes.undo({ groupId: report.groupId })).moved).toHaveLength(1);
    expect(conflicts(bench)).toHaveLength(1);
    expect((await bench.changes.undo({ groupId: report.groupId })).moved).toHaveLength(1);
    expect(bench.outbox.open().map(({ edit }) => edit.kind === 'rule.create' && edit.roleName)).toEqual([
      'Viewer',
    ]);
  });

  it('has the reasons and tickets of all, where they differ, and comes back with them', async () => {
    const bench = withoutAuditor();
    bench.online = false;
    const notes = [
      ['bob@example.com', 'agreed with security', 'SEC-7'],
      ['eve@example.com', 'to stand in for bob', 'SEC-9'],
      ['ada@example.com', 'agreed with security', null],
      ['root@example.com', null, null],
    ] as const;
    for (const [email] of notes) await give(bench, email, auditor.id, dogs);
    const sets = bench.outbox.open().map(({ groupId }) => groupId);
    for (const [n, [, reason, ticket]] of notes.entries())
      await bench.changes.note({ groupIds: [sets[n] ?? ''], reason, ticket });
    bench.online = true;
    await bench.changes.send({ ids: [bench.outbox.open()[0]?.id ?? ''] });
    bench.online = false;
    const [stuck] = conflicts(bench);
    const { groupId } = await bench.changes.another(
      another({ id: stuck?.id ?? '', roleId: viewer.id, all: true }),
    );
    const both = { reason: 'agreed with security; to stand in for bob', ticket: 'SEC-7, SEC-9' };
    expect(bench.chain.notes().get(groupId)).toEqual(both);
    await bench.changes.undo({ groupId });
    expect(bench.outbox.open().map((change) => bench.chain.notes().get(change.groupId)?.ticket)).toEqual([
      'SEC-7',
      'SEC-9',
      null,
      undefined,
    ]);
    await bench.changes.undo({ groupId });
    const [again] = bench.outbox.open();
    expect(bench.chain.notes().get(again?.groupId ?? '')).toEqual(both);
  });

  it('comes back with what was staged in it still staged', async () => {
    const bench = withoutAuditor();
    bench.online = false;
    await give(bench, 'bob@example.com', auditor.id, dogs);
    await give(bench, 'eve@example.com', auditor.id, dogs, 'staged');
    bench.online = true;
    await bench.changes.send({ ids: [bench.outbox.open()[0]?.id ?? ''] });
    bench.online = false;
    const [stuck] = conflicts(bench);
    const report = await bench.changes.another(
      another({ id: stuck?.id ?? '', roleId: viewer.id, all: true }),
    );
    await bench.changes.undo({ groupId: report.groupId });
    await bench.changes.undo({ groupId: report.groupId });
    expect(bench.outbox.open().map(({ held }) => held)).toEqual([false, true]);
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(rulesOf(bench, 'bob@example.com')).toContain('Viewer p-dogs');
    expect(rulesOf(bench, 'eve@example.com')).toEqual([]);
  });

  it('leaves each rule the reason that was given for it, where none is given anew', async () => {
    const bench = withoutAuditor();
    bench.online = false;
    const everywhere = { type: 'tenant', id: '7' } as const;
    for (const [email, reason] of [
      ['bob@example.com', 'for the yearly audit'],
      ['eve@example.com', 'to stand in for bob'],
    ] as const)
      await bench.service.addRules({
        email,
        grants: [{ roleId: auditor.id, scopes: [everywhere] }],
        acknowledged: ['V38'],
        reason,
      });
    bench.online = true;
    await bench.changes.send({ ids: [bench.outbox.open()[0]?.id ?? ''] });
    bench.online = false;
    const [stuck] = conflicts(bench);
    const acknowledged = ['V37', 'V38'];
    await bench.changes.another(another({ id: stuck?.id ?? '', roleId: viewer.id, all: true, acknowledged }));
    expect(bench.outbox.open().map(({ edit }) => edit.kind === 'rule.create' && edit.reason)).toEqual([
      'for the yearly audit',
      'to stand in for bob',
    ]);
  });
});
