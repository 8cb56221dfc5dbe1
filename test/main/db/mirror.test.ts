import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import type { MirrorChange } from '../../../src-main/db/mirror.ts';
import { stepOf } from '../../../src-main/sync/paging-plan.ts';
import { emailLikeness } from '../../../src-shared/rules/email-key.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { rulesOracle, usersOracle } from '../../builders/oracle-rows.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { askOracle } from '../../builders/query-oracle.ts';
import { type SeededFacts, seededFacts } from '../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function filledMirror(
  facts: SeededFacts,
  folder = temporaryFolder((work) => ends.push(work)),
): Promise<RebuildableMirror> {
  const mirror = await openMirror(folder);
  ends.push(() => mirror.close());
  await runPull(aPull(new PagedTenant(facts), mirror));
  return mirror;
}

/** Holds the mirror against the facts: both big views with a search and facets, and the groups. */
async function expectEqual(mirror: RebuildableMirror, facts: SeededFacts, search: string): Promise<void> {
  for (const view of ['users', 'access-rules'] as const) {
    const rows = view === 'users' ? usersOracle(facts) : rulesOracle(facts);
    const columns = viewColumns[view].map(({ id }) => id);
    const searched = view === 'users' ? ['email', 'name'] : ['subjectId', 'roleName', 'scopeName'];
    for (const text of ['', search]) {
      const query = { view, search: text, filters: [], sort: [] };
      const expected = askOracle(
        rows,
        query,
        0,
        searched,
        view === 'users' ? undefined : (left, right) => Number(left) - Number(right),
      );
      const window = await mirror.window({ ...query, from: 0, to: 400, columns, facets: true });
      expect(window.total).toBe(expected.ids.length);
      expect(window.ids).toEqual(expected.ids.slice(0, 400));
      for (const [at, id] of window.ids.entries()) {
        const cells = rows.find((row) => row.id === id)?.cells;
        for (const name of columns)
          expect(window.columns[name]?.[at], `${name} of ${id}`).toEqual(cells?.[name] ?? null);
      }
      for (const [name, values] of Object.entries(expected.facets))
        expect(window.facets?.[name]?.map(({ value, count }) => ({ value, count }))).toEqual(values);
    }
  }
}

const newRule = (id: number, subjectId: string, more: object = {}): Record<string, unknown> => ({
  id,
  subjectType: 'user',
  subjectId,
  roleId: 1,
  roleName: 'System administrator',
  scopeType: 'project',
  scopeId: '5000',
  scopeName: 'project-0',
  tenantId: 7,
  createdAt: '2026-05-01T10:00:00Z',
  updatedAt: '2026-05-01T10:00:00Z',
  createdBy: 'root@example.com',
  status: { phase: 'Creating' },
  ...more,
});

const newUser = (id: string, username: string, more: object = {}): Record<string, unknown> => ({
  id,
  username,
  createdBy: 'someone.new@example.com',
  createdAt: '2026-05-01T10:00:00Z',
  updatedAt: null,
  lastLogin: null,
  isLocal: true,
  groups: ['/org/Team 1', 'brand new group'],
  firstName: 'Zoë',
  lastName: 'Quick',
  ...more,
});

