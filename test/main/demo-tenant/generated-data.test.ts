import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantText } from '../../../src-main/demo-tenant/core/instant.ts';
import {
  createPermutation,
  indexOfUuid,
  scramble,
  unscramble,
  uuidOf,
} from '../../../src-main/demo-tenant/core/mixing.ts';
import { createSortedGaps } from '../../../src-main/demo-tenant/core/sorted-gaps.ts';
import { parseSwitch } from '../../../src-main/demo-tenant/core/switches.ts';
import { createBench, type Bench } from './without-sockets.ts';

const LISTS = [
  '/api/v1/users?sortBy=username',
  '/api/v1/authorization/access-rules?sortBy=createdAt&limit=500&includeDeleted=true',
  '/api/v1/authorization/access-rules?sortBy=createdAt&limit=500&offset=500',
  '/api/v2/authorization/roles?limit=500',
  '/api/v1/authorization/permission-sets',
  '/api/v1/clusters',
  '/api/v1/org-unit/projects?limit=500',
  '/api/v1/org-unit/departments?limit=500',
  '/api/v1/service-accounts',
  '/api/v1/idps',
  '/v1/k8s/setting',
  '/api/v1/audit/log?start=2026-08-01T00:00:00Z&end=2026-10-31T00:00:00Z&numberOfSamples=1000',
];

function hashOf(bench: Bench): string {
  const hash = createHash('sha256');
  for (const url of LISTS) {
    const { status, text } = bench.call(bench.tenant.credentials.administrator, 'GET', url);
    expect(status, url).toBe(200);
    hash.update(text);
  }
  return hash.digest('hex');
}

