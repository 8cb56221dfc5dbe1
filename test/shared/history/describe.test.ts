import { describe, expect, it } from 'vitest';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { describeDifferences } from '../../../src-shared/history/describe-differences.ts';
import { fieldDifferences } from '../../../src-shared/history/field-differences.ts';
import { momentMeant } from '../../../src-shared/history/find-moment.ts';
import type { Difference } from '../../../src-shared/history/history-row.ts';
import { SideFacts } from '../../../src-shared/history/side-facts.ts';
import { scriptedMoments } from '../../builders/scripted-history.ts';

type Facts = Partial<Record<FactKind, readonly object[]>>;

const at = Date.UTC(2026, 5, 1);
const roles = [
  {
    id: 1,
    name: 'System administrator',
    permissions: [{ resourceType: 'users', actions: ['create', 'read'] }],
  },
  { id: 2, name: 'Viewer', permissions: [{ resourceType: 'project', actions: ['read'] }] },
];
const places: Facts = {
  roles,
  clusters: [{ uuid: 'c', name: 'One' }],
  departments: [{ id: 'd', name: 'Research', clusterId: 'c' }],
  projects: [{ id: 'p', name: 'Alpha', clusterId: 'c', parentId: 'd' }],
};
const user = (email: string, more: object = {}): object => ({
  id: email,
  username: email,
  groups: [],
  lastLogin: '2026-05-30T00:00:00Z',
  ...more,
});
const rule = (id: number, subjectId: string, more: object = {}): object => ({
  id,
  subjectType: 'user',
  subjectId,
  roleId: 2,
  roleName: 'Viewer',
  scopeType: 'project',
  scopeId: 'p',
  scopeName: 'Alpha',
  ...more,
});
const tenantWide = { scopeType: 'tenant', scopeId: '1', scopeName: 'T' };
const administrator = { roleId: 1, roleName: 'System administrator' };

function changed(
  kind: FactKind,
  key: string,
  before: object | null,
  after: object | null,
): Difference<unknown> {
  return { kind, key, before, after };
}

/** Class and words of each line, riskiest first. */
function told(differences: readonly Difference<unknown>[], before: Facts = {}, after: Facts = {}) {
  const side = (facts: Facts): SideFacts => new SideFacts((kind) => ({ ...places, ...facts })[kind] ?? []);
  const { lines, quiet } = describeDifferences(differences, { before: side(before), after: side(after), at });
  return { lines: lines.map((line) => [line.class, line.name, line.text] as const), all: lines, quiet };
}

