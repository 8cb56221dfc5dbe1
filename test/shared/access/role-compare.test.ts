import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder, keysOf, permissionsOfKeys } from '../../../src-shared/access/permission-keys.ts';
import { compareRoles } from '../../../src-shared/access/role-compare.ts';
import { redundantRoles } from '../../../src-shared/access/role-redundancy.ts';
import { anyPermissions, anyRoles, roleWith } from '../../builders/role-facts.ts';

const viewer = roleWith(7, 'Viewer', 'project R, nodes R');
const editor = roleWith(3, 'Editor', 'project CRUD, nodes R, department CRUD');
const auditor = roleWith(9, 'Auditor', 'project R, events-history R');

describe('compareRoles', () => {
  it.each([
    [viewer, editor, 'subset', 'Viewer adds nothing to Editor, which gives 7 permissions more.'],
    [editor, viewer, 'superset', 'Viewer adds nothing to Editor, which gives 7 permissions more.'],
    [viewer, { ...viewer, id: 8, name: 'Looker' }, 'equal', 'Viewer and Looker give the same.'],
    [
      viewer,
      auditor,
      'overlap',
      'Viewer and Auditor share 1 permission; Viewer alone gives 1, Auditor alone 1.',
    ],
    [viewer, roleWith(2, 'Desk', 'users R'), 'disjoint', 'Viewer and Desk have nothing in common.'],
  ] as const)('%#: how two roles lie to each other', (left, right, relation, words) => {
    expect(compareRoles([left, right]).pairs).toMatchObject([{ relation, words }]);
  });

  it('has a row for each resource type that any of them touches, with what differs', () => {
    const { rows } = compareRoles([viewer, editor, roleWith(1, 'Odd', 'weather-balloons R, nodes ')]);
    expect(rows.map(({ resourceType, cells, differs }) => [resourceType, cells, differs])).toEqual([
      ['department', [[], ['create', 'read', 'update', 'delete'], []], true],
      ['project', [['read'], ['create', 'read', 'update', 'delete'], []], true],
      ['weather-balloons', [[], [], ['read']], true],
      ['nodes', [['read'], ['read'], []], true],
    ]);
    expect(
      compareRoles([viewer, editor]).rows.find(({ resourceType }) => resourceType === 'nodes'),
    ).toMatchObject({
      differs: false,
    });
  });

  it('counts what only one of two gives as sets do, whatever the roles', () => {
    fc.assert(
      fc.property(anyPermissions, anyPermissions, (left, right) => {
        const [pair] = compareRoles([
          { id: 1, name: 'a', permissions: left },
          { id: 2, name: 'b', permissions: right },
        ]).pairs;
        const all = ['users', 'roles', 'project', 'nodes', 'weather-balloons'].flatMap((type) =>
          ['create', 'read', 'update', 'delete'].map((action) => ({ type, action })),
        );
        const has = (permissions: typeof left, { type, action }: (typeof all)[number]): boolean =>
          permissions.some(({ resourceType, actions }) => resourceType === type && actions.includes(action));
        const onlyLeft = all.filter((one) => has(left, one) && !has(right, one)).length;
        const onlyRight = all.filter((one) => !has(left, one) && has(right, one)).length;
        const both = all.filter((one) => has(left, one) && has(right, one)).length;
        expect(pair).toMatchObject({ onlyLeft, onlyRight, both });
        const expected =
          onlyLeft === 0
            ? onlyRight === 0
              ? 'equal'
              : 'subset'
            : onlyRight === 0
              ? 'superset'
              : both === 0
                ? 'disjoint'
                : 'overlap';
        expect(pair?.relation).toBe(expected);
      }),
    );
  });
});

describe('redundantRoles (V18)', () => {
  it('says which roles add nothing to another', () => {
    expect(redundantRoles([viewer, editor, auditor]).map(({ words }) => words)).toEqual([
      'Viewer adds nothing to Editor',
    ]);
  });

  it('takes the later of two equal ones, and leaves out what gives nothing at all', () => {
    const looker = { ...viewer, id: 8, name: 'Looker' };
    expect(redundantRoles([viewer, looker, roleWith(1, 'Nothing', '')])).toMatchObject([
      { roleName: 'Looker', besideName: 'Viewer', same: true },
    ]);
  });

  it('leaves what they give together as it was when one that adds nothing goes', () => {
    fc.assert(
      fc.property(anyRoles(5), (roles) => {
        for (const { roleId } of redundantRoles(roles)) {
          const rest = roles.filter(({ id }) => id !== roleId);
          expect(keysOf(rest.flatMap(({ permissions }) => permissions))).toEqual(
            new Set([
              ...keysOf(rest.flatMap(({ permissions }) => permissions)),
              ...keysOf(roles.find(({ id }) => id === roleId)?.permissions ?? []),
            ]),
          );
        }
      }),
    );
  });
});

describe('permission keys', () => {
  it('lose nothing on the way to keys and back', () => {
    fc.assert(
      fc.property(anyPermissions, (permissions) => {
        const keys = keysOf(permissions);
        expect(keysOf(permissionsOfKeys(keys))).toEqual(keys);
      }),
    );
  });

  it('show actions in one order, unknown ones last', () => {
    expect(inOrder(['sync', 'delete', 'read', 'archive', 'create', 'read'])).toEqual([
      'create',
      'read',
      'delete',
      'archive',
      'sync',
    ]);
  });
});
