import type { HistoryLine, HistoryMoment } from '../../src-shared/domain/history.ts';

const day = 24 * 60 * 60 * 1000;
const first = Date.UTC(2026, 7, 20, 8, 30);

const moment = (id: number, days: number, more: Partial<HistoryMoment> = {}): HistoryMoment => ({
  id,
  at: first + days * day,
  until: first + days * day + 3 * 60 * 60 * 1000,
  source: 'delta',
  complete: true,
  added: 2,
  changed: 1,
  removed: 0,
  names: [],
  ...more,
});

/** Some moments of a tenant, oldest first: a day without a look in between, one of them named. */
export const scriptedMoments: readonly HistoryMoment[] = [
  moment(1, 0, { source: 'baseline', added: 0, changed: 0 }),
  ...Array.from({ length: 20 }, (_, at) =>
    moment(at + 2, at + 1, { until: first + (at + 2) * day - 60_000 }),
  ),
  moment(22, 34, { source: 'pull', removed: 3, names: ['Before the audit'] }),
  moment(23, 36, { source: 'catch-up' }),
  moment(24, 60, { complete: false }),
];

const line = (more: Partial<HistoryLine>): HistoryLine => ({
  kind: 'access-rules',
  key: '1',
  class: 'rule-added',
  what: 'added',
  name: 'anna@example.com',
  text: 'got Viewer on project Alpha',
  fields: [],
  affected: null,
  by: null,
  ...more,
});

/** Changes of every class, riskiest first. */
export const scriptedLines: readonly HistoryLine[] = [
  line({
    class: 'new-administrator',
    name: 'eve@example.com',
    text: 'became an administrator: System administrator on the whole tenant',
    by: { name: 'root@example.com', source: 'event', at: '2026-09-03T10:04:00.000Z' },
  }),
  line({
    key: '2',
    class: 'tenant-wide',
    name: '/org/research',
    text: 'got Editor on the whole tenant',
    affected: 41,
    by: { name: 'ops@example.com', source: 'fact', at: '2026-09-03T10:04:00.000Z' },
  }),
  line({
    key: '3',
    class: 'dormant-gained',
    name: 'old@example.com',
    text: 'got a rule after 90 days or more without signing in: Viewer on project Alpha',
  }),
  line({
    kind: 'roles',
    key: '7',
    class: 'role-changed',
    what: 'changed',
    name: 'Night operator',
    text: 'the role permits something else',
    affected: 12,
    fields: [{ label: 'Projects', before: 'read', after: 'read, update' }],
    by: { name: 'root@example.com', source: 'event', at: '2026-09-05T10:04:00.000Z' },
  }),
  line({
    key: '4',
    class: 'scope-widened',
    what: 'changed',
    ours: { row: 41, actor: 'admin@example.com', reason: 'Leads see every project of the department.' },
    text: 'Viewer: from project Alpha to department Research',
    fields: [{ label: 'Scope', before: 'project Alpha', after: 'department Research' }],
  }),
  ...Array.from({ length: 12 }, (_, at) =>
    line({
      key: String(100 + at),
      name: `user${at}@example.com`,
      text: `got L1 researcher on project P${at}`,
    }),
  ),
  line({ kind: 'users', key: 'u9', class: 'subject-added', name: 'new@example.com', text: 'is new' }),
  line({ key: '5', class: 'rule-removed', what: 'removed', text: 'lost Editor on cluster One' }),
  line({
    kind: 'users',
    key: 'u3',
    class: 'fields',
    what: 'changed',
    name: 'ben@example.com',
    text: 'was edited',
    fields: [{ label: 'Last name', before: 'Stone', after: 'Stone-Miller' }],
  }),
];
