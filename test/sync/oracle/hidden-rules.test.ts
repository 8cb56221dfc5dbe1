import { afterEach, beforeEach, expect, test } from 'vitest';
import { WatchDesk } from './watch-desk.ts';

const list = '/api/v1/authorization/access-rules?sortBy=createdAt&limit=500&offset=0';

let desk: WatchDesk;
beforeEach(() => {
  desk = new WatchDesk({ blind: false });
});
afterEach(() => desk.close());

/** Takes the right to everything from the account that is signed in; it may read one project's rules still. */
function narrow(): { readonly seen: number; readonly unseen: number } {
  const { state } = desk.tenant;
  const { actor } = desk.disk.account;
  const project = state.units.projects[0]?.scope;
  const role = state.roles.byName('Department administrator');
  if (project === undefined || role === undefined) throw new Error('a tenant without projects');
  for (const position of state.rules.ofSubject(actor)) state.rules.startRemoval(position, desk.now, 0);
  const rule = { subjectId: actor, subjectType: 'service-account', roleId: role.id, roleName: role.name };
  const seen = state.rules.add({ ...rule, scope: project, createdAt: desk.now, createdBy: '' });
  const hidden = desk.tenant.hiddenFrom(actor);
  const [unseen] = hidden;
  if (unseen === undefined) throw new Error('nothing is hidden');
  expect(hidden).not.toContain(state.rules.idOf(seen));
  return { seen: state.rules.idOf(seen), unseen };
}

const stories: readonly (readonly [story: string, wrong: boolean, happens: () => number])[] = [
  ['nobody asked for', true, () => narrow().unseen],
  [
    'the list of an account with narrower rights did not show',
    false,
    () => {
      const { unseen } = narrow();
      desk.asks(list).arrives();
      return unseen;
    },
  ],
  [
    'that list showed',
    true,
    () => {
      const { seen } = narrow();
      desk.asks(list).arrives();
      return seen;
    },
  ],
  [
    'that list did not show, which nobody got to see',
    true,
    () => {
      const { unseen } = narrow();
      desk.asks(list, false).arrives();
      return unseen;
    },
  ],
  [
    'that list did not show, and that came back since',
    true,
    () => {
      const { unseen } = narrow();
      desk.asks(list).arrives();
      desk.shows('rules', unseen);
      desk.shows('rules', unseen, false);
      return unseen;
    },
  ],
  [
    'another list did not show',
    true,
    () => {
      const { unseen } = narrow();
      desk.asks('/api/v1/service-accounts').arrives();
      return unseen;
    },
  ],
];

test.each(stories)('a rule vanishes that %s: wrong = %s (I9)', (_story, wrong, happens) => {
  const id = happens();
  desk.shows('rules', id);
  desk.shows('rules', id, false);
  expect(desk.verdict.violation?.invariant ?? null).toBe(wrong ? 'I9' : null);
});

test('nothing is hidden from an administrator of the whole tenant', () => {
  for (const { actor } of desk.tenant.accounts) expect(desk.tenant.hiddenFrom(actor)).toEqual([]);
});
