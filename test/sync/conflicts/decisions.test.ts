import { expect, test } from 'vitest';
import { compareBefore } from '../../../src-main/sync/push/compare-before.ts';
import { judge } from '../../../src-main/sync/push/judge.ts';
import type { Seen } from '../../../src-main/sync/push/look-before.ts';
import type { Ending } from '../../../src-main/sync/push/outcome.ts';
import type { ReadBack } from '../../../src-main/sync/push/read-back.ts';
import { reconcile } from '../../../src-main/sync/push/reconcile.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import { mergeRole } from '../../../src-shared/changes/merge-role.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { aRole } from '../../builders/facts.ts';
import { refused, replyLost } from '../../builders/scripted-tenant.ts';
import { type Scene, sceneOf } from './scene.ts';
import { roleCellName, roleCells } from './role-table.ts';
import { roleSceneOf } from './role-scene.ts';
import { type Cell, cellName, cells } from './table.ts';

const actor = 'admin@example.com';
const random = { below: () => 0 };

/** What the tenant of a scene shows, without asking it. */
function seen({ tenant, edit, base }: Scene): Seen {
  switch (edit.kind) {
    case 'user.delete': {
      const user = tenant.users.find(({ id }) => id === edit.userId) ?? null;
      const rules = tenant.rules.filter(({ subjectId }) => subjectId === user?.email);
      return { of: 'user', user, raw: user, rules };
    }
    case 'service-account.set-enabled':
    case 'service-account.rotate': {
      const account = tenant.serviceAccounts.find(({ id }) => id === edit.id) ?? null;
      return { of: 'service-account', account, raw: account, rules: [] };
    }
    case 'rule.create': {
      const user = tenant.users.find(({ id }) => id === base?.fields['userId']);
      return {
        of: 'rule',
        subject: user?.email === edit.subject.id,
        replaced: tenant.rules.some(({ id }) => id === base?.fields['replaces']),
      };
    }
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete': {
      const role = tenant.roles.find(({ id }) => id === edit.roleId) ?? null;
      return { of: 'role', role, raw: role };
    }
    default:
      return { of: 'nothing' };
  }
}

/** Does what the call would do; answers the refusal, or how it went. */
function apply(scene: Scene): ErrorBody | 'done' | 'already' {
  const { tenant, edit } = scene;
  switch (edit.kind) {
    case 'user.create': {
      if (tenant.users.some(({ email }) => foldEmail(email) === foldEmail(edit.email)))
        return refused(409, 'conflict').body;
      const [like] = tenant.users;
      tenant.users.push({
        ...(like ?? {
          isLocal: true,
          firstName: null,
          lastName: null,
          groups: [],
          createdAt: null,
          updatedAt: null,
          lastLogin: null,
        }),
        id: 'made',
        email: edit.email,
        createdBy: actor,
      });
      return 'done';
    }
    case 'user.delete': {
      const there = tenant.users.some(({ id }) => id === edit.userId);
      tenant.users = tenant.users.filter(({ id }) => id !== edit.userId);
      return there ? 'done' : refused(404, 'not-found').body;
    }
    case 'service-account.set-enabled': {
      if (!tenant.serviceAccounts.some(({ id }) => id === edit.id)) return refused(404, 'not-found').body;
      tenant.serviceAccounts = tenant.serviceAccounts.map((one) =>
        one.id === edit.id ? { ...one, enabled: edit.enabled } : one,
      );
      return 'done';
    }
    case 'service-account.rotate':
      return tenant.serviceAccounts.some(({ id }) => id === edit.id)
        ? 'done'
        : refused(404, 'not-found').body;
    case 'rule.create': {
      if (tenant.goneScopes.has(`${edit.scope.type}:${edit.scope.id}`)) return refused(404, 'not-found').body;
      if (there(tenant.rules, edit) !== undefined) return refused(409, 'conflict').body;
      const [like] = tenant.rules;
      if (like !== undefined)
        tenant.rules.push({ ...like, id: 90, roleId: edit.roleId, subjectId: edit.subject.id });
      return 'done';
    }
    case 'role.create':
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete':
      return applyToRoles(scene, edit);
    default:
      throw new Error(`${edit.kind} is in no cell`);
  }
}