describe('generated data', () => {
  test('the same seed gives the same data and secrets, another seed other ones', () => {
    const [a, b, c] = [createBench({ seed: 7 }), createBench({ seed: 7 }), createBench({ seed: 8 })];
    expect(hashOf(a)).toBe(hashOf(b));
    expect(a.tenant.credentials).toEqual(b.tenant.credentials);
    expect(hashOf(c)).not.toBe(hashOf(a));
    expect(c.tenant.credentials.administrator.password).not.toBe(a.tenant.credentials.administrator.password);
  });

  test('facts do not move when the tenant starts on another day; last sign-ins do', () => {
    const facts = (days: number): string[] => {
      const bench = createBench({ clock: () => Date.UTC(2026, 10, 1 + days) });
      const users = bench.call(
        bench.tenant.credentials.serviceAccount,
        'GET',
        '/api/v1/users?sortBy=username',
      ).json;
      return users.map((u: Record<string, unknown>) => `${u['id']} ${u['createdAt']} ${u['updatedAt']}`);
    };
    expect(facts(9)).toEqual(facts(0));
  });

  test('400 users: 60 local, 25 groups in rules, about 1,200 rules, subjects that were never seen', () => {
    const bench = createBench();
    const as = bench.tenant.credentials.administrator;
    const users: { isLocal: boolean; groups: string[] | null; username: string; lastLogin: string | null }[] =
      bench.call(as, 'GET', '/api/v1/users?sortBy=username').json;
    expect(users).toHaveLength(400);
    const locals = users.filter((u) => u.isLocal);
    expect(locals.length).toBeGreaterThanOrEqual(58);
    expect(locals.length).toBeLessThanOrEqual(66);
    expect(locals.some((u) => u.lastLogin === null)).toBe(true);
    expect(users.some((u) => (u.groups?.length ?? 0) > 2)).toBe(true);
    expect(users.every((u) => /@example\.(com|org)$/.test(u.username))).toBe(true);
    const rules = [0, 500, 1000].flatMap(
      (offset) =>
        bench.call(
          as,
          'GET',
          `/api/v1/authorization/access-rules?limit=500&sortBy=createdAt&offset=${offset}`,
        ).json.accessRules,
    );
    expect(rules.length).toBeGreaterThan(1100);
    expect(rules.length).toBeLessThan(1300);
    expect(new Set(rules.filter((r) => r.subjectType === 'group').map((r) => r.subjectId)).size).toBe(26);
    const known = new Set(users.map((u) => u.username));
    const unseen = rules.filter((r) => r.subjectType === 'user' && !known.has(r.subjectId));
    expect(unseen.length).toBeGreaterThanOrEqual(5);
    expect(rules.filter((r) => r.subjectType === 'all-authenticated-users')).toHaveLength(1);
    const withRules = new Set(rules.map((r) => r.subjectId));
    expect(users.some((u) => !withRules.has(u.username))).toBe(true);
  });

  test.each([20, 399, 5_000, 120_000, 1_000_000])(
    '%i users: order, ids and e-mails lead back to the same user',
    (users) => {
      const { state } = createBench({ users, validateReplies: false }).tenant.core;
      expect(state.users.count).toBe(users);
      let before = '';
      const step = Math.max(1, Math.floor(users / 997));
      for (let rank = 0; rank < users; rank += step) {
        const ref = state.users.at(rank);
        const user = state.users.read(ref);
        expect(user.username > before).toBe(true);
        before = user.username;
        expect(state.users.byId(user.id)).toBe(ref);
        expect(state.users.byEmail(user.username.toUpperCase())).toBe(ref);
        for (const position of state.rules.ofSubject(user.username)) {
          expect(state.rules.read(position).subjectId.toLowerCase()).toBe(user.username);
        }
      }
    },
  );

  test('neighbours are in strict order where numbered names begin', () => {
    const { users } = createBench({ users: 100_000, validateReplies: false }).tenant.core.state;
    let before = '';
    for (let rank = 0; rank < 6000; rank++) {
      const username = users.usernameOf(users.at(rank));
      expect(username > before, `${before} ${username}`).toBe(true);
      before = username;
    }
  });

  test('the mixer, UUIDs and permutations can be inverted', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (n) => unscramble(scramble(n)) === n));
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, index) => {
        const uuid = uuidOf(seed, index);
        expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(indexOfUuid(seed, uuid)).toBe(index);
        expect(indexOfUuid(seed, uuid.replace(/.$/, uuid.endsWith('0') ? '1' : '0'))).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.nat(), fc.nat(), (size, seed, n) => {
        const { forward, inverse } = createPermutation(size, seed);
        expect(inverse(forward(n % size))).toBe(n % size);
      }),
    );
    const { forward } = createPermutation(1000, 3);
    expect(new Set(Array.from({ length: 1000 }, (_, i) => forward(i))).size).toBe(1000);
  });

  test('moments are written as Date reads them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (ms) => {
        const text = instantText(ms);
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/);
        expect(text).not.toMatch(/\.\d*0Z$/);
        expect(Date.parse(text)).toBe(ms);
      }),
      { numRuns: 2000 },
    );
  });

  test('gaps count and select like a plain list', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60)), (removed) => {
        const gaps = createSortedGaps();
        for (const position of removed) gaps.add(position);
        const left = Array.from({ length: 80 }, (_, i) => i).filter((i) => !removed.includes(i));
        left.forEach((position, rank) => {
          expect(gaps.select(rank)).toBe(position);
          expect(gaps.leftBelow(position)).toBe(rank);
          expect(gaps.has(position)).toBe(false);
        });
        expect(gaps.size).toBe(removed.length);
      }),
    );
  });

  test('switches are read from name=value and wrong ones refused', () => {
    expect(parseSwitch('tokenV1BadCredentialsStatus=400')).toEqual({ tokenV1BadCredentialsStatus: 400 });
    expect(parseSwitch('unsortedPagesShuffle=false')).toEqual({ unsortedPagesShuffle: false });
    expect(parseSwitch('auditListMember=logs')).toEqual({ auditListMember: 'logs' });
    for (const wrong of [
      'nothing=1',
      'auditListMember=x',
      'accessKeyLimit=-1',
      'emailCaseIgnored=1',
      'accessKeyLimit',
    ]) {
      expect(() => parseSwitch(wrong), wrong).toThrow();
    }
  });
});
