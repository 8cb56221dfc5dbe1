import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConsolePasses, consoleSteps } from '../../../src-shared/changes/console-steps.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';

type Given = { id: string; edit: Edit };

const rule = (who: string, scope: string, roleId = 5, type: 'user' | 'group' = 'user'): Given => ({
  id: `${type} ${who} ${roleId} ${scope}`,
  edit: {
    kind: 'rule.create',
    localId: -1,
    subject: { type, id: who },
    roleId,
    roleName: `Role ${roleId}`,
    scope: { type: 'project', id: scope },
    scopeName: scope,
  },
});
const user = (email: string): Given => ({
  id: `new ${email}`,
  edit: { kind: 'user.create', email, firstName: null, lastName: null, notify: false },
});
const gone = (email: string): Given => ({
  id: `gone ${email}`,
  edit: { kind: 'user.delete', userId: email, email, isLocal: true },
});
const names = (count: number, letter: string): string[] =>
  Array.from({ length: count }, (_, at) => `${letter}${at}`);
const all = (subjects: number, scopes: number): Given[] =>
  names(subjects, 'u').flatMap((who) => names(scopes, 'p').map((scope) => rule(who, scope)));

describe('V40: the limits of the console', () => {
  it.each([
    [1, 1, 1],
    [10, 10, 1],
    [11, 10, 2],
    [10, 11, 2],
    [25, 25, 9],
  ])('%i subjects on %i scopes take %i passes', (subjects, scopes, passes) => {
    const changes = all(subjects, scopes);
    const steps = consoleSteps(changes);
    expect(steps).toHaveLength(passes);
    const found = checkConsolePasses(changes, steps);
    expect(found.map(({ rule: id, severity }) => `${id} ${severity}`)).toEqual(
      passes === 1 ? [] : ['V40 info'],
    );
    if (passes > 1)
      expect(found[0]?.message).toContain(`${changes.length} access rules take ${passes} passes`);
  });

  it('gives nobody what was not meant: only subjects with the same scopes share a pass', () => {
    const steps = consoleSteps([
      rule('a', 'p'),
      rule('a', 'q'),
      rule('b', 'p'),
      rule('c', 'q'),
      rule('c', 'p'),
    ]);
    expect(steps.map(({ lines }) => lines)).toEqual([
      ['Subjects: a, c', 'Role: Role 5', 'Scopes: project p, project q'],
      ['Subjects: b', 'Role: Role 5', 'Scopes: project p'],
    ]);
  });

  it('keeps scopes apart that only share a name', () => {
    const steps = consoleSteps(
      [rule('a', 'p1'), rule('a', 'p2')].map((given) => ({
        ...given,
        edit: { ...given.edit, scopeName: 'cats' } as Edit,
      })),
    );
    expect(steps).toMatchObject([
      { lines: ['Subjects: a', 'Role: Role 5', 'Scopes: project cats, project cats'] },
    ]);
    expect(steps[0]?.changeIds).toHaveLength(2);
  });

  it('holds for any rules: each exactly once, one role and kind of subject a pass, no more than ten by ten', () => {
    const some = fc.uniqueArray(
      fc.record({
        who: fc.nat(24),
        scope: fc.nat(24),
        role: fc.nat(1),
        type: fc.constantFrom('user', 'group'),
      }),
      { selector: (one) => JSON.stringify(one), maxLength: 300 },
    );
    fc.assert(
      fc.property(some, (picked) => {
        const changes = picked.map(({ who, scope, role, type }) =>
          rule(`w${who}`, `s${scope}`, role, type as 'user'),
        );
        const byId = new Map(changes.map((change) => [change.id, change.edit]));
        const steps = consoleSteps(changes);
        expect(steps.flatMap(({ changeIds }) => changeIds).toSorted()).toEqual(
          changes.map(({ id }) => id).toSorted(),
        );
        for (const { changeIds } of steps) {
          const edits = changeIds.map((id) => byId.get(id)).filter((edit) => edit?.kind === 'rule.create');
          const subjects = new Set(edits.map((edit) => edit?.subject.id));
          const scopes = new Set(edits.map((edit) => edit?.scope.id));
          expect(new Set(edits.map((edit) => `${edit?.roleId} ${edit?.subject.type}`)).size).toBe(1);
          expect(subjects.size).toBeLessThanOrEqual(10);
          expect(scopes.size).toBeLessThanOrEqual(10);
          expect(edits).toHaveLength(subjects.size * scopes.size);
        }
      }),
    );
  });

  it('makes first, and removes last', () => {
    const titles = consoleSteps([
      gone('old@example.com'),
      rule('new@example.com', 'p'),
      user('new@example.com'),
    ]).map(({ title }) => title);
    expect(titles).toEqual([
      'Create user new@example.com',
      'Access rules, + NEW ACCESS RULE: Role 5',
      'Delete user old@example.com',
    ]);
  });
});
