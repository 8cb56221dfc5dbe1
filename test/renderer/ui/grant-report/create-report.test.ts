import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  grantSchema,
  type CreateReport,
  type RemovedPart,
  type RulePart,
} from '../../../../src-shared/ipc/users-contract.ts';
import {
  isPartDone,
  mergeRepair,
  missingGrants,
  verdictOf,
} from '../../../../src-renderer/ui/grant-report/create-report.ts';

const part = (roleId: number, id: string, outcome: RulePart['outcome']): RulePart => ({
  roleId,
  roleName: `Role ${roleId}`,
  scope: { type: 'project', id },
  scopeName: id,
  outcome,
  ruleId: outcome === 'created' ? 1 : null,
  error: null,
});
const gone = (ruleId: number, outcome: RemovedPart['outcome']): RemovedPart => ({
  ruleId,
  roleName: 'Role 1',
  scopeType: 'project',
  scopeName: `p${ruleId}`,
  outcome,
  error: null,
});
const report = (
  rules: readonly RulePart[],
  account: CreateReport['account']['outcome'] = 'created',
): CreateReport => ({
  email: 'ada@example.com',
  userId: 'u1',
  account: { outcome: account, error: null },
  rules: [...rules],
  credential: null,
  repairable: true,
  requests: 2,
});
const anyParts = fc
  .uniqueArray(
    fc.record({
      roleId: fc.integer({ min: 1, max: 3 }),
      id: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      outcome: fc.constantFrom('created', 'exists', 'failed', 'not-tried', 'unknown', 'pending'),
    }),
    { selector: (one) => `${one.roleId} ${one.id}`, maxLength: 10 },
  )
  .map((parts) => parts.map((one) => part(one.roleId, one.id, one.outcome)));

describe('report of a save', () => {
  it.each([
    [report([part(1, 'p1', 'created'), part(1, 'p2', 'exists')]), 'complete'],
    [report([]), 'complete'],
    [report([part(1, 'p1', 'created'), part(1, 'p2', 'failed')]), 'rules-missing'],
    [report([part(1, 'p1', 'unknown')]), 'rules-missing'],
    [report([part(1, 'p1', 'not-tried')], 'failed'), 'account-failed'],
    [report([], 'unknown'), 'account-unknown'],
    [report([part(1, 'p1', 'pending')], 'pending'), 'saved'],
    [report([part(1, 'p1', 'created'), part(1, 'p2', 'pending')]), 'saved'],
    [report([part(1, 'p1', 'failed'), part(1, 'p2', 'pending')]), 'rules-missing'],
    [{ ...report([part(1, 'p1', 'created')]), removed: [gone(1, 'removed')] }, 'complete'],
    [{ ...report([part(1, 'p1', 'created')]), removed: [gone(1, 'pending')] }, 'saved'],
    [
      { ...report([part(1, 'p1', 'created')]), removed: [gone(1, 'removed'), gone(2, 'failed')] },
      'not-removed',
    ],
    [{ ...report([part(1, 'p1', 'failed')]), removed: [gone(1, 'not-tried')] }, 'rules-missing'],
  ])('has the verdict it should (%#)', (one, verdict) => {
    expect(verdictOf(one)).toBe(verdict);
  });

  it('takes over from a repair what became of the narrower rules', () => {
    const first = {
      ...report([part(1, 'p1', 'failed')]),
      removed: [gone(1, 'not-tried'), gone(2, 'removed')],
    };
    const repair = { ...report([part(1, 'p1', 'created')]), removed: [gone(1, 'removed')] };
    expect(mergeRepair(first, repair).removed?.map(({ outcome }) => outcome)).toEqual(['removed', 'removed']);
  });

  it('asks to repair exactly the parts that are missing, in the shape the border takes', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const grants = missingGrants(report(parts));
        const asked = grants.flatMap((grant) => grant.scopes.map((scope) => `${grant.roleId} ${scope.id}`));
        const missing = parts.filter((one) => !isPartDone(one)).map((one) => `${one.roleId} ${one.scope.id}`);
        expect(asked.toSorted()).toEqual(missing.toSorted());
        for (const grant of grants) expect(grantSchema.safeParse(grant).success).toBe(true);
      }),
    );
  });

  it('is complete once a repair made all that was missing, and never loses what was done', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const first = report(parts);
        const missing = parts.filter((one) => !isPartDone(one));
        const merged = mergeRepair(
          first,
          report(missing.map((one) => ({ ...one, outcome: 'created' as const }))),
        );
        expect(['complete', 'saved']).toContain(verdictOf(merged));
        expect(merged.repairable).toBe(false);
        expect(merged.rules.length).toBe(parts.length);
        const worse = mergeRepair(
          first,
          report(parts.map((one) => ({ ...one, outcome: 'failed' as const }))),
        );
        expect(worse.rules.filter((one) => isPartDone(one)).length).toBe(parts.length - missing.length);
      }),
    );
  });

  it('keeps the account and its credential from the first report', () => {
    const first = report([part(1, 'p1', 'failed')]);
    const repair = { ...report([part(1, 'p1', 'created')], 'exists'), requests: 3 };
    expect(mergeRepair(first, repair)).toMatchObject({ account: { outcome: 'created' }, requests: 5 });
  });
});
