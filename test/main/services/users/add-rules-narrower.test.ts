import { describe, expect, it } from 'vitest';
import { createReportSchema } from '../../../../src-shared/ipc/users-contract.ts';
import { allAllowed } from '../../../builders/all-allowed.ts';
import { type UsersBench, usersBench, viewer } from '../../../builders/users-bench.ts';

const wider = { roleId: viewer.id, scopes: [{ type: 'cluster' as const, id: 'cluster-a' }] };

/** Gives bob, who holds Viewer on project cats, the same on the cluster around it. */
const give = (bench: UsersBench, removeNarrower?: boolean) =>
  bench.service.addRules({
    email: 'bob@example.com',
    grants: [wider],
    acknowledged: [],
    ...(removeNarrower === undefined ? {} : { removeNarrower }),
  });

const kinds = (bench: UsersBench) => bench.outbox.open().map(({ edit }) => edit.kind);

describe('a wider rule for one user', () => {
  it('takes the narrower one away after it, in the same group, where that is wanted (V37, V39)', async () => {
    const bench = usersBench();
    bench.online = false;
    const report = await give(bench, true);
    expect(createReportSchema.parse(report)).toEqual(report);
    const [made, gone] = bench.outbox.open();
    expect([made?.edit.kind, gone?.edit.kind]).toEqual(['rule.create', 'rule.delete']);
    expect(gone).toMatchObject({ dependsOn: [made?.id], groupId: made?.groupId, edit: { ruleId: 3 } });
    expect(report.removed).toEqual([
      {
        ruleId: 3,
        roleName: viewer.name,
        scopeType: 'project',
        scopeName: 'cats',
        outcome: 'pending',
        error: null,
      },
    ]);
  });

  it('says that it is gone once it is', async () => {
    const bench = usersBench();
    const report = await give(bench, true);
    expect(report.rules.map(({ outcome }) => outcome)).toEqual(['created']);
    expect(report.removed?.map(({ outcome }) => outcome)).toEqual(['removed']);
    expect(bench.tenant.rules.map(({ id }) => id)).not.toContain(3);
  });

  it('leaves the narrower one where nothing was said of it, and to who may not take it away', async () => {
    const bench = usersBench();
    bench.online = false;
    expect((await give(bench)).removed).toBeUndefined();
    expect(kinds(bench)).toEqual(['rule.create']);
    const other = usersBench();
    other.abilities = { ...allAllowed, deleteRules: { allowed: false, reason: 'Ask root.' } };
    await expect(give(other, true)).rejects.toMatchObject({ body: { message: 'Ask root.' } });
    expect(kinds(other)).toEqual([]);
  });
});
