import { describe, expect, test } from 'vitest';
import type { TenantEvent } from '../../../../src-main/cloud/tenant-client.ts';
import type { DeltaStart } from '../../../../src-main/db/mirror-delta.ts';
import {
  deletedUsers,
  listsAreOld,
  namedKinds,
  overlap,
  sinceOf,
  whySweepFirst,
  whySweepWithoutEvents,
} from '../../../../src-main/sync/delta/delta-plan.ts';

const hour = 3_600_000;
const now = Date.parse('2026-03-03T12:00:00Z');
const origin = 'https://tenant.example.com';

const start = (more: Partial<DeltaStart> = {}): DeltaStart => ({
  origin,
  cursors: { updatedUsers: 5, createdUsers: 5, signedInUsers: 5, rules: 5, events: 5 },
  listedAt: now - hour / 2,
  sweptAt: now - hour / 2,
  lists: {
    clusters: 1,
    departments: 1,
    projects: 1,
    roles: 1,
    'permission-sets': 1,
    'identity-providers': 1,
    'service-accounts': 1,
  },
  users: 10,
  rules: 30,
  ...more,
});

const event = (action: string, entityType: string, entityId = 'x'): TenantEvent => ({
  at: '2026-03-03T11:00:00Z',
  action,
  entityType,
  entityId,
});

describe('what a delta goes by', () => {
  test.each([
    ['a mirror that was swept lately', start(), null],
    ['a mirror without a complete sweep', null, 'there is no complete sweep to go on from'],
    [
      'a mirror of another address',
      start({ origin: 'https://other.example.com' }),
      'the mirror is of another address',
    ],
    ['a sweep a day ago', start({ sweptAt: now - 24 * hour - 1 }), 'the last complete sweep is too long ago'],
    ['a clock that went back', start({ sweptAt: now + 1 }), 'the last complete sweep is too long ago'],
  ])('%s', (_, given, why) => expect(whySweepFirst(given, origin, now)).toBe(why));

  test('without the event history everything is read hourly', () => {
    expect(whySweepWithoutEvents(start({ sweptAt: now - hour }), now)).toBeNull();
    expect(whySweepWithoutEvents(start({ sweptAt: now - hour - 1 }), now)).toMatch('sweep');
  });

  test('small kinds are listed hourly, and when our clock went back', () => {
    expect(listsAreOld(start(), now)).toBe(false);
    expect(listsAreOld(start({ listedAt: now - hour - 1 }), now)).toBe(true);
    expect(listsAreOld(start({ listedAt: now + 1 }), now)).toBe(true);
  });

  test('a feed is read again from some time before its cursor', () => {
    expect(Date.parse(sinceOf(now))).toBe(now - overlap);
    expect(sinceOf(0)).toBe('1970-01-01T00:00:00.000Z');
  });

  test.each([
    ['Role', ['roles', 'permission-sets']],
    ['Service account', ['service-accounts']],
    ['Application', ['service-accounts']],
    ['project', ['projects']],
    ['Departments', ['departments']],
    ['Cluster', ['clusters']],
    ['Identity provider', ['identity-providers']],
    ['User', []],
    ['Access rule', []],
    ['Node pool', []],
    ['', []],
  ])('an event about "%s" names its kinds', (entityType, kinds) =>
    expect([...namedKinds([event('update', entityType)])]).toEqual(kinds),
  );

  test('deletions of users are told once each, and nothing else is', () => {
    expect(
      deletedUsers([
        event('delete', 'User', 'u1'),
        event('delete', 'user', 'u1'),
        event('create', 'User', 'u2'),
        event('delete', 'Access rule', '7'),
        event('delete', 'User', ''),
      ]),
    ).toEqual(['u1']);
  });
});
