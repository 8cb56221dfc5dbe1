import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Edit } from '../../../src-shared/domain/change.ts';
import { edits } from '../../builders/push-bench.ts';
import type { SimTenant } from '../world/sim-tenant.ts';
import { WatchDesk } from './watch-desk.ts';

/** A thing of the tenant: how it is deleted here and elsewhere, and which list has it. */
interface Thing {
  readonly table: string;
  readonly id: string | number;
  readonly edit: Edit;
  readonly list: string;
  /** Names it too, and says nothing of whether it is there. */
  readonly otherList: string;
  goesElsewhere(): void;
}

const things: Readonly<Record<string, (tenant: SimTenant) => Thing>> = {
  user({ state, act }) {
    act('createUser', {}, { email: 'zoe@example.com' });
    const ref = state.users.byEmail('zoe@example.com');
    if (ref === undefined) throw new Error('no user');
    const { id } = state.users.read(ref);
    return {
      table: 'users',
      id,
      edit: edits.deleteUser(id, 'zoe@example.com'),
      list: '/api/v1/users?sortBy=username&limit=500&offset=0',
      otherList: '/api/v1/service-accounts',
      goesElsewhere: () => void act('deleteUser', { userId: id }),
    };
  },
  'service account'({ state, act }) {
    act('createServiceAccount', {}, { name: 'night-shift' });
    const id = state.serviceAccounts.byAnyKey('night-shift')?.id ?? '';
    return {
      table: 'service_accounts',
      id,
      edit: edits.deleteAccount(id, 'night-shift'),
      list: '/api/v1/service-accounts',
      otherList: '/api/v1/users?sortBy=username&limit=500&offset=0',
      goesElsewhere: () => void act('deleteServiceAccount', { serviceAccountId: id }),
    };
  },
  role({ state, act }) {
    const sets = state.roles.sets.slice(0, 1).map(({ id }) => ({ id }));
    act('createRole', {}, { name: 'Desk', description: '', permissionSets: sets });
    const id = state.roles.byName('Desk')?.id ?? 0;
    return {
      table: 'roles',
      id,
      edit: edits.deleteRole(id),
      list: '/api/v2/authorization/roles?sortBy=name&limit=500&offset=0',
      otherList: '/api/v1/authorization/access-rules?sortBy=createdAt&limit=500&offset=0',
      goesElsewhere: () => void act('deleteRole', { roleId: id }),
    };
  },
  rule({ state, act }) {
    const id = state.rules.idOf(state.rules.liveAt(0));
    return {
      table: 'rules',
      id,
      edit: edits.deleteRule(id),
      list: '/api/v1/authorization/access-rules?sortBy=createdAt&limit=500&offset=0',
      otherList: '/api/v2/authorization/roles?sortBy=name&limit=500&offset=0',
      goesElsewhere: () => void act('deleteAccessRule', { accessRuleId: id }),
    };
  },
};

let desk: WatchDesk;
beforeEach(() => {
  desk = new WatchDesk({ blind: true });
});
afterEach(() => desk.close());

const comesBack = ({ table, id }: Thing): void => {
  desk.shows(table, id, false);
  desk.shows(table, id);
};

/** What happens before the thing comes back into the mirror, and whether that is wrong. */
const stories: readonly (readonly [story: string, wrong: boolean, happens: (thing: Thing) => void])[] = [
  [
    'was gone when it was called deleted',
    true,
    (thing) => {
      thing.goesElsewhere();
      desk.callsDone(thing.edit);
    },
  ],
  ['is still there, though it was called deleted', false, (thing) => desk.callsDone(thing.edit)],
  [
    'was there when it was called deleted, was listed since, and went only then',
    false,
    (thing) => {
      desk.callsDone(thing.edit);
      const reply = desk.asks(thing.list);
      thing.goesElsewhere();
      reply.arrives();
    },
  ],
  [
    'was there when it was called deleted, and nobody said so since',
    true,
    (thing) => {
      desk.callsDone(thing.edit);
      desk.asks(thing.otherList).arrives();
      thing.goesElsewhere();
      desk.asks(thing.list).arrives();
    },
  ],
  [
    'was listed when it was asked for before it was called deleted',
    true,
    (thing) => {
      const reply = desk.asks(thing.list);
      desk.callsDone(thing.edit);
      reply.arrives();
      thing.goesElsewhere();
    },
  ],
  [
    'was listed, and somebody in between kept the list to themselves',
    true,
    (thing) => {
      desk.callsDone(thing.edit);
      desk.asks(thing.list, false).arrives();
      thing.goesElsewhere();
    },
  ],
  [
    'was listed since, and was deleted here once more, truly',
    true,
    (thing) => {
      desk.callsDone(thing.edit);
      desk.asks(thing.list).arrives();
      thing.goesElsewhere();
      desk.callsDone(thing.edit);
    },
  ],
];

test.each(
  stories.flatMap(([story, wrong, happens]) =>
    Object.entries(things).map(([name, make]) => ({ story, wrong, happens, name, make })),
  ),
)('a $name that $story comes back into the mirror: wrong = $wrong (I8)', ({ wrong, happens, make }) => {
  const thing = make(desk.tenant);
  desk.shows(thing.table, thing.id);
  happens(thing);
  comesBack(thing);
  expect(desk.verdict.violation?.invariant ?? null).toBe(wrong ? 'I8' : null);
});