describe('a change of ours', () => {
  test('new users and rules, changed ones and removed ones show at once and survive reopening', async () => {
    const facts = seededFacts(250, 5);
    const folder = temporaryFolder((work) => ends.push(work));
    const mirror = await filledMirror(facts, folder);
    const notices: number[] = [];
    mirror.onChanged(({ revision }) => notices.push(revision));
    const act = async (change: MirrorChange): Promise<void> => void (await mirror.apply(change));
    const without = (list: Record<string, unknown>[], ids: readonly unknown[]): Record<string, unknown>[] =>
      list.filter(({ id }) => !ids.includes(id));

    // A new user, and one whose e-mail rules have named before it was there.
    const created = [
      newUser('u-new', 'Zoë.Quick@example.com'),
      newUser('u-pre', 'NEWCOMER3@example.org', { isLocal: false }),
    ];
    const given = [
      newRule(90_001, 'zoë.quick@example.com'),
      newRule(90_002, 'stranger@example.net', { scopeId: 'p-new', scopeName: 'project-new' }),
    ];
    await act({ users: created, rules: given });
    facts.users.push(...created);
    facts['access-rules'].push(...given);
    await expectEqual(mirror, facts, 'quick');

    // Changed, and a rule that goes.
    const renamed = { ...facts.users[4], firstName: 'Renamed', lastName: 'Person', groups: ['/org/Team 9'] };
    const goneRule = Number(facts['access-rules'][10]?.['id']);
    await act({ users: [renamed], removedRuleIds: [goneRule] });
    facts.users[4] = renamed;
    facts['access-rules'] = without(facts['access-rules'], [goneRule]);
    await expectEqual(mirror, facts, 'renamed');

    // A user that goes and whose rules stay becomes a pre-authorised e-mail; another goes with its rules.
    const [first, second] = [facts.users[20], facts.users[21]];
    await act({ removedUserIds: [String(first?.['id'])] });
    facts.users = without(facts.users, [first?.['id']]);
    await expectEqual(mirror, facts, String(first?.['username']).slice(0, 6));
    const email = String(second?.['username']);
    await act({ removedUserIds: [String(second?.['id'])], removedRulesOf: [{ type: 'user', id: email }] });
    facts.users = without(facts.users, [second?.['id']]);
    facts['access-rules'] = facts['access-rules'].filter(
      ({ subjectType, subjectId }) =>
        subjectType !== 'user' ||
        (String(subjectId).toLowerCase() !== email.toLowerCase() && subjectId !== second?.['id']),
    );
    await expectEqual(mirror, facts, 'example.org');

    expect(notices).toEqual([2, 3, 4, 5]);
    const groups = await mirror.window({
      view: 'groups',
      search: 'brand',
      filters: [],
      sort: [],
      from: 0,
      to: 9,
      columns: ['members'],
      facets: false,
    });
    expect(groups.columns['members']).toEqual([2]);
    await mirror.close();
    const again = await openMirror(folder);
    expect((await again.info()).revision).toBe(5);
    await expectEqual(again, facts, 'quick');
    await again.close();
  });

  test('made while a pull runs is not lost when the pull takes the mirror over', async () => {
    const facts = seededFacts(700);
    const tenant = new PagedTenant(facts);
    const mirror = await filledMirror(facts);
    let applied = false;
    tenant.beforePage = async (kind, offset) => {
      if (kind !== 'access-rules' || offset !== 2 * stepOf(500) || applied) return;
      applied = true;
      await mirror.apply({ users: [newUser('u-mid', 'mid.pull@example.com')] });
    };
    facts.clusters[0] = { ...facts.clusters[0], version: 'new' };
    expect(await runPull(aPull(tenant, mirror))).toMatchObject({ outcome: 'complete' });
    expect(await mirror.users(['u-mid'])).toMatchObject([
      { email: 'mid.pull@example.com', firstName: 'Zoë' },
    ]);
    // The tenant never had it: the next pull says so.
    tenant.beforePage = () => {};
    expect(await runPull(aPull(tenant, mirror))).toMatchObject({ removed: 1 });
    expect(await mirror.users(['u-mid'])).toEqual([]);
  });
});

