import { describe, expect, it } from 'vitest';
import { holderPeople } from '../../../../src-main/services/roles/holder-people.ts';
import type { ViewWindow, ViewWindowRequest } from '../../../../src-shared/views/view-query.ts';
import { aUser } from '../../../builders/facts.ts';
import { MemoryMirror } from '../../../builders/memory-mirror.ts';

const inGroups = (email: string, ...groups: string[]) => aUser(email, { email, groups });
const user = (subjectId: string) => ({ subjectType: 'user', subjectId });
const group = (subjectId: string) => ({ subjectType: 'group', subjectId });

describe('the people behind holders of a role', () => {
  const mirror = new MemoryMirror({
    users: [
      inGroups('ada@example.com', 'vision', 'night'),
      inGroups('Bob@example.com', 'vision'),
      inGroups('eve@example.com'),
    ],
  });

  it.each([
    ['a user is one', [user('eve@example.com')], 1],
    ['a group stands for its known members', [group('vision')], 2],
    ['somebody in two groups is one', [group('vision'), group('night')], 2],
    [
      'so is a member who holds it also directly, however it is written',
      [group('vision'), user('bob@example.com')],
      2,
    ],
    ['nobody is known to be in it', [group('not seen yet')], 0],
    [
      'machines are no people',
      [{ subjectType: 'service-account', subjectId: 'ci' }, user('eve@example.com')],
      1,
    ],
  ])('%s', async (_, holders, count) => {
    const people = await holderPeople(mirror, holders);
    expect(people.count(holders)).toEqual({ count, exact: true });
  });

  it('tells of each group how many, and of others nothing', async () => {
    const people = await holderPeople(mirror, [group('vision'), user('eve@example.com')]);
    expect(people.members(group('vision'))).toBe(2);
    expect(people.members(user('eve@example.com'))).toBeNull();
  });

  it('only counts groups that are too large to be read, and says at most', async () => {
    const asked: number[] = [];
    const large = {
      async window({ from, to }: ViewWindowRequest): Promise<ViewWindow> {
        asked.push(to - from);
        return {
          revision: 0,
          from,
          total: 90_000,
          unfilteredTotal: 90_000,
          ids: [],
          columns: {},
          facets: null,
        };
      },
    };
    const holders = [group('all'), group('everybody')];
    const people = await holderPeople(large, holders);
    expect(people.count(holders)).toEqual({ count: 180_000, exact: false });
    expect(asked).toHaveLength(2);
  });
});
