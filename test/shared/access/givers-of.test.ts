import { expect, it } from 'vitest';
import { noTenantGates } from '../../../src-shared/access/gates.ts';
import { perGivers } from '../../../src-shared/access/givers-of.ts';
import { worldOfFacts } from '../../../src-shared/access/world-of-facts.ts';

it('works something out once for all with the same groups, and forgets it where there are too many of them', () => {
  const names = Array.from({ length: 14 }, (_, at) => `/org/${at}`);
  const groupsOf = (number: number) => names.filter((_, at) => (number & (1 << at)) !== 0);
  const world = worldOfFacts({
    users: Array.from({ length: 2 ** names.length }, (_, number) => ({
      id: `id-${number}`,
      email: `u${number}@example.com`,
      isLocal: false,
      firstName: null,
      lastName: null,
      groups: groupsOf(number),
      createdBy: '',
      createdAt: null,
      updatedAt: null,
      lastLogin: null,
    })),
    serviceAccounts: [],
    roles: [],
    scopes: [],
    rules: [],
    gates: noTenantGates,
    asOf: null,
  });
  const idle = world.find('group', '/org/0');
  let made = 0;
  const labelsOf = perGivers(
    world,
    (group) => group !== idle,
    (givers) => {
      made += 1;
      return givers.map((giver) => world.label(giver));
    },
  );
  expect([labelsOf(6), labelsOf(7), labelsOf(6)]).toEqual(
    Array.from({ length: 3 }, () => ['/org/1', '/org/2']),
  );
  expect(made).toBe(1);
  for (let user = 0; user < world.actors.users; user += 1)
    expect(labelsOf(user).toSorted()).toEqual(
      groupsOf(user)
        .filter((name) => name !== '/org/0')
        .toSorted(),
    );
  const all = made;
  labelsOf(6);
  expect(made).toBe(all + 1);
});
