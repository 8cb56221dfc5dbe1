import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localIdOf } from '../../../src-shared/changes/local-id.ts';
import type { Overlay } from '../../../src-shared/changes/overlay.ts';
import { overlayOf } from '../../../src-shared/changes/overlay-of.ts';
import { type Change, type ChangeState, type Edit, changeStates } from '../../../src-shared/domain/change.ts';
import { replayed } from '../../builders/replayed-changes.ts';
import { changedRole, content, newRole, removedRole, switchedRole } from '../../builders/role-edits.ts';
import { untouched } from '../../builders/changes.ts';

/** A change with what does not matter here filled in. */
function aChange(seq: number, edit: Edit, more: Partial<Change> = {}): Change {
  const createdAt = `2026-03-03T12:00:00.${String(seq).padStart(3, '0')}Z`;
  return {
    seq,
    id: `c${seq}`,
    groupId: `g${seq}`,
    groupTitle: 'A group',
    binding: 'tenant-a/me@example.com',
    edit,
    base: null,
    dependsOn: [],
    held: false,
    acknowledged: [],
    ...untouched,
    createdAt,
    updatedAt: createdAt,
    ...more,
  };
}

const seed = 20261126;
const me = { actor: 'me@example.com' };
const scope = { type: 'project' as const, id: 'p1' };
const rule = { roleId: 6, roleName: 'Viewer', scope, scopeName: 'cats' };

const user = (email: string): Edit => ({
  kind: 'user.create',
  email,
  firstName: null,
  lastName: null,
  notify: false,
});
const grant = (localId: number, email: string): Edit => ({
  kind: 'rule.create',
  localId,
  subject: { type: 'user', id: email },
  ...rule,
});
const grantOf = (localId: number, email: string, roleId: number): Edit => ({
  kind: 'rule.create',
  localId,
  subject: { type: 'user', id: email },
  ...rule,
  roleId,
});
const revoke = (ruleId: number): Edit => ({
  kind: 'rule.delete',
  ruleId,
  subject: { type: 'user', id: 'a@example.com' },
  ...rule,
});
const removal = (userId: string): Edit => ({
  kind: 'user.delete',
  userId,
  email: 'a@example.com',
  isLocal: true,
});
const reset = (userId: string): Edit => ({ kind: 'user.reset-password', userId, email: 'a@example.com' });
const switched = (id: string, enabled: boolean): Edit => ({
  kind: 'service-account.set-enabled',
  id,
  name: 'robot',
  enabled,
});
const rotation = (id: string): Edit => ({ kind: 'service-account.rotate', id, name: 'robot', clientId: 'c' });
const retirement = (id: string): Edit => ({
  kind: 'service-account.delete',
  id,
  name: 'robot',
  clientId: 'c',
});

/** Marks of users, rules, service accounts and roles as plain objects. */
function marksIn({ users, rules, serviceAccounts, roles }: Overlay): Record<string, unknown> {
  return {
    users: Object.fromEntries(users.marks),
    rules: Object.fromEntries(rules.marks),
    serviceAccounts: Object.fromEntries(serviceAccounts.marks),
    roles: Object.fromEntries(roles.marks),
  };
}