function applyToRoles(
  { tenant, base }: Scene,
  edit: Extract<Scene['edit'], { kind: `role.${string}` }>,
): ErrorBody | 'done' {
  const self = edit.kind === 'role.create' ? null : edit.roleId;
  const there = tenant.roles.find(({ id }) => id === self);
  if (self !== null && there === undefined) return refused(404, 'not-found').body;
  if (edit.kind === 'role.delete') {
    tenant.roles = tenant.roles.filter(({ id }) => id !== self);
    return 'done';
  }
  const other = tenant.roles.some(({ id, name }) => id !== self && name === edit.name);
  if (other && edit.kind !== 'role.set-enabled') return refused(409, 'conflict').body;
  if (there === undefined && edit.kind === 'role.create') {
    const { name, description, permissionSets } = edit;
    const permissions = permissionSets.flatMap(({ id }) => tenant.setPermissions.get(id) ?? []);
    tenant.roles.push({ ...aRole(90, name), description, permissionSets, permissions, createdBy: actor });
    return 'done';
  }
  tenant.roles = tenant.roles.map((role) => {
    if (role.id !== self || edit.kind === 'role.create') return role;
    if (edit.kind === 'role.set-enabled') return { ...role, enabled: edit.enabled };
    const { name, description, permissionSets } = mergeRole(base?.fields ?? null, edit, role).content;
    const permissions = permissionSets.flatMap(({ id }) => tenant.setPermissions.get(id) ?? []);
    return { ...role, name, description, permissionSets, permissions };
  });
  return 'done';
}

function there(
  rules: Scene['tenant']['rules'],
  edit: Extract<Scene['edit'], { kind: 'rule.create' }>,
): Scene['tenant']['rules'][number] | undefined {
  return rules.find(
    (rule) =>
      rule.subjectId === edit.subject.id && rule.roleId === edit.roleId && rule.scopeId === edit.scope.id,
  );
}

/** What reading back would show. */
function shown({ tenant, edit }: Scene): ReadBack {
  switch (edit.kind) {
    case 'user.create': {
      const user = tenant.users.find(({ email }) => foldEmail(email) === foldEmail(edit.email));
      return { of: 'user', there: user === undefined ? null : { user, raw: user } };
    }
    case 'user.delete': {
      const user = tenant.users.find(({ id }) => id === edit.userId);
      return { of: 'user', there: user === undefined ? null : { user, raw: user } };
    }
    case 'service-account.set-enabled': {
      const account = tenant.serviceAccounts.find(({ id }) => id === edit.id);
      return { of: 'service-account', there: account === undefined ? null : { account, raw: account } };
    }
    case 'rule.create': {
      const rule = there(tenant.rules, edit);
      return { of: 'rule', there: rule === undefined ? null : { id: rule.id, raw: rule } };
    }
    case 'role.create':
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete': {
      const role = tenant.roles.find(({ id, name }) =>
        edit.kind === 'role.create' ? name === edit.name : id === edit.roleId,
      );
      return { of: 'role', there: role === undefined ? null : { role, raw: role } };
    }
    default:
      return { of: 'nothing' };
  }
}

const endOf = ({ patch }: Ending): string => patch.conflict?.kind ?? patch.result?.how ?? 'none';

/** When everything was wanted. */
const createdAt = '2026-01-02T03:04:05.000Z';

/** Walks a cell through the decisions alone: compare, judge, reconcile, and again where they say so. */
function decide(scene: Scene, { conditional, lost }: Pick<Cell, 'conditional' | 'lost'>): string {
  let toAct = conditional;
  let toLose = lost;
  let lostBefore = false;
  if (!conditional) scene.act();
  const change = { base: scene.base, waived: false };
  for (let round = 0; round < 6; round += 1) {
    const compared = compareBefore(change, scene.edit, seen(scene));
    if (!compared.go) return endOf(compared.ending);
    const another = toAct && scene.act();
    toAct = false;
    const refusal = scene.rightLost
      ? refused(403, 'not-permitted').body
      : another
        ? refused(412, 'input').body
        : null;
    const answer = refusal ?? apply(scene);
    if (toLose || typeof answer !== 'string') {
      const error = toLose ? replyLost().body : answer;
      toLose = false;
      if (typeof error === 'string') return error;
      const outcome = judge(scene.edit, error, lostBefore);
      if (outcome === 'changed-since') continue;
      if (outcome !== 'lost') return outcome === 'gone-is-done' ? 'already' : outcome;
      lostBefore = true;
      const wish = { attempts: 0, createdAt, ...change };
      const read = reconcile(wish, scene.edit, shown(scene), {
        us: { actor, wishedAt: wish.createdAt },
        random,
      });
      if (read.event === 'not-applied') continue;
      return endOf(read);
    }
    return answer === 'done' && compared.merged.length > 0 ? 'merged' : answer;
  }
  return 'no end';
}

test.each(cells.map((cell) => [cellName(cell), cell] as const))('decisions: %s', (_name, cell) => {
  expect(decide(sceneOf(cell.local, cell.remote), cell)).toBe(cell.end);
});

test.each(roleCells.map((cell) => [roleCellName(cell), cell] as const))('decisions: %s', (_name, cell) => {
  expect(decide(roleSceneOf(cell.local, cell.remote), cell)).toBe(cell.end);
});

test('the table has every cell once', () => {
  expect(new Set(cells.map(cellName)).size).toBe(160);
  expect(new Set(roleCells.map(roleCellName)).size).toBe(192);
});
