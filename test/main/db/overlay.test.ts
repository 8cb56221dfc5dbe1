import { afterEach, describe, expect, test } from 'vitest';
import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import { type Overlay, type PendingMark, noOverlay } from '../../../src-shared/changes/overlay.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { ViewFilter } from '../../../src-shared/views/view-query.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { overlaidRows } from '../../builders/overlay-oracle.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { askOracle } from '../../builders/query-oracle.ts';
import { type SeededFacts, seededFacts, seededNumbers } from '../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

type Fact = Record<string, unknown>;

const views = ['users', 'access-rules', 'service-accounts'] as const;
const searched = {
  users: ['email', 'name'],
  'access-rules': ['subjectId', 'roleName', 'scopeName'],
  'service-accounts': ['name', 'clientId', 'enabled', 'createdBy', 'pending'],
};
const byNumber = (left: string, right: string): number => Number(left) - Number(right);

/** Holds everything that can be asked of the mirror against facts ⊕ overlay. */
async function expectEqual(mirror: RebuildableMirror, facts: SeededFacts, overlay: Overlay): Promise<void> {
  const rows = overlaidRows(facts, overlay);
  const { counts } = await mirror.info();
  for (const view of views) {
    expect(counts[view], `count of ${view}`).toBe(rows[view].length);
    const columns = viewColumns[view].map(({ id }) => id);
    const marked: ViewFilter = { column: 'pending', op: 'not-empty', values: [] };
    const removed: ViewFilter = { column: 'pending', op: 'is', values: ['removed', 'conflict'] };
    for (const more of [
      {},
      { sort: [{ column: 'pending', direction: 'desc' as const }] },
      { filters: [marked] },
      { filters: [removed], search: 'a' },
    ]) {
      const query = { view, search: '', filters: [], sort: [], ...more };
      const expected = askOracle(
        rows[view],
        query,
        0,
        searched[view],
        view === 'access-rules' ? byNumber : undefined,
      );
      const window = await mirror.window({ ...query, from: 0, to: 500, columns, facets: true });
      expect(window.ids).toEqual(expected.ids);
      for (const [at, id] of window.ids.entries()) {
        const cells = rows[view].find((row) => row.id === id)?.cells;
        for (const name of columns)
          expect(window.columns[name]?.[at], `${name} of ${id}`).toEqual(cells?.[name] ?? null);
      }
      for (const [name, values] of Object.entries(expected.facets))
        expect(
          window.facets?.[name]?.map(({ value, count }) => ({ value, count })),
          name,
        ).toEqual(values);
    }
  }
  const given = new Set<number>();
  for (let role = 1; role <= 9; role += 1) for (const { id } of await mirror.rulesOfRole(role)) given.add(id);
  expect([...given].toSorted((left, right) => left - right)).toEqual(
    rows.ruleIds.toSorted((left, right) => left - right),
  );
  const numbers = rows['access-rules'].map(({ id }) => Number(id));
  expect((await mirror.rules(numbers)).map(({ id }) => id)).toEqual(rows.ruleIds);
  const accounts = await mirror.serviceAccounts(null);
  expect(
    Object.fromEntries(accounts.map(({ id, enabled }) => [id, enabled ? 'enabled' : 'disabled'])),
  ).toEqual(
    Object.fromEntries(
      rows['service-accounts']
        .filter(({ id }) => rows.serviceAccountIds.includes(id))
        .map(({ id, cells }) => [id, cells['enabled']]),
    ),
  );
  const asked = rows.users.map(({ id }) => id);
  expect((await mirror.users(asked)).map(({ id }) => id)).toEqual(
    asked.filter((id) => rows.userIds.includes(id)),
  );
  const subject = rows.users.find(({ cells }) => cells['pending'] !== null);
  if (subject !== undefined) {
    const email = String(subject.cells['email']);
    const like = await mirror.usersLike(email);
    expect(like.some(({ user }) => user.id === subject.id)).toBe(rows.userIds.includes(subject.id));
    const record = await mirror.record('users', subject.id);
    expect(record?.fields.find(({ label }) => label === 'Change')?.value).toBe(subject.cells['pending']);
    const held = await mirror.rulesOf({ type: 'user', id: email });
    expect(held.every(({ id }) => rows.ruleIds.includes(id))).toBe(true);
    for (const rule of record?.rules ?? [])
      expect(rule.pending).toEqual(
        rows['access-rules'].find(({ id }) => id === rule.id)?.cells['pending'] ?? null,
      );
  }
}

