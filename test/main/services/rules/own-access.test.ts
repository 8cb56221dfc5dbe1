import { describe, expect, it } from 'vitest';
import { createSendGuard } from '../../../../src-main/services/edits/send-guard.ts';
import { answeredByReview } from '../../../../src-main/services/reviews/answered-by-review.ts';
import type { Change, Edit } from '../../../../src-shared/domain/change.ts';
import type { Role } from '../../../../src-shared/domain/role.ts';
import { aPendingChange } from '../../../builders/changes.ts';
import { aRole, aRule } from '../../../builders/facts.ts';
import { systemAdministrator, type UsersBench, usersBench } from '../../../builders/users-bench.ts';

const tenant = { type: 'tenant', id: '7', name: 'Acme' } as const;
const dogs = { type: 'project', id: 'p-dogs' } as const;
const account = { subjectType: 'service-account' };

const may = (role: Role, ...actions: string[]): Role => ({
  ...role,
  permissions: [{ resourceType: 'projects', displayName: 'Projects', group: 'iam', actions }],
});
const editor = may(aRole(21, 'Editor'), 'read', 'update');
const reader = may(aRole(22, 'Reader'), 'read');
const roles = [systemAdministrator, editor, reader];

/** Rolebook is signed in with robot, who administrates by rule 4 and edits one project by rule 5, and crawler has rule 6. */
const world = (more: Parameters<typeof usersBench>[0] = {}): UsersBench =>
  usersBench({
    actor: 'robot-client',
    roles,
    rules: [
      aRule(1, 'root@example.com', systemAdministrator, tenant),
      aRule(4, 'robot-client', systemAdministrator, tenant, account),
      aRule(5, 'robot', editor, { ...dogs, name: 'dogs' }, { subjectType: 'app' }),
      aRule(6, 'crawler-client', editor, { ...dogs, name: 'dogs' }, account),
    ],
    ...more,
  });

const rulesOf = async (bench: UsersBench, ids: string[]) =>
  (await bench.rules.removePreview({ ids })).findings.filter(({ rule }) => rule === 'V22');
const change = (id: string, roleId: number, scope: { type: 'tenant' | 'project'; id: string }) => ({
  id,
  roleId,
  scope,
  reason: 'As agreed.',
});
const unaccepted = { body: { reason: 'warnings-not-acknowledged' } };

describe('rules of the service account that Rolebook is signed in with (V22)', () => {
  it.each<[string, string[], number]>([
    ['the rule that gives everything', ['4'], 1],
    ['what a wider one gives too', ['5'], 0],
    ['both at once', ['4', '5'], 1],
    ['what another account holds', ['6'], 0],
  ])('taking away %s', async (_, ids, warnings) => {
    expect(await rulesOf(world(), ids)).toHaveLength(warnings);
  });

  it('are anybody’s to a person', async () => {
    expect(await rulesOf(world({ actor: 'root@example.com' }), ['4', '5'])).toEqual([]);
  });

  it('are known by what it signs in with where the mirror does not have it', async () => {
    expect(await rulesOf(world({ serviceAccounts: [] }), ['4'])).toHaveLength(1);
  });

  it('go once that is accepted, and are sent without another question', async () => {
    const bench = world();
    const input = { ids: ['4'], typed: null };
    await expect(bench.rules.remove({ ...input, acknowledged: [] })).rejects.toMatchObject(unaccepted);
    expect(bench.tenant.calls).toEqual([]);
    const report = await bench.rules.remove({ ...input, acknowledged: ['V22:robot-client', 'V26'] });
    expect(report.changes.map(({ state }) => state)).toEqual(['done']);
  });

  it.each<[string, ReturnType<typeof change>, boolean]>([
    ['to less', change('4', editor.id, dogs), true],
    ['to another place', change('4', systemAdministrator.id, dogs), true],
    ['to what is not less', change('5', systemAdministrator.id, tenant), false],
    ['that another covers', change('5', reader.id, dogs), false],
    ['of another account', change('6', reader.id, dogs), false],
  ])('changing one %s', async (_, { id, roleId, scope, reason }, asks) => {
    const answers = ['V01', 'V19', 'V26', 'V36', 'V37', 'V38'];
    const [bench, other] = [world(), world()];
    bench.online = other.online = false;
    const one = bench.rules.change({ id, roleId, scope, reason, acknowledged: answers });
    const many = other.rules.changeMany({ ids: [id], roleId, scope, reason, acknowledged: answers });
    for (const act of [one, many]) {
      if (asks) {
        await expect(act).rejects.toMatchObject({
          body: { reason: 'warnings-not-acknowledged', hint: expect.stringContaining('V22') as string },
        });
      } else expect((await act).changes.at(-1)?.edit.kind).toBe('rule.delete');
    }
  });

  it('say in the role editor that one holds the role oneself, by whatever name', async () => {
    const bench = world({ rules: [aRule(5, 'robot', editor, tenant, { subjectType: 'app' })] });
    const preview = await bench.roles.preview({
      id: editor.id,
      draft: {
        name: editor.name,
        description: editor.description,
        permissionSetIds: [],
        permissions: [],
      },
    });
    expect(preview.findings.map(({ rule }) => rule)).toContain('V22');
  });
});

const removal = (ruleId: number, role: Role, id: string): Edit => ({
  kind: 'rule.delete',
  ruleId,
  subject: { type: 'service-account', id },
  roleId: role.id,
  roleName: role.name,
  scope: { type: 'tenant', id: '7' },
  scopeName: 'Acme',
});

const pending = (edit: Edit, more: Partial<Change> = {}): Change => aPendingChange(1, { edit, ...more });

describe('asked once more before it is sent (V22)', () => {
  const own = removal(4, systemAdministrator, 'robot-client');
  it.each<[string, Change, string, boolean]>([
    ['what was accepted by nobody', pending(own), 'robot-client', true],
    ['by id', pending(removal(9, editor, 'sa1')), 'crawler-client', false],
    ['what was accepted', pending(own, { acknowledged: ['V22:robot-client'] }), 'robot-client', false],
    ['what was accepted by rule', pending(own, { acknowledged: ['V22'] }), 'robot-client', false],
    ['what another account accepted', pending(own, { acknowledged: ['V22:x'] }), 'robot-client', true],
    ['what was kept after the conflict', pending(own, { waived: true }), 'robot-client', false],
    ['what is another’s', pending(own), 'crawler-client', false],
    ['to a person', pending(own), 'root@example.com', false],
  ])('%s', async (_, sent, actor, stands) => {
    const bench = world({ actor });
    const conflict = await createSendGuard(bench.room)(sent, bench.tenant);
    expect(conflict?.choices ?? null).toEqual(stands ? ['keep-mine', 'take-theirs'] : null);
    if (stands) expect(conflict?.message).toContain('Rolebook itself');
  });

  it('does not count what is only made here', async () => {
    const made = aRule(-1, 'robot-client', systemAdministrator, tenant, account);
    const bench = world();
    bench.mirror.ruleFacts = [...bench.mirror.ruleFacts, made];
    expect(await rulesOf(bench, ['4'])).toEqual([]);
    const conflict = await createSendGuard(bench.room)(pending(own), bench.tenant);
    expect(conflict?.choices).toEqual(['keep-mine', 'take-theirs']);
  });
});

it.each([
  ['robot-client', ['V19', 'V26', 'V38']],
  ['root@example.com', ['V19', 'V22', 'V26', 'V38']],
])('a signed review carried out by %s answers %j', async (actor, answered) => {
  expect(await answeredByReview(world({ actor }).room)).toEqual(answered);
});