describe('what changed, in words', () => {
  it('puts new administrators before what is tenant-wide, and that before the rest', () => {
    const wide = rule(2, 'ben@example.com', tenantWide);
    const boss = rule(3, 'eve@example.com', { ...administrator, ...tenantWide });
    const plain = rule(1, 'anna@example.com');
    const { lines } = told(
      [plain, wide, boss].map((one, index) => changed('access-rules', String(index), null, one)),
      {},
      { 'access-rules': [plain, wide, boss] },
    );
    expect(lines).toEqual([
      [
        'new-administrator',
        'eve@example.com',
        'became an administrator: System administrator on the whole tenant',
      ],
      ['tenant-wide', 'ben@example.com', 'got Viewer on the whole tenant'],
      ['rule-added', 'anna@example.com', 'got Viewer on project Alpha'],
    ]);
  });

  it('does not call somebody a new administrator who was one', () => {
    const old = rule(1, 'eve@example.com', administrator);
    const more = rule(2, 'EVE@example.com', {
      ...administrator,
      scopeType: 'cluster',
      scopeId: 'c',
      scopeName: 'One',
    });
    expect(told([changed('access-rules', '2', null, more)], { 'access-rules': [old] }).lines[0]?.[0]).toBe(
      'rule-added',
    );
  });

  it('knows a new administrator by the group that was joined', () => {
    const before = user('eve@example.com');
    const after = user('eve@example.com', { groups: ['/org/admins'] });
    const rules = [rule(1, '/org/admins', { subjectType: 'group', ...administrator })];
    const { lines } = told(
      [changed('users', 'eve', before, after)],
      { 'access-rules': rules },
      { 'access-rules': rules },
    );
    expect(lines).toEqual([
      ['new-administrator', 'eve@example.com', 'became an administrator: joined /org/admins'],
    ]);
  });

  it('tells when a dormant account gained rights, and that a new one is not dormant', () => {
    const users = [
      user('old@example.com', { lastLogin: '2025-12-01T00:00:00Z' }),
      user('never@example.com', { lastLogin: null, createdAt: '2025-01-01T00:00:00Z' }),
      user('new@example.com', { lastLogin: null, createdAt: '2026-05-31T00:00:00Z' }),
    ];
    const { all } = told(
      users.map((_, index) =>
        changed(
          'access-rules',
          String(index),
          null,
          rule(index, String(Reflect.get(users[index] ?? {}, 'username'))),
        ),
      ),
      {},
      { users },
    );
    expect(all.map((line) => [line.name, line.class])).toEqual([
      ['never@example.com', 'dormant-gained'],
      ['old@example.com', 'dormant-gained'],
      ['new@example.com', 'rule-added'],
    ]);
  });

  it('knows a new administrator by the group that a new account is in from the start', () => {
    const rules = [rule(1, '/org/admins', { subjectType: 'group', ...administrator })];
    const { lines } = told(
      [changed('users', 'eve', null, user('eve@example.com', { groups: ['/org/admins'] }))],
      { 'access-rules': rules },
      { 'access-rules': rules },
    );
    expect(lines).toEqual([
      ['new-administrator', 'eve@example.com', 'is new, and an administrator by /org/admins'],
    ]);
  });

  it('tells when a dormant account gained rights by a group, or by a wider place', () => {
    const asleep = { lastLogin: '2025-12-01T00:00:00Z' };
    const before = user('old@example.com', asleep);
    const after = user('old@example.com', { ...asleep, groups: ['/org/people'] });
    const rules = [rule(1, '/org/people', { subjectType: 'group' })];
    const facts = { users: [after], 'access-rules': rules };
    expect(told([changed('users', 'old', before, after)], facts, facts).lines).toEqual([
      [
        'dormant-gained',
        'old@example.com',
        'got what its groups give after 90 days or more without signing in: joined /org/people',
      ],
    ]);
    const nothing = told([changed('users', 'old', before, after)], { users: [after] }, { users: [after] });
    expect(nothing.lines[0]?.[0]).toBe('groups-changed');
    const to = { scopeType: 'department', scopeId: 'd', scopeName: 'Research' };
    const widened = [
      changed('access-rules', '1', rule(1, 'old@example.com'), null),
      changed('access-rules', '2', null, rule(2, 'old@example.com', to)),
    ];
    expect(told(widened, facts, facts).lines).toEqual([
      [
        'dormant-gained',
        'old@example.com',
        'got a wider rule after 90 days or more without signing in: Viewer: from project Alpha to department Research',
      ],
    ]);
  });

  it('tells a rule whose role or place became another one under the same number', () => {
    const from = rule(1, 'anna@example.com');
    const to = rule(1, 'anna@example.com', { ...administrator, ...tenantWide });
    const { lines, quiet } = told([changed('access-rules', '1', from, to)], {}, { 'access-rules': [to] });
    expect(lines).toEqual([
      [
        'new-administrator',
        'anna@example.com',
        'became an administrator: System administrator on the whole tenant',
      ],
      ['rule-removed', 'anna@example.com', 'lost Viewer on project Alpha'],
    ]);
    expect(quiet).toBe(0);
  });

  it('takes a role of full rights for an administrator’s, whatever the tenant lists of it', () => {
    const bare = roles.map(({ id, name }) => ({ id, name, permissions: [] }));
    const boss = rule(3, 'eve@example.com', { ...administrator, ...tenantWide });
    const { lines } = told(
      [changed('access-rules', '3', null, boss)],
      { roles: bare },
      { roles: bare, 'access-rules': [boss] },
    );
    expect(lines[0]?.[0]).toBe('new-administrator');
  });

  it.each([
    [
      'scope-narrowed',
      { scopeType: 'system', scopeId: '0' },
      { scopeType: 'tenant', scopeId: '1', scopeName: 'T' },
    ],
    [
      'scope-widened',
      { scopeType: 'project', scopeId: 'p' },
      { scopeType: 'department', scopeId: 'd', scopeName: 'Research' },
    ],
    ['scope-narrowed', { scopeType: 'cluster', scopeId: 'c' }, { scopeType: 'project', scopeId: 'p' }],
    ['tenant-wide', { scopeType: 'project', scopeId: 'p' }, tenantWide],
  ])('tells a rule that was replaced as one line: %s', (expected, from, to) => {
    const { lines } = told([
      changed('access-rules', '1', rule(1, 'anna@example.com', from), null),
      changed('access-rules', '2', null, rule(2, 'anna@example.com', to)),
    ]);
    expect(lines.map(([name]) => name)).toEqual([expected]);
  });

  it('tells how many a changed role reaches, through groups too, each once', () => {
    const after = { ...roles[1], permissions: [{ resourceType: 'project', actions: ['read', 'update'] }] };
    const facts: Facts = {
      users: [user('anna@example.com', { groups: ['g'] }), user('ben@example.com', { groups: ['g'] })],
      'access-rules': [
        rule(1, 'anna@example.com'),
        rule(2, 'g', { subjectType: 'group' }),
        rule(3, 'zoe@example.com'),
      ],
    };
    const { all } = told([changed('roles', '2', roles[1] ?? null, after)], facts, facts);
    expect(all).toMatchObject([
      {
        class: 'role-changed',
        affected: 3,
        fields: [{ label: 'Projects', before: 'read', after: 'read, update' }],
      },
    ]);
  });

  it('counts what changes by itself, and leaves it out', () => {
    const { lines, quiet } = told([
      changed(
        'users',
        'a',
        user('a@example.com'),
        user('a@example.com', { lastLogin: '2026-05-31T00:00:00Z' }),
      ),
    ]);
    expect(lines).toEqual([]);
    expect(quiet).toBe(1);
  });

  it('says each field in words', () => {
    const before = { ...user('a@example.com'), firstName: 'Ann', isLocal: true, odd: { x: 1 } };
    const after = { ...user('a@example.com'), firstName: null, isLocal: false, odd: { x: 2 } };
    expect(fieldDifferences('users', before, after)).toEqual([
      { label: 'First name', before: 'Ann', after: null },
      { label: 'Local account', before: 'yes', after: 'no' },
      { label: 'Odd', before: '{"x":1}', after: '{"x":2}' },
    ]);
  });
});

describe('the moment that is meant', () => {
  it.each([
    ['first', 1],
    ['last', 24],
    ['22', 22],
    ['Before the audit', 22],
    ['2026-08-20', 1],
    ['2026-08-19', null],
    ['2026-08-21T08:29:59Z', 1],
    ['2026-08-21T08:30:00Z', 2],
    ['2027-01-01', 24],
    ['2026-08-21T10:30:00+02:00', 2],
    ['2026-08-21T08:30:00', null],
    ['someday', null],
  ])('%s', (text, id) => expect(momentMeant(scriptedMoments, text)?.id ?? null).toBe(id));
});
