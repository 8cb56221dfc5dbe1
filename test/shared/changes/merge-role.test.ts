import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roleFields } from '../../../src-shared/changes/base-fields.ts';
import { mergeRole, type RoleContent, roleFieldWords } from '../../../src-shared/changes/merge-role.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { aRole } from '../../builders/facts.ts';
import { roleContent } from '../../builders/push-bench.ts';

/** A role of these sets, as the tenant has it. */
function roleOf(sets: readonly string[], more: Partial<Role> = {}): Role {
  const content = roleContent('Desk', sets);
  return {
    ...aRole(9, 'Desk'),
    ...content,
    permissions: content.permissions.map((one) => ({ ...one, displayName: '', group: '' })),
    ...more,
  };
}

const mine = (sets: readonly string[], more: Partial<RoleContent> = {}): RoleContent => ({
  ...roleContent('Desk', sets),
  ...more,
});
const setsOf = (content: RoleContent): string[] => content.permissionSets.map(({ id }) => id).sort();

describe('mergeRole', () => {
  const base = roleFields(roleOf(['users R', 'nodes R']));

  it('puts together what the two sides changed in different places, and says what others changed', () => {
    const merge = mergeRole(
      base,
      mine(['users R', 'nodes R', 'project CRUD'], { description: 'Mine' }),
      roleOf(['users R', 'workloads R'], { name: 'Front desk' }),
    );
    expect(merge.clashes).toEqual([]);
    expect(setsOf(merge.content)).toEqual(['project CRUD', 'users R', 'workloads R']);
    expect(merge.content).toMatchObject({ name: 'Front desk', description: 'Mine' });
    expect(merge.merged.toSorted()).toEqual([
      'name',
      'permission-set:nodes R',
      'permission-set:workloads R',
      'permission:nodes',
      'permission:workloads',
    ]);
    expect(merge.same).toBe(false);
  });

  it('is a clash where both changed the same permission, each its own way, with the sets that others changed', () => {
    const merge = mergeRole(
      base,
      mine(['users R', 'nodes R', 'users CRUD']),
      roleOf(['users R', 'nodes R', 'users RU', 'project R']),
    );
    expect(merge.clashes).toEqual([
      {
        field: 'permission:users',
        base: ['read'],
        mine: ['create', 'read', 'update', 'delete'],
        theirs: ['read', 'update'],
        clash: true,
      },
      { field: 'permission-set:users RU', base: null, mine: null, theirs: 'users RU', clash: true },
      { field: 'permission-set:project R', base: null, mine: null, theirs: 'project R', clash: true },
    ]);
  });

  it('has no clash any more once the admin has seen theirs: mine is sent as it is', () => {
    const wanted = mine(['users R', 'nodes R', 'users CRUD']);
    const there = roleOf(['users R', 'nodes R', 'users RU']);
    const { clashes } = mergeRole(base, wanted, there);
    const seen = Object.fromEntries(clashes.map(({ field, theirs }) => [field, theirs]));
    const again = mergeRole({ ...base, ...seen }, wanted, there);
    expect(again.clashes).toEqual([]);
    expect(setsOf(again.content)).toEqual(['nodes R', 'users CRUD', 'users R']);
  });

  it('is a clash where the two together would leave nothing of the role', () => {
    const merge = mergeRole(base, mine(['users R']), roleOf(['nodes R']));
    expect(merge.clashes.map(({ field }) => field)).toEqual(['permission-set:users R']);
  });

  it('takes a text that both changed for a clash, and one changed alike for none', () => {
    const clash = mergeRole(
      base,
      mine(['users R', 'nodes R'], { name: 'A' }),
      roleOf(['users R', 'nodes R'], { name: 'B' }),
    );
    expect(clash.clashes.map(({ field, mine: my, theirs }) => [field, my, theirs])).toEqual([
      ['name', 'A', 'B'],
    ]);
    const same = mergeRole(base, mine(['users R']), roleOf(['users R']));
    expect(same).toMatchObject({ clashes: [], same: true });
  });

  it('sends mine where the comparison was waived', () => {
    const merge = mergeRole(null, mine(['users R']), roleOf(['nodes R', 'project R'], { name: 'B' }));
    expect(merge.clashes).toEqual([]);
    expect(setsOf(merge.content)).toEqual(['users R']);
    expect(merge.content.name).toBe('Desk');
  });

  const some = fc.subarray(['users R', 'nodes R', 'project CRUD', 'workloads R', 'roles R']);

  it('gives each set as the side has it that changed it, whatever the three are', () => {
    fc.assert(
      fc.property(some, some, some, (was, my, their) => {
        const merge = mergeRole(roleFields(roleOf(was)), mine(my), roleOf(their));
        if (merge.clashes.length > 0) return;
        const all = ['users R', 'nodes R', 'project CRUD', 'workloads R', 'roles R'];
        const expected = all.filter((set) =>
          my.includes(set) === was.includes(set) ? their.includes(set) : my.includes(set),
        );
        expect(setsOf(merge.content)).toEqual(expected.sort());
      }),
    );
  });

  it('is mine where nobody else changed anything, and theirs where only they did', () => {
    fc.assert(
      fc.property(some, some, (was, other) => {
        fc.pre(other.length > 0);
        const alone = mergeRole(roleFields(roleOf(was)), mine(other), roleOf(was));
        expect(alone).toMatchObject({ clashes: [], merged: [] });
        expect(setsOf(alone.content)).toEqual(other.toSorted());
        const theirs = mergeRole(roleFields(roleOf(was)), mine(was), roleOf(other));
        expect(theirs).toMatchObject({ clashes: [], same: true });
      }),
    );
  });
});

it('calls fields of roles by words', () => {
  const name = (type: string): string => type.toUpperCase();
  expect(
    ['permission:users', 'permission-set:x', 'name'].map((field) => roleFieldWords(field, name)),
  ).toEqual(['permission on USERS', 'permission set', 'name']);
});