/** Makes random facts and overlays over a tenant that it alters along the way. */
function aHand(facts: SeededFacts, seed: number) {
  const below = seededNumbers(seed);
  const pick = <T>(from: readonly T[]): T => {
    const found = from[below(from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  const mark = (): PendingMark => pick(['removed', 'removed', 'changed', 'conflict'] as const);
  const some = <T>(most: number, make: () => T): T[] => Array.from({ length: below(most + 1) }, make);
  let made = 0;
  const email = (): string =>
    pick([
      () => `fresh${below(5)}@example.com`,
      () => `newcomer${below(40)}@example.org`,
      () => String(pick(facts.users)['username']).toLowerCase(),
    ])();
  const scope = (): { scopeType: string; scopeId: string; scopeName: string } => {
    const { id, name } = pick(facts.projects);
    return { scopeType: 'project', scopeId: String(id), scopeName: String(name) };
  };
  const role = (): { roleId: number; roleName: string } => {
    const { id, name } = pick(facts.roles);
    return { roleId: Number(id), roleName: String(name) };
  };
  const madeBy = { createdBy: 'me@example.com', createdAt: '2026-03-03T12:00:00Z' };
  return {
    overlay(before: Overlay): Overlay {
      const madeMark = (): PendingMark => pick(['new', 'new', 'conflict', 'removed'] as const);
      const keep = <T>(list: readonly T[]): T[] => list.filter(() => below(3) > 0);
      const users = [
        ...keep(before.users.made),
        ...some(2, () => ({
          id: `local:${(made += 1)}`,
          email: email(),
          firstName: pick([null, 'Zoë']),
          lastName: pick([null, 'Quick']),
          ...madeBy,
          mark: madeMark(),
        })),
      ];
      const accounts = [
        ...keep(before.serviceAccounts.made).map((account) => ({ ...account, enabled: below(2) === 0 })),
        ...some(1, () => ({
          id: `local:${(made += 1)}`,
          name: `machine-${made}`,
          enabled: true,
          ...madeBy,
          mark: madeMark(),
        })),
      ];
      const subjects = [
        () => ({ type: 'user' as const, id: email() }),
        () => ({ type: 'group' as const, id: `/org/Team ${below(12)}` }),
        () => ({
          type: 'service-account' as const,
          id: pick([...accounts.map(({ id }) => id), 'client-robot-1']),
        }),
      ];
      const rules = [
        ...keep(before.rules.made),
        ...some(4, () => ({
          id: -(made += 1),
          subject: pick(subjects)(),
          ...role(),
          ...scope(),
          ...madeBy,
          mark: madeMark(),
        })),
      ];
      return {
        users: {
          made: users,
          marks: new Map(
            some(3, () => [pick([String(pick(facts.users)['id']), 'unknown']), mark()] as const),
          ),
        },
        rules: {
          made: rules,
          marks: new Map(some(4, () => [Number(pick(facts['access-rules'])['id']), mark()] as const)),
        },
        serviceAccounts: {
          made: accounts,
          marks: new Map(
            some(
              2,
              () =>
                [
                  String(pick(facts['service-accounts'])['id']),
                  { mark: mark(), enabled: pick([null, true, false]) },
                ] as const,
            ),
          ),
        },
        roles: noOverlay().roles,
      };
    },
    newUser: (overlay: Overlay): Fact => ({
      id: `u-${(made += 1)}`,
      username: pick([`new${made}@example.com`, ...overlay.users.made.map((user) => user.email)]),
      createdBy: 'root@example.com',
      createdAt: '2026-02-02T00:00:00Z',
      updatedAt: null,
      lastLogin: null,
      isLocal: true,
      groups: [],
    }),
    newRule: (): Fact => ({
      id: 50_000 + (made += 1),
      ...pick([
        () => ({ subjectType: 'user', subjectId: email() }),
        () => ({ subjectType: 'service-account', subjectId: pick(['client-robot-1', 'robot-2']) }),
      ])(),
      ...role(),
      ...scope(),
      createdBy: '',
      createdAt: '2026-02-02T00:00:00Z',
      updatedAt: '2026-02-02T00:00:00Z',
    }),
    pick,
    below,
  };
}

const without = (list: readonly Fact[], gone: Fact): Fact[] => list.filter((fact) => fact !== gone);

/** E-mails are unique at a tenant. */
const isFree = (facts: SeededFacts, user: Fact): boolean =>
  facts.users.every(
    ({ username }) => String(username).toLowerCase() !== String(user['username']).toLowerCase(),
  );

describe('a mirror with changes laid over it', () => {
  test.each([101, 102, 103, 104, 105, 106])(
    'shows facts ⊕ overlay whatever happens to either, seed %i',
    { timeout: 60_000 },
    async (seed) => {
      const facts = seededFacts(30, seed);
      // Of several spellings of an e-mail that is no user's, any may be shown.
      for (const rule of facts['access-rules'])
        if (rule['subjectType'] === 'user') rule['subjectId'] = String(rule['subjectId']).toLowerCase();
      const hand = aHand(facts, seed);
      const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
      ends.push(() => mirror.close());
      let overlay = noOverlay();
      const tenant = new PagedTenant(facts);
      await runPull(aPull(tenant, mirror));
      for (let step = 0; step < 14; step += 1) {
        const act = hand.below(10);
        if (act < 4) {
          overlay = hand.overlay(overlay);
          await mirror.apply({ overlay });
        } else if (act < 6) {
          const [user, rule] = [hand.newUser(overlay), hand.newRule()];
          const users = isFree(facts, user) ? [user] : [];
          if (hand.below(2) === 0) overlay = hand.overlay(overlay);
          await mirror.apply({ users, rules: [rule], overlay });
          facts.users.push(...users);
          facts['access-rules'].push(rule);
        } else if (act < 8) {
          const user = hand.pick(facts.users);
          const rule = hand.pick(facts['access-rules']);
          await mirror.apply({ removedUserIds: [String(user['id'])], removedRuleIds: [Number(rule['id'])] });
          facts.users = without(facts.users, user);
          facts['access-rules'] = without(facts['access-rules'], rule);
        } else if (act < 9) {
          const account = hand.pick(facts['service-accounts']);
          const changed = { ...account, enabled: account['enabled'] !== true };
          if (facts['service-accounts'].length > 2 && hand.below(2) === 0) {
            await mirror.apply({ removedServiceAccountIds: [String(account['id'])] });
            facts['service-accounts'] = without(facts['service-accounts'], account);
          } else {
            await mirror.apply({ serviceAccounts: [changed] });
            facts['service-accounts'] = [...without(facts['service-accounts'], account), changed];
          }
        } else {
          facts.clusters[0] = { ...facts.clusters[0], version: `changed ${step}` };
          tenant.beforePage = async (kind) => {
            if (kind !== 'access-rules' || hand.below(2) === 0) return;
            overlay = hand.overlay(overlay);
            await mirror.apply({ overlay });
          };
          expect(await runPull(aPull(tenant, mirror))).toMatchObject({ outcome: 'complete' });
          tenant.beforePage = () => {};
        }
        await expectEqual(mirror, facts, overlay);
      }
    },
  );
});
