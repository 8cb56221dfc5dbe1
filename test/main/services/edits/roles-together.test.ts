import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { preconditionHash } from '../../../../src-main/services/changes/export-plan.ts';
import { createSendGuard } from '../../../../src-main/services/edits/send-guard.ts';
import type { Edit } from '../../../../src-shared/domain/change.ts';
import type { Finding } from '../../../../src-shared/rules/finding.ts';
import { aChange } from '../../../builders/changes.ts';
import { aRule, aUser } from '../../../builders/facts.ts';
import { legacyRole, legacyRoleFacts } from '../../../builders/legacy-roles.ts';
import { type UsersBench, usersBench } from '../../../builders/users-bench.ts';

/*
 * V10 to V15 on 2.13, wherever roles are given to somebody who is there or changed: the same is said before, refused at the
 * act, refused in a plan, and asked once more before sending.
 */

const folder = mkdtempSync(join(tmpdir(), 'rolebook-together-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clusterA = { type: 'cluster' as const, id: 'cluster-a' };
const as = 'with-changes' as const;
const administrator = legacyRole('admin');
const viewer = legacyRole('viewer');

/** Ada is Viewer, bob Researcher, both on cluster a; eve has all that is asked about, and nobody is assigned to anything. */
const bench = (offered = legacyRoleFacts(['ml_engineer', 'department_admin'])): UsersBench => {
  const all = ['viewer', 'researcher', 'ml_engineer', 'department_admin', 'research_manager'];
  return usersBench({
    productLine: '2.13',
    roles: offered,
    users: [aUser('root'), aUser('ada'), aUser('bob'), aUser('eve')],
    rules: [
      aRule(1, 'root@example.com', administrator, { type: 'tenant', id: '7' }),
      aRule(2, 'ada@example.com', viewer, clusterA),
      aRule(3, 'bob@example.com', legacyRole('researcher'), clusterA),
      ...all.map((key, at) => aRule(10 + at, 'eve@example.com', legacyRole(key), clusterA)),
    ],
    listed: {
      projects: [{ id: 'p-cats', permissions: { users: [], groups: [], applications: [] } }],
      departments: [{ id: 'd-vision', departmentAdmins: [] }],
    },
  });
};

interface Case {
  readonly rule: 'V11' | 'V12' | 'V13' | 'V15';
  readonly severity: Finding['severity'];
  readonly who: 'ada' | 'bob';
  readonly key: string;
  readonly offered?: ReturnType<typeof legacyRoleFacts>;
}
const cases: readonly Case[] = [
  { rule: 'V11', severity: 'warn', who: 'bob', key: 'ml_engineer', offered: legacyRoleFacts() },
  { rule: 'V12', severity: 'warn', who: 'ada', key: 'researcher' },
  { rule: 'V13', severity: 'warn', who: 'ada', key: 'department_admin' },
  { rule: 'V15', severity: 'block', who: 'ada', key: 'ml_engineer' },
];

const heldBy = { ada: { id: '2', role: 'viewer' }, bob: { id: '3', role: 'researcher' } };

/** Every way in which a role may come to somebody who is there; each answers or rejects. */
const ways: Readonly<
  Record<string, (on: UsersBench, one: Case, acknowledged: string[]) => Promise<unknown>>
> = {
  'users.addRules': (on, { who, key }, acknowledged) =>
    on.service.addRules({
      email: `${who}@example.com`,
      grants: [{ roleId: legacyRole(key).id, scopes: [clusterA] }],
      acknowledged,
      reason: null,
    }),
  'rules.add': (on, { who, key }, acknowledged) =>
    on.rules.add({
      subjects: [{ type: 'user', id: `${who}@example.com` }],
      grants: [{ roleId: legacyRole(key).id, scopes: [clusterA] }],
      acknowledged,
      reason: null,
      send: undefined,
    }),
  'access.give': (on, { who, key }, acknowledged) =>
    on.access.give({
      from: { type: 'user', id: 'eve@example.com' },
      to: { type: 'user', id: `${who}@example.com` },
      as,
      preview: false,
      only: [{ roleId: legacyRole(key).id, scope: clusterA }],
      acknowledged,
      reason: null,
      send: undefined,
    }),
  // A pair is broken up by changing one of it: there, V11 has nothing to ask.
  'rules.change': (on, { who, key }, acknowledged) =>
    on.rules.change({
      id: heldBy[who].id,
      roleId: legacyRole(key).id,
      scope: clusterA,
      acknowledged: [...acknowledged, 'V26'],
      reason: null,
      send: undefined,
    }),
  'rules.changeMany': (on, { who, key }, acknowledged) =>
    on.rules.changeMany({
      ids: [heldBy[who].id],
      roleId: legacyRole(key).id,
      scope: null,
      acknowledged: [...acknowledged, 'V26'],
      reason: null,
      send: undefined,
    }),
};

describe.each(cases)('$rule ($key for $who)', (one) => {
  const { rule, severity, who, key, offered } = one;
  const breaksUp = (way: string): boolean => rule === 'V11' && way.startsWith('rules.change');

  it.each(Object.keys(ways).filter((way) => !breaksUp(way)))('is asked by %s', async (way) => {
    const on = bench(offered);
    const act = ways[way];
    const failing =
      severity === 'block'
        ? { body: { reason: `rule-${rule.toLowerCase()}` } }
        : { body: { reason: 'warnings-not-acknowledged', hint: expect.stringContaining(rule) } };
    await expect(act?.(on, one, [])).rejects.toMatchObject(failing);
    expect(on.outbox.open()).toEqual([]);
    if (severity === 'block') await expect(act?.(on, one, [rule])).rejects.toMatchObject(failing);
    else await expect(act?.(on, one, [rule])).resolves.toBeDefined();
  });

  it('is said by each preview before', async () => {
    const on = bench(offered);
    const subjects = [{ type: 'user' as const, id: `${who}@example.com` }];
    const grants = [{ roleId: legacyRole(key).id, scopes: [clusterA] }];
    const said = (findings: readonly Finding[]): string[] =>
      findings.map((finding) => `${finding.rule} ${finding.severity}`);
    expect(said((await on.rules.addPreview({ subjects, grants })).findings)).toContain(`${rule} ${severity}`);
    const give = await on.access.give({
      from: { type: 'user', id: 'eve@example.com' },
      to: { type: 'user', id: `${who}@example.com` },
      as,
      preview: true,
      only: [{ roleId: legacyRole(key).id, scope: clusterA }],
      acknowledged: [],
      reason: null,
      send: undefined,
    });
    expect(said(give.findings)).toContain(`${rule} ${severity}`);
    const change = await on.rules.changePreview({
      ids: [heldBy[who].id],
      roleId: legacyRole(key).id,
      scope: null,
    });
    expect(said(change.findings).includes(`${rule} ${severity}`)).toBe(rule !== 'V11');
  });

  it('is asked of the rows of a plan', async () => {
    const path = join(folder, 'plan.json');
    const imported = async (acknowledged: string[]) => {
      const on = bench(offered);
      const edit: Edit = {
        kind: 'rule.create',
        localId: -1,
        subject: { type: 'user', id: `${who}@example.com` },
        roleId: legacyRole(key).id,
        roleName: legacyRole(key).name,
        scope: clusterA,
        scopeName: 'a',
      };
      const row = { row: 1, group: 1, groupTitle: 'More', edit, scopePath: ['a'], subjectName: null };
      const { url, label } = on.session.describe().connection;
      writeFileSync(
        path,
        JSON.stringify({
          format: 'rolebook-plan',
          version: 2,
          exportedAt: '2026-01-01T00:00:00.000Z',
          exportedBy: 'root@example.com',
          tenant: { url, label, tenantId: '7', isDemo: false },
          rows: [
            { ...row, needs: [], precondition: { fields: {}, hash: preconditionHash({}) }, acknowledged },
          ],
        }),
      );
      on.askWhich = async () => ({ path });
      return await on.changes.importPlan({});
    };
    expect((await imported([])).refused).toMatchObject([{ row: 1 }]);
    expect((await imported([rule])).refused).toHaveLength(severity === 'block' ? 1 : 0);
  });

  it('is asked once more before sending', async () => {
    const on = bench(offered);
    const edit: Edit = {
      kind: 'rule.create',
      localId: -1,
      subject: { type: 'user', id: `${who}@example.com` },
      roleId: legacyRole(key).id,
      roleName: legacyRole(key).name,
      scope: clusterA,
      scopeName: 'a',
    };
    const waiting = (acknowledged: string[], waived = false) => ({
      ...aChange(1, { edit, acknowledged }),
      seq: 1,
      state: 'pending' as const,
      attempts: 0,
      nextAt: null,
      error: null,
      conflict: null,
      result: null,
      waived,
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
    });
    const guard = createSendGuard(on.room);
    const choice = severity === 'block' ? 'try-again' : 'keep-mine';
    expect(await guard(waiting([]), on.tenant)).toMatchObject({
      kind: 'guard',
      choices: [choice, 'take-theirs'],
    });
    const stays = severity === 'block' ? expect.objectContaining({ kind: 'guard' }) : null;
    expect(await guard(waiting([rule]), on.tenant)).toEqual(stays);
    expect(await guard(waiting([], true), on.tenant)).toEqual(stays);
  });
});

describe('V10 and V14 in previews', () => {
  it('says that a user would be left without a role before the act refuses it', async () => {
    const { findings } = await bench().rules.removePreview({ ids: ['2'] });
    expect(findings.map(({ rule, severity }) => `${rule} ${severity}`)).toContain('V10 block');
  });

  it('says that a role alone cannot go to one more cluster', async () => {
    const { findings } = await bench().rules.addPreview({
      subjects: [{ type: 'user', id: 'ada@example.com' }],
      grants: [{ roleId: legacyRole('editor').id, scopes: [{ type: 'cluster', id: 'cluster-b' }] }],
    });
    expect(findings.map(({ rule, severity }) => `${rule} ${severity}`)).toContain('V14 block');
  });

  it('names several whom the same is about, and asks once', async () => {
    const { findings } = await bench().rules.addPreview({
      subjects: ['ada', 'bob', 'new'].map((name) => ({ type: 'user' as const, id: `${name}@example.com` })),
      grants: [{ roleId: legacyRole('researcher').id, scopes: [clusterA] }],
    });
    const asked = findings.filter(({ rule, field }) => rule === 'V12' && field === 'roles');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.message).toContain('(ada@example.com, new@example.com)');
  });

  it('asks nothing of later versions', async () => {
    const on = usersBench();
    const { findings } = await on.rules.removePreview({ ids: ['3'] });
    expect(findings.map(({ rule }) => rule)).not.toContain('V10');
  });
});