describe('what services ask', () => {
  test('users like an e-mail: same first, then look-alikes; never pre-authorised ones', async () => {
    const facts = seededFacts(50);
    facts.users.push(
      newUser('a', 'Pat.Doe@example.com'),
      newUser('b', 'patdoe+test@example.com'),
      newUser('c', 'pat.doe@example.net'),
    );
    facts['access-rules'].push(newRule(80_000, 'p.atdoe@example.com'));
    const mirror = await filledMirror(facts);
    const like = await mirror.usersLike('pat.doe@EXAMPLE.com');
    expect(like.map(({ user, likeness }) => [user.id, likeness])).toEqual([
      ['a', 'same'],
      ['b', 'similar'],
    ]);
  });

  test('users like an e-mail are those that comparing each one finds', async () => {
    const part = fc.array(fc.constantFrom('a', 'B', '.', '+', 'é', 'e\u0301', 'ñ', '\u212a', 'k', ' '), {
      maxLength: 4,
    });
    const spelling = fc
      .tuple(part, fc.constantFrom('@example.com', '@Example.COM', '@gmail.com', '@googlemail.com', ''))
      .map(([local, domain]) => `${local.join('')}${domain}`);
    const emails = fc.sample(spelling, { numRuns: 600, seed: 20261126 });
    const facts = seededFacts(0);
    for (const [at, email] of [...new Set(emails)].entries()) facts.users.push(newUser(`s-${at}`, email));
    const mirror = await filledMirror(facts);
    for (const wanted of new Set(emails.map((email) => email.trim()))) {
      const likely = facts.users
        .map((user) => ({ id: user['id'], like: emailLikeness(wanted, String(user['username'])) }))
        .filter(({ like }) => like !== 'different' && wanted.replaceAll('.', '') !== '')
        .map(({ id, like }) => `${like} ${String(id)}`);
      const found = (await mirror.usersLike(wanted)).map(({ user, likeness }) => `${likeness} ${user.id}`);
      expect(found.toSorted(), `like ${JSON.stringify(wanted)}`).toEqual(likely.toSorted());
    }
  });

  test('rules of a subject and of a role', async () => {
    const facts = seededFacts(120);
    const mirror = await filledMirror(facts);
    const user = facts.users[7];
    const mine = facts['access-rules'].filter(
      ({ subjectType, subjectId }) =>
        subjectType === 'user' &&
        (String(subjectId).toLowerCase() === String(user?.['username']).toLowerCase() ||
          subjectId === user?.['id']),
    );
    const found = await mirror.rulesOf({ type: 'user', id: String(user?.['username']).toUpperCase() });
    expect(found.map(({ id }) => id)).toEqual(mine.map(({ id }) => id));
    const ofRole = facts['access-rules'].filter(({ roleId }) => roleId === 1).map(({ id }) => id);
    expect((await mirror.rulesOfRole(1)).map(({ id }) => id)).toEqual(ofRole);
    const [first, second] = ofRole;
    const byNumber = await mirror.rules([Number(second), -1, Number(first)]);
    expect(byNumber.map(({ id }) => id)).toEqual([second, first]);
    const accounts = facts['service-accounts'];
    const ids = accounts.slice(0, 2).map((account) => String(account['id']));
    const named = await mirror.serviceAccounts([...ids.toReversed(), 'nobody']);
    expect(named.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(named[0]?.name).toBe(accounts[1]?.['name']);
    expect(await mirror.serviceAccounts(null)).toHaveLength(accounts.length);
  });

  test('a drawer: rules through groups, scope paths, the fact as sent; null for what is not there', async () => {
    const facts = seededFacts(30);
    const user = newUser('drawer', 'drawer@example.com', { groups: ['drawers'] });
    facts.users.push(user);
    const project = facts.projects[0];
    facts['access-rules'].push(
      newRule(70_001, 'drawer@example.com'),
      newRule(70_002, 'drawers', {
        subjectType: 'group',
        scopeType: 'tenant',
        scopeId: '7',
        scopeName: 'Example tenant',
      }),
    );
    const mirror = await filledMirror(facts);
    const record = await mirror.record('users', 'drawer');
    const department = facts.departments.find(({ id }) => id === project?.['parentId']);
    const cluster = facts.clusters.find(({ uuid }) => uuid === project?.['clusterId']);
    expect(record?.rules.map(({ id, via, scopePath }) => [id, via, scopePath])).toEqual([
      ['70001', 'direct', [cluster?.['name'], department?.['name']]],
      ['70002', 'drawers', []],
    ]);
    expect(record?.title).toBe('drawer@example.com');
    expect(JSON.parse(record?.raw ?? '')).toEqual(user);
    expect((await mirror.record('groups', 'drawers'))?.rules).toHaveLength(1);
    expect((await mirror.record('groups', 'drawers'))?.raw).toBeNull();
    expect(
      (await mirror.record('service-accounts', String(facts['service-accounts'][1]?.['id'])))?.title,
    ).toBe('robot-1');
    expect(await mirror.record('users', 'nobody')).toBeNull();
    expect(await mirror.record('access-rules', "1' OR 1")).toBeNull();
  });

  test('the scope tree lists every scope once, parents before children', async () => {
    const facts = seededFacts(40);
    const mirror = await filledMirror(facts);
    const tree = await mirror.scopeTree();
    const names = await mirror.scopeTree(false);
    expect(names).toEqual(tree.map((node) => ({ ...node, ruleCount: 0 })));
    expect(tree).toHaveLength(1 + 3 + 4 + 12);
    expect(tree[0]).toMatchObject({ type: 'tenant', id: '7', name: 'Example tenant', parent: null });
    expect(tree.every(({ parent }, at) => at === 0 || (parent !== null && parent < at))).toBe(true);
    const parentOf = new Map(tree.map(({ id, parent }) => [id, parent === null ? null : tree[parent]?.id]));
    for (const { id, parentId } of facts.projects) expect(parentOf.get(String(id))).toBe(parentId);
    expect(tree.find(({ name }) => name === 'cluster-gamma')?.state).toBe('Disconnected');
    expect(tree.reduce((sum, { ruleCount }) => sum + ruleCount, 0)).toBe(120);
  });
});

describe('a mirror that is damaged', () => {
  test('is set aside and starts empty; the next pull fills it', async () => {
    const folder = temporaryFolder((work) => ends.push(work));
    const facts = seededFacts(60);
    const mirror = await filledMirror(facts, folder);
    await mirror.close();
    writeFileSync(join(folder, 'mirror.db'), Buffer.alloc(50_000, 0x5a));
    const again = await openMirror(folder);
    ends.push(() => again.close());
    expect((await again.info()).counts.users).toBe(0);
    expect(readdirSync(join(folder, 'damaged'))).toHaveLength(1);
    expect(await runPull(aPull(new PagedTenant(facts), again))).toMatchObject({ outcome: 'complete' });
    expect((await again.info()).counts.users).toBe(usersOracle(facts).length);
    expect(existsSync(join(folder, 'mirror.db'))).toBe(true);
  });

  test('is refused, not replaced, when a newer edition wrote it', async () => {
    const folder = temporaryFolder((work) => ends.push(work));
    await (await openMirror(folder)).close();
    const { default: Sqlite } = await import('better-sqlite3');
    const database = new Sqlite(join(folder, 'mirror.db'));
    database.pragma('user_version = 9990');
    database.close();
    await expect(openMirror(folder)).rejects.toMatchObject({ body: { reason: 'database-from-the-future' } });
    expect(existsSync(join(folder, 'damaged'))).toBe(false);
  });
});
