import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../../src-shared/domain/role.ts';
import { type PlanTravel, planTravel } from '../../../builders/plan-travel.ts';
import { permissionsIn, roleWith } from '../../../builders/role-facts.ts';
import { type UsersBench, usersBench } from '../../../builders/users-bench.ts';

/* Rows of a plan that are about roles: the very role is meant, as it was seen, permission by permission. */

const admin = roleWith(1, 'System administrator', 'users CRUD, project CRUD, nodes CRUD');
const desk = roleWith(9, 'Desk', 'users CR', {
  custom: true,
  description: 'Welcomes people',
  permissionSets: [{ id: 'users CR', name: 'users CR' }],
});
const auditor = roleWith(8, 'Auditor', 'project R');
const sets = ['users CR', 'users R', 'project R'].map((name) => ({
  id: name,
  name,
  description: '',
  permissions: permissionsIn(name),
}));

let travel: PlanTravel;
beforeEach(() => {
  travel = planTravel();
});
afterEach(() => travel.end());

const bench = (...roles: Role[]): UsersBench => usersBench({ roles, permissionSets: sets });
type Act = (bench: UsersBench) => Promise<unknown>;
const save =
  (name: string, id: number | null, clonedFrom: number | null = null): Act =>
  (one) =>
    one.roles.save({
      id,
      draft: {
        name,
        description: 'Welcomes people',
        permissionSetIds: ['users R'],
        permissions: [],
      },
      clonedFrom,
      acknowledged: ['V54', 'V44'],
    });
const disable: Act = (one) => one.roles.setEnabled({ ids: [9], enabled: false, acknowledged: ['V45'] });
const remove: Act = (one) => one.roles.delete({ ids: [9], typed: null, acknowledged: [] });

async function travelled(act: Act, other: UsersBench): Promise<string[]> {
  const one = bench(admin, desk, auditor);
  one.online = false;
  await act(one);
  expect(one.outbox.open().length).toBeGreaterThan(0);
  await travel.exported(one);
  const report = await travel.imported(other);
  if (report.refused.length === 0)
    expect(other.outbox.open().map(({ base }) => base?.fields)).toEqual(
      one.outbox.open().map(({ base }) => base?.fields),
    );
  return report.refused.map(({ reason }) => reason);
}

const another = 'The role “Desk” is another one now: the one that was meant is gone.';
const acts: [string, Act][] = [
  ['changed', save('Desk', 9)],
  ['switched', disable],
  ['deleted', remove],
];

describe.each(acts)('a role to be %s by a plan', (_what, act) => {
  it('is the one that was seen', async () => {
    expect(await travelled(act, bench(admin, desk))).toEqual([]);
  });

  it('is refused where another one has its name', async () => {
    expect(await travelled(act, bench(admin, { ...desk, id: 10 }))).toEqual([another]);
  });

  it.each([
    ['more', 'users CR, nodes R', 'permission on Nodes'],
    ['less', 'users R', 'permission on Users'],
  ])('is refused where it may do %s by now', async (_how, permissions, words) => {
    const since = { ...desk, permissions: roleWith(9, 'Desk', permissions).permissions };
    expect(await travelled(act, bench(admin, since))).toEqual([
      `It is out of date: ${words} changed since it was made.`,
    ]);
  });
});

it.each<[string, Act, Act]>([
  ['switched, then changed', disable, save('Desk', 9)],
  ['changed, then switched', save('Front', 9), disable],
])('a role may be edited twice by a plan: %s', async (_what, first, second) => {
  const both: Act = async (one) => {
    await first(one);
    await second(one);
  };
  expect(await travelled(both, bench(admin, desk))).toEqual([]);
});

describe('a new role of a plan', () => {
  const act = save('Front', null, auditor.id);

  it('is taken over as it is', async () => {
    expect(await travelled(act, bench(admin, auditor))).toEqual([]);
  });

  it('is refused where the role is gone whose rights on clusters it copies', async () => {
    expect(await travelled(act, bench(admin))).toEqual([
      'The role whose rights on clusters it copies is not here (any more).',
    ]);
  });
});
