import { describe, expect, test } from 'vitest';
import { createBench, type Bench } from './without-sockets.ts';

const RULES = '/api/v1/authorization/access-rules';

const get = (bench: Bench, url: string) => bench.call(bench.tenant.credentials.administrator, 'GET', url);

const names = (bench: Bench, query: string): string[] =>
  get(bench, `/api/v1/users?${query}`).json.map((u: { username: string }) => u.username);

describe('lists', () => {
  /** For tests that only read. */
  const shared = createBench();

  test('behaviour 18: defaults are 50, users 500; out of range is 400; beyond the end is empty', () => {
    const bench = createBench({ users: 700 });
    expect(get(bench, '/api/v1/users').json).toHaveLength(500);
    expect(get(bench, RULES).json.accessRules).toHaveLength(50);
    for (const query of ['limit=0', 'limit=501', 'limit=x', 'limit=1.5', 'offset=-1']) {
      expect(get(bench, `/api/v1/users?${query}`).status, query).toBe(400);
      expect(get(bench, `${RULES}?${query}`).status, query).toBe(400);
    }
    expect(get(bench, '/api/v1/users?offset=700').json).toEqual([]);
    expect(get(bench, `${RULES}?offset=100000&sortBy=createdAt`).json).toMatchObject({
      displayRecords: 0,
      accessRules: [],
    });
  });

  test('behaviour 18: `next` leads through all roles and projects and is absent at the end', () => {
    const bench = createBench();
    for (const [url, member, total] of [
      ['/api/v2/authorization/roles', 'roles', 24],
      ['/api/v1/org-unit/projects', 'projects', 40],
    ] as const) {
      const ids: unknown[] = [];
      let next: number | undefined = 0;
      while (next !== undefined) {
        const page: Page = get(bench, `${url}?limit=7&offset=${next}&sortBy=name`).json;
        ids.push(...(page[member] ?? []).map((entry) => entry.id));
        next = page.next;
      }
      expect(new Set(ids).size).toBe(total);
      expect(ids).toHaveLength(total);
    }
  });

  test('behaviour 18: what displayRecords counts is a switch', () => {
    const url = `${RULES}?limit=3&sortBy=createdAt`;
    expect(get(createBench(), url).json.displayRecords).toBe(3);
    const { totalRecords, displayRecords } = get(
      createBench({ switches: { displayRecordsMeans: 'matches' } }),
      url,
    ).json;
    expect(displayRecords).toBe(totalRecords);
  });

  test('behaviour 19: without sortBy the order differs from call to call (switch), with it never', () => {
    const bench = createBench();
    expect(names(bench, 'limit=50')).not.toEqual(names(bench, 'limit=50'));
    expect(names(bench, 'limit=500').toSorted()).toEqual(names(bench, 'limit=500&sortBy=username'));
    const calm = createBench({ switches: { unsortedPagesShuffle: false } });
    expect(names(calm, 'limit=50')).toEqual(names(calm, 'limit=50'));
    expect(get(calm, RULES).text).toBe(get(calm, RULES).text);
  });

  test('behaviour 19: inserts and deletes between pages shift entries', () => {
    const bench = createBench();
    const before = names(bench, 'sortBy=username&limit=20');
    const email = 'aaaa.first@example.com';
    bench.tenant.admin.addUserDirectly({ email, isLocal: true });
    expect(names(bench, 'sortBy=username&limit=20')).toEqual([email, ...before.slice(0, 19)]);
    bench.tenant.admin.removeUserDirectly(before[0] ?? '');
    expect(names(bench, 'sortBy=username&limit=3')).toEqual([email, before[1], before[2]]);
    bench.tenant.admin.removeUserDirectly(email);
    expect(names(bench, 'sortBy=username&limit=3')).toEqual(before.slice(1, 4));
  });

  test('pages of users in username order are whole, sorted and right after many changes', () => {
    const bench = createBench({ users: 1000, validateReplies: false });
    const all = names(bench, 'sortBy=username&limit=500').concat(
      names(bench, 'sortBy=username&limit=500&offset=500'),
    );
    const gone = all.filter((_, i) => i % 3 === 0 && !(all[i] ?? '').startsWith('admin@'));
    const fresh = Array.from({ length: 40 }, (_, i) => `${'abcdefghij'[i % 10]}x${i}.new@example.org`);
    for (const email of gone) bench.tenant.admin.removeUserDirectly(email);
    for (const email of fresh) bench.tenant.admin.addUserDirectly({ email, isLocal: true });
    const wanted = all
      .filter((email) => !gone.includes(email))
      .concat(fresh)
      .toSorted();
    const pages: string[] = [];
    for (let offset = 0; offset < wanted.length; offset += 70)
      pages.push(...names(bench, `sortBy=username&limit=70&offset=${offset}`));
    expect(pages).toEqual(wanted);
    const down = names(bench, 'sortBy=username&sortOrder=desc&limit=500');
    expect(down).toEqual(wanted.toReversed().slice(0, 500));
    expect(get(bench, '/api/v1/users/count').json.count).toBe(wanted.length);
  });

  test.each([
    ['username==admin@example.com', (u: User) => u.username === 'admin@example.com'],
    ['username=@PORTAL', (u: User) => u.username.includes('portal')],
    ['isLocal==true', (u: User) => u.isLocal],
    ['isLocal==false,username=@maja', (u: User) => !u.isLocal && u.username.includes('maja')],
    ['createdBy==admin@example.com', (u: User) => u.createdBy === 'admin@example.com'],
    [
      'lastLogin>=2026-10-25T00:00:00Z',
      (u: User) => u.lastLogin !== null && Date.parse(u.lastLogin) >= Date.UTC(2026, 9, 25),
    ],
    [
      'lastLogin<=2026-01-01T00:00:00Z',
      (u: User) => u.lastLogin !== null && Date.parse(u.lastLogin) <= Date.UTC(2026, 0, 1),
    ],
    [
      'creationTime<=2025-01-01T00:00:00Z',
      (u: User) => u.createdAt !== null && Date.parse(u.createdAt) <= Date.UTC(2025, 0, 1),
    ],
    ['lastUpdated>=2026-05-01T00:00:00Z', (u: User) => Date.parse(u.updatedAt) >= Date.UTC(2026, 4, 1)],
  ])('behaviour 20: filterBy %s on users', (filter, wanted) => {
    const bench = shared;
    const all: User[] = get(bench, '/api/v1/users?sortBy=username').json;
    const expected = all.filter(wanted).map((u) => u.username);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(400);
    expect(names(bench, `sortBy=username&filterBy=${encodeURIComponent(filter)}`)).toEqual(expected);
    expect(get(bench, `/api/v1/users/count?filterBy=${encodeURIComponent(filter)}`).json.count).toBe(
      expected.length,
    );
  });

  test.each([
    ['subjectType==group', (r: Rule) => r.subjectType === 'group'],
    ['subjectType!=user', (r: Rule) => r.subjectType !== 'user'],
    ['subjectId=^Guest', (r: Rule) => r.subjectId.toLowerCase().startsWith('guest')],
    [
      'subjectId=$.org,scopeType==department',
      (r: Rule) => r.subjectId.endsWith('.org') && r.scopeType === 'department',
    ],
    ['roleName!@researcher', (r: Rule) => !r.roleName.includes('researcher')],
    ['roleId==1', (r: Rule) => r.roleId === 1],
    ['scopeName=@sandbox', (r: Rule) => r.scopeName.includes('sandbox')],
    ['createdAt>=2026-05-01T00:00:00Z', (r: Rule) => Date.parse(r.createdAt) >= Date.UTC(2026, 4, 1)],
    ['phase==NotReady', (r: Rule) => r.status?.phase === 'NotReady'],
    ['createdBy==editor@example.com', (r: Rule) => r.createdBy === 'editor@example.com'],
  ])('behaviour 20: filterBy %s on rules', (filter, wanted) => {
    const bench = shared;
    const all: Rule[] = [0, 500, 1000].flatMap(
      (offset) => get(bench, `${RULES}?limit=500&offset=${offset}&sortBy=createdAt`).json.accessRules,
    );
    const expected = all.filter(wanted).map((r) => r.id);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.length);
    const { totalRecords, accessRules } = get(
      bench,
      `${RULES}?limit=500&sortBy=createdAt&filterBy=${encodeURIComponent(filter)}`,
    ).json;
    expect(totalRecords).toBe(expected.length);
    expect(accessRules.map((r: Rule) => r.id)).toEqual(expected.slice(0, 500));
  });

  test.each([
    ['/api/v1/users', 'username=^a'],
    ['/api/v1/users', 'email==a@b'],
    ['/api/v1/users', 'username=='],
    ['/api/v1/users', 'isLocal==perhaps'],
    ['/api/v1/users', 'lastLogin>=yesterday'],
    ['/api/v1/users', 'username==a@example.com,rest'],
    [RULES, 'updatedAt>=2026-01-01T00:00:00Z'],
    [RULES, 'roleId=@1'],
    ['/api/v2/authorization/roles', 'description==x'],
    ['/api/v1/org-unit/projects', 'owner==x'],
  ])('behaviour 20: %s refuses filterBy %s', (url, filter) => {
    expect(get(shared, `${url}?filterBy=${encodeURIComponent(filter)}`)).toMatchObject({
      status: 400,
      json: { code: 400 },
    });
  });

  test('users and rules sort by every field the document lists', () => {
    const bench = shared;
    for (const field of ['createdBy', 'lastLogin', 'creationTime', 'lastUpdated', 'type']) {
      const up = names(bench, `sortBy=${field}`);
      expect(new Set(up).size).toBe(400);
      expect(names(bench, `sortBy=${field}&sortOrder=desc`)).toEqual(up.toReversed());
    }
    const logins = get(bench, '/api/v1/users?sortBy=lastLogin').json.map((u: User) =>
      u.lastLogin === null ? 0 : Date.parse(u.lastLogin),
    );
    expect(logins).toEqual(logins.toSorted((a: number, b: number) => a - b));
    for (const field of [
      'subjectId',
      'subjectType',
      'roleId',
      'scopeId',
      'scopeType',
      'roleName',
      'scopeName',
      'deletedAt',
      'createdBy',
      'phase',
    ]) {
      expect(get(bench, `${RULES}?sortBy=${field}`).status, field).toBe(200);
    }
    const roleIds = get(bench, `${RULES}?sortBy=roleId&limit=500`).json.accessRules.map(
      (r: Rule) => r.roleId,
    );
    expect(roleIds).toEqual(roleIds.toSorted((a: number, b: number) => a - b));
  });

  test('search finds users by address and in 3.0 by name, rules by subject, role and scope', () => {
    const bench = createBench();
    expect(names(bench, 'search=Many-Groups')).toEqual(['max.many-groups@example.com']);
    const named = get(bench, '/api/v1/users').json.find((u: { lastName: string }) =>
      /[^\w-]/.test(u.lastName),
    );
    const query = `search=${encodeURIComponent(named.lastName.toLowerCase())}`;
    expect(names(bench, query)).toContain(named.username);
    expect(names(createBench({ profile: '2.24' }), query)).toEqual([]);
    const rules = get(bench, `${RULES}?search=closed-2023`).json.accessRules;
    expect(rules.map((r: Rule) => r.scopeName)).toEqual(['closed-2023', 'closed-2023']);
  });

  test('behaviour 21: fractions have 0 to 6 digits; lastLogin and createdAt can be null, createdBy empty', () => {
    const bench = createBench({ users: 2000, validateReplies: false });
    const users: User[] = [0, 500, 1000, 1500].flatMap(
      (offset) => get(bench, `/api/v1/users?sortBy=username&offset=${offset}`).json,
    );
    const digits = new Set(
      users
        .flatMap((u) => [u.createdAt, u.updatedAt, u.lastLogin])
        .filter((t) => t !== null)
        .map((t) => (/\.(\d+)Z$/.exec(t)?.[1] ?? '').length),
    );
    expect(digits).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
    expect(users.some((u) => u.lastLogin === null)).toBe(true);
    expect(users.some((u) => u.createdAt === null)).toBe(true);
    expect(users.some((u) => u.createdBy === '')).toBe(true);
    const rules: Rule[] = get(bench, `${RULES}?limit=500&sortBy=createdAt`).json.accessRules;
    expect(rules.some((r) => r.createdBy === '')).toBe(true);
    const moments = rules.map((r) => Date.parse(r.createdAt));
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  });

  test('behaviour 29: no ETag, no request id, no CORS help', () => {
    const bench = createBench();
    for (const url of ['/api/v1/users', '/api/v1/users/none', '/nothing']) {
      const names = Object.keys(get(bench, url).headers);
      expect(names).toEqual(['content-type']);
    }
  });
});

interface Page {
  roles?: { id: unknown }[];
  projects?: { id: unknown }[];
  next?: number;
}

interface User {
  username: string;
  isLocal: boolean;
  createdBy: string;
  createdAt: string | null;
  updatedAt: string;
  lastLogin: string | null;
}

interface Rule {
  id: number;
  subjectType: string;
  subjectId: string;
  roleId: number;
  roleName: string;
  scopeType: string;
  scopeName: string;
  createdAt: string;
  createdBy: string;
  status?: { phase: string };
}
