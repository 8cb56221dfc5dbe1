import { describe, expect, it } from 'vitest';
import {
  departureOf,
  departureWords,
  unseenEmail,
} from '../../../../src-renderer/ui/record-drawer/departure.ts';
import { localText } from '../../../../src-renderer/ui/time/relative-time.ts';
import type { HistoryLine } from '../../../../src-shared/domain/history.ts';
import type { ViewRecord } from '../../../../src-shared/ipc/mirror-contract.ts';
import { scriptedMoments } from '../../../builders/scripted-history.ts';

type Rules = ViewRecord['rules'];

const rule = (subjectType: string, subjectId: string): Rules => [
  {
    id: '7',
    subjectType,
    subjectId,
    roleId: 1,
    roleName: 'Viewer',
    scopeType: 'project',
    scopeId: '5',
    scopeName: 'cats',
    scopePath: [],
    via: 'direct',
    createdBy: '',
    createdAt: null,
    phase: null,
    pending: null,
  },
];

const record = (view: ViewRecord['view'], effect: string, rules: Rules = []) => ({
  view,
  title: 'left@example.com',
  rules,
  fields: [
    { label: 'Name', kind: 'text' as const, value: 'pre-authorised' },
    { label: 'Effect', kind: 'choice' as const, value: effect },
  ],
});

const line = (more: Partial<HistoryLine>): HistoryLine => ({
  kind: 'users',
  key: 'u-1',
  class: 'subject-removed',
  what: 'removed',
  name: 'left@example.com',
  text: 'deleted',
  fields: [],
  affected: null,
  by: null,
  ...more,
});

const lifeOf = (...lines: readonly HistoryLine[]) => {
  const newest = scriptedMoments.toReversed();
  return {
    since: null,
    entries: lines.flatMap((one, at) => {
      const moment = newest[at];
      return moment === undefined ? [] : [{ moment, line: one }];
    }),
  };
};

describe('an e-mail that nobody has', () => {
  it.each([
    ['a pre-authorised e-mail', record('users', 'pre-authorised'), 'left@example.com'],
    ['a user', record('users', 'sso'), null],
    [
      'a rule that waits for one',
      record('access-rules', 'pre-authorised', rule('user', 'Left@example.com')),
      'Left@example.com',
    ],
    ['a rule for a group nobody is in', record('access-rules', 'pre-authorised', rule('group', 'ops')), null],
    ['a rule in effect', record('access-rules', 'viewer', rule('user', 'ada@example.com')), null],
    ['a role', record('roles', 'pre-authorised', rule('user', 'ada@example.com')), null],
    [
      'a rule whose user was deleted',
      record('access-rules', 'user deleted', rule('user', 'left@example.com')),
      'left@example.com',
    ],
  ])('is found in %s', (_, from, email) => {
    expect(unseenEmail(from)).toBe(email);
  });
});

describe('how a user went', () => {
  const missed = scriptedMoments.at(-1)?.at ?? 0;

  it('is not known of one who never was there', () => {
    expect(departureOf(lifeOf())).toBeNull();
    expect(departureOf(lifeOf(line({ kind: 'access-rules', class: 'rule-removed' })))).toBeNull();
  });

  it('does not matter once the user has come back', () => {
    expect(departureOf(lifeOf(line({ what: 'added', class: 'subject-added' }), line({})))).toBeNull();
  });

  it('is the look that missed it, after what became of its rules', () => {
    const rules = line({ kind: 'access-rules', what: 'added', class: 'rule-added' });
    const departure = departureOf(lifeOf(rules, line({})));
    expect(departure).toMatchObject({ exact: false, by: null });
    expect(departureOf(lifeOf(line({})))?.at).toBe(missed);
    expect(departureWords({ at: missed, exact: false, by: null })).toContain(
      `deleted before ${localText(missed)}, when it was first missed.`,
    );
  });

  it('has its moment and who did it where an event tells', () => {
    const by = { name: 'root@example.com', source: 'event' as const, at: '2026-02-03T10:00:00Z' };
    const departure = departureOf(lifeOf(line({ by })));
    expect(departure).toEqual({ at: Date.parse(by.at), exact: true, by: 'root@example.com' });
    expect(departure === null ? '' : departureWords(departure)).toContain(
      `was deleted on ${localText(Date.parse(by.at))} by root@example.com. What still names`,
    );
    const ours = { row: 4, actor: 'me@example.com', reason: null };
    expect(departureOf(lifeOf(line({ by, ours })))?.by).toBe('me@example.com');
  });
});
