import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type HeldAccess,
  holds,
  scopesOf,
  withoutRule,
  withRule,
} from '../../../../src-main/cloud/legacy/held-access.ts';
import { type Takes, takesOf } from '../../../../src-shared/rules/role-grid-rules.ts';

const held = (roles: string[], all: boolean, clusters: string[]): HeldAccess => ({ roles, all, clusters });
const tenant = { type: 'tenant', id: '7' } as const;
const cluster = (id: string) => ({ type: 'cluster', id }) as const;

describe('rules that go and come together', () => {
  it('end where the grid says, whatever goes first, and leave no place behind', () => {
    const places = [tenant, cluster('a'), cluster('b')];
    const roles = [1, 2, 3];
    const grid = fc
      .tuple(fc.subarray(roles, { minLength: 1 }), fc.subarray(places, { minLength: 1 }))
      .map(([some, where]) =>
        some.flatMap((roleId) => where.map(({ type, id }) => ({ roleId, scopeType: type, scopeId: id }))),
      );
    const keyOf = (rule: { roleId: number; scopeType: string; scopeId: string }): string =>
      `${rule.roleId} ${rule.scopeType} ${rule.scopeId}`;
    const scopeOf = ({ scopeType, scopeId }: { scopeType: string; scopeId: string }) =>
      scopeType === 'tenant' ? tenant : cluster(scopeId);
    const add = (
      access: HeldAccess,
      rule: { roleId: number; scopeType: string; scopeId: string },
    ): HeldAccess => withRule(access, String(rule.roleId), scopeOf(rule)) ?? access;
    const nothing = held([], false, []);
    const sorted = ({ roles: some, all, clusters }: HeldAccess) =>
      held(some.toSorted(), all, clusters.toSorted());
    fc.assert(
      fc.property(grid, fc.oneof(grid, fc.constant([])), fc.integer(), (before, after, mixed) => {
        const kept = new Set(after.map(keyOf));
        const going = before.filter((rule) => !kept.has(keyOf(rule)));
        const order = going.toSorted((one, other) =>
          Math.sin(mixed + keyOf(one).length * 7 + one.roleId) < Math.sin(mixed + other.roleId) ? -1 : 1,
        );
        let access = after.reduce(add, before.reduce(add, nothing));
        for (const rule of order)
          access = withoutRule(access, String(rule.roleId), scopeOf(rule), takesOf(after, rule)) ?? access;
        expect(sorted(access)).toEqual(sorted(after.reduce(add, nothing)));
      }),
    );
  });
});

describe('where roles hold', () => {
  it.each([
    [held(['viewer'], true, []), ['tenant 7']],
    [held(['viewer'], false, ['a', 'b']), ['cluster a', 'cluster b']],
    [held(['viewer'], true, ['a']), ['tenant 7', 'cluster a']],
    [held(['viewer'], false, []), ['none none']],
  ])('%o: %o', (access, expected) => {
    expect(scopesOf(access, '7').map(({ type, id }) => `${type} ${id}`)).toEqual(expected);
  });
});

describe('giving', () => {
  it('adds the role, the place, or both, and keeps the rest', () => {
    const access = held(['viewer', 'new-word'], false, ['a']);
    expect(withRule(access, 'editor', tenant)).toEqual(held(['viewer', 'new-word', 'editor'], true, ['a']));
    expect(withRule(access, 'viewer', cluster('b'))).toEqual(held(['viewer', 'new-word'], false, ['a', 'b']));
    expect(withRule(access, 'viewer', cluster('a'))).toEqual(access);
    expect(withRule(access, 'viewer', { type: 'project', id: '1' })).toBeNull();
  });
  it('is held then', () => {
    const after = withRule(held([], false, []), 'editor', cluster('b'));
    expect(after !== null && holds(after, 'editor', cluster('b'))).toBe(true);
    expect(after !== null && holds(after, 'editor', tenant)).toBe(false);
  });
});

describe('taking', () => {
  const both = held(['viewer', 'editor'], false, ['a', 'b']);
  const cases: readonly [string, HeldAccess, Takes | undefined, HeldAccess | null][] = [
    [
      'a role in its only place',
      held(['viewer', 'editor'], false, ['a']),
      undefined,
      held(['editor'], false, ['a']),
    ],
    ['a role everywhere', held(['viewer', 'editor'], true, []), undefined, held(['editor'], true, [])],
    [
      'one place of an only role',
      held(['viewer'], false, ['a', 'b']),
      undefined,
      held(['viewer'], false, ['b']),
    ],
    ['one of several roles and places, unsaid', both, undefined, null],
    ['the role of it', both, 'role', held(['editor'], false, ['a', 'b'])],
    ['the place of it', both, 'cluster', held(['viewer', 'editor'], false, ['b'])],
  ];
  it.each(cases)('%s', (_, access, takes, expected) => {
    expect(withoutRule(access, 'viewer', access.all ? tenant : cluster('a'), takes)).toEqual(expected);
  });
  it('takes all clusters and leaves those named', () => {
    expect(withoutRule(held(['viewer'], true, ['a']), 'viewer', tenant, 'cluster')).toEqual(
      held(['viewer'], false, ['a']),
    );
  });
});