/** Anything that changes may say, about few things so that they meet. */
const changes: fc.Arbitrary<Change[]> = fc
  .array(
    fc.record({
      kind: fc.integer({ min: 0, max: 13 }),
      at: fc.integer({ min: 0, max: 3 }),
      local: fc.boolean(),
      on: fc.boolean(),
      needs: fc.integer({ min: 0, max: 6 }),
      state: fc.constantFrom<ChangeState>(...changeStates),
      known: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .map((picks) =>
    picks.map(({ kind, at, local, on, needs, state, known }, index) => {
      const seq = index + 1;
      const id = local ? localIdOf(`c${at + 1}`) : `s${at}`;
      const ruleId = local ? -(at + 1) : at + 1;
      const edits: readonly Edit[] = [
        user(`u${at}@example.com`),
        removal(id),
        reset(id),
        grant(-seq, `u${at}@example.com`),
        revoke(ruleId),
        { kind: 'service-account.create', name: `robot-${at}` },
        switched(id, on),
        rotation(id),
        retirement(id),
        newRole(-seq, `role-${seq}`),
        changedRole(ruleId, `changed-${seq}`),
        switchedRole(ruleId, on),
        removedRole(ruleId),
        grantOf(-seq, `u${at}@example.com`, -(at + 1)),
      ];
      const edit = edits[kind] ?? user('x@example.com');
      const result =
        state === 'done' && known && edit.kind.endsWith('.create')
          ? {
              serverId:
                edit.kind === 'rule.create' || edit.kind === 'role.create' ? String(at + 1) : `s${at}`,
              clientId: null,
              how: 'done' as const,
              note: null,
              credentialId: null,
              facts: { users: [], rules: [], serviceAccounts: [], roles: [] },
            }
          : null;
      const dependsOn = needs > 0 && needs < seq ? [`c${needs}`] : [];
      return aChange(seq, edit, { state, result, dependsOn });
    }),
  );

describe('what open changes make of the mirror', () => {
  test.each<[string, readonly Change[], unknown]>([
    ['a removal', [aChange(1, removal('s1'))], { users: { s1: 'removed' } }],
    ['a reset', [aChange(1, reset('s1'))], { users: { s1: 'changed' } }],
    [
      'a reset, then a removal',
      [aChange(1, reset('s1')), aChange(2, removal('s1'))],
      { users: { s1: 'removed' } },
    ],
    [
      'a contradicted removal',
      [aChange(1, removal('s1'), { state: 'conflict' })],
      { users: { s1: 'conflict' } },
    ],
    ['a refused removal', [aChange(1, removal('s1'), { state: 'rejected' })], {}],
    ['a removal taken back', [aChange(1, removal('s1'), { state: 'cancelled' })], {}],
    ['a removal that waits', [aChange(1, revoke(7), { state: 'blocked' })], { rules: { 7: 'removed' } }],
    ['a removal on the wire', [aChange(1, revoke(7), { state: 'sending' })], { rules: { 7: 'removed' } }],
    [
      'a removal done, not noted yet',
      [aChange(1, revoke(7), { state: 'done' })],
      { rules: { 7: 'removed' } },
    ],
    [
      'the last of two switches',
      [aChange(2, switched('s1', true)), aChange(1, switched('s1', false)), aChange(3, rotation('s1'))],
      { serviceAccounts: { s1: { mark: 'changed', enabled: true } } },
    ],
    [
      'a switch that the tenant contradicts',
      [aChange(1, switched('s1', false), { state: 'conflict' })],
      { serviceAccounts: { s1: { mark: 'conflict', enabled: null } } },
    ],
    [
      'a role that goes',
      [aChange(1, removedRole(7))],
      { roles: { 7: { mark: 'removed', enabled: null, content: null } } },
    ],
    [
      'a role that is changed, then switched off',
      [aChange(1, changedRole(7, 'Desk')), aChange(2, switchedRole(7, false))],
      { roles: { 7: { mark: 'changed', enabled: false, content: content('Desk') } } },
    ],
    [
      'a change of a role that the tenant contradicts',
      [aChange(1, changedRole(7, 'Desk'), { state: 'conflict' })],
      { roles: { 7: { mark: 'conflict', enabled: null, content: null } } },
    ],
  ])('%s marks what is there', (_, given, marks) => {
    const overlay = overlayOf(given, me);
    expect(marksIn(overlay)).toEqual({
      users: {},
      rules: {},
      serviceAccounts: {},
      roles: {},
      ...(marks as object),
    });
    expect([overlay.users.made, overlay.rules.made, overlay.serviceAccounts.made]).toEqual([[], [], []]);
    expect(overlay.roles.made).toEqual([]);
  });

  test('a user with a rule is made under local ids', () => {
    const made = [
      aChange(1, user('a@example.com')),
      aChange(2, grant(-1, 'a@example.com'), { dependsOn: ['c1'] }),
    ];
    expect(overlayOf(made, me)).toMatchObject({
      users: { made: [{ id: 'local:c1', email: 'a@example.com', createdBy: 'me@example.com', mark: 'new' }] },
      rules: {
        made: [{ id: -1, subject: { type: 'user', id: 'a@example.com' }, scopeId: 'p1', mark: 'new' }],
      },
    });
  });

  test('a new role shows as later changes make it, and rules that give it show its name', () => {
    const made = [
      aChange(1, newRole(-1, 'Desk')),
      aChange(2, grantOf(-2, 'a@example.com', -1), { dependsOn: ['c1'] }),
      aChange(3, changedRole(-1, 'Front desk'), { dependsOn: ['c1'] }),
      aChange(4, switchedRole(-1, false), { dependsOn: ['c3'] }),
    ];
    expect(overlayOf(made, me)).toMatchObject({
      roles: { made: [{ id: -1, ...content('Front desk'), enabled: false, mark: 'new' }] },
      rules: { made: [{ id: -2, roleId: -1, roleName: 'Front desk' }] },
    });
    const taken = [...made, aChange(5, removedRole(-1))];
    expect(overlayOf(taken, me)).toEqual(overlayOf([], me));
  });

  test('what was made and removed before it left shows nothing, nor what waits for it', () => {
    const taken = [
      aChange(1, user('a@example.com')),
      aChange(2, grant(-1, 'a@example.com'), { dependsOn: ['c1'] }),
      aChange(3, removal('local:c1')),
      aChange(4, { kind: 'service-account.create', name: 'robot' }),
      aChange(5, retirement('local:c4')),
      aChange(6, grant(-2, 'b@example.com')),
      aChange(7, revoke(-2)),
    ];
    expect(overlayOf(taken, me)).toEqual(overlayOf([], me));
  });

  test('what may have left already stays, marked as removed', () => {
    const made = aChange(1, user('a@example.com'), { state: 'unknown' });
    expect(overlayOf([made, aChange(2, removal('local:c1'))], me).users.made).toMatchObject([
      { mark: 'removed' },
    ]);
  });

  test('is what a replay of the changes gives', () => {
    fc.assert(
      fc.property(changes, (given) => {
        const names = given.flatMap(({ result }) => (result === null ? [] : [result.serverId]));
        fc.pre(new Set(names).size === names.length);
        const sorted = (overlay: Overlay): unknown => ({
          made: [
            overlay.users.made,
            overlay.rules.made,
            overlay.serviceAccounts.made,
            overlay.roles.made,
          ].map((list) => list.toSorted((left, right) => (String(left.id) < String(right.id) ? -1 : 1))),
          ...marksIn(overlay),
        });
        expect(sorted(overlayOf(given, me))).toEqual(sorted(replayed(given, me.actor)));
      }),
      { seed, numRuns: 3000 },
    );
  });

  test('does not depend on the order in which changes are given', () => {
    fc.assert(
      fc.property(
        changes.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          expect(overlayOf(shuffled, me)).toEqual(overlayOf(given, me));
        },
      ),
      { seed, numRuns: 1000 },
    );
  });

  test('is the same when asked again, and leaves the changes as they are', () => {
    fc.assert(
      fc.property(changes, (given) => {
        const before = structuredClone(given);
        const first = overlayOf(given, me);
        expect(overlayOf(given, me)).toEqual(first);
        expect(structuredClone(first)).toEqual(first);
        expect(given).toEqual(before);
      }),
      { seed, numRuns: 500 },
    );
  });
});
