import { afterEach, expect, test } from 'vitest';
import { noTenantGates } from '../../../src-shared/access/gates.ts';
import { noOverlay } from '../../../src-shared/changes/overlay.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { type SeededFacts, seededFacts } from '../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** Facts with five rules of one user, each of which leads nowhere or sleeps in its own way, and one that is in effect. */
function strayFacts(): SeededFacts {
  const facts = seededFacts(3, 5);
  const project = facts.projects[0];
  const base = {
    subjectType: 'user',
    subjectId: facts.users[0]?.['username'],
    roleId: 6,
    roleName: 'Viewer',
    scopeType: 'project',
    scopeId: project?.['id'],
    scopeName: project?.['name'],
    tenantId: 7,
    createdBy: '',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    deletedAt: null,
  };
  const [asleep] = facts.roles;
  if (asleep !== undefined) asleep['enabled'] = false;
  facts['access-rules'] = [
    { ...base, id: 1 },
    { ...base, id: 2, roleId: 99, roleName: 'Gone' },
    { ...base, id: 3, scopeId: '71001', scopeName: 'closed' },
    { ...base, id: 4, subjectType: 'service-account', subjectId: 'retired-bot' },
    { ...base, id: 5, roleId: 1, roleName: 'System administrator' },
    { ...base, id: 6, subjectId: 'monday@example.com' },
    { ...base, id: 7, subjectType: 'group', subjectId: 'Nobody here' },
  ];
  return facts;
}

test('a rule says what it comes to, and what is missing where it leads nowhere', async () => {
  const facts = strayFacts();
  const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
  ends.push(() => mirror.close());
  expect((await runPull(aPull(new PagedTenant(facts), mirror))).outcome).toBe('complete');
  const ask = { view: 'access-rules' as const, search: '', filters: [], from: 0, to: 50, facets: true };
  const window = await mirror.window({
    ...ask,
    sort: [{ column: 'id', direction: 'asc' }],
    columns: ['effect', 'path'],
  });
  expect(window.columns['effect']).toEqual([
    'viewer',
    'orphaned: role',
    'orphaned: scope',
    'orphaned: subject',
    'dormant',
    'pre-authorised',
    'pre-authorised',
  ]);
  expect(window.columns['path']?.[0]).toBe('cluster-alpha › research › project-0');
  expect(window.columns['path']?.[2]).toBe('closed');
  const orphaned = await mirror.window({
    ...ask,
    sort: [],
    filters: [{ column: 'effect', op: 'contains', values: ['orphaned'] }],
    columns: [],
  });
  expect(orphaned.total).toBe(3);
});

test('where no service account can be seen, none is missing', async () => {
  const facts = { ...strayFacts(), 'service-accounts': [] };
  const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
  ends.push(() => mirror.close());
  await runPull(aPull(new PagedTenant(facts), mirror));
  const window = await mirror.window({
    view: 'access-rules',
    search: '',
    filters: [{ column: 'effect', op: 'is', values: ['orphaned: subject'] }],
    sort: [],
    from: 0,
    to: 50,
    columns: [],
    facets: false,
  });
  expect(window.total).toBe(0);
});

test('what a rule comes to moves with roles, groups and accounts, and is counted so', async () => {
  const facts = strayFacts();
  const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
  ends.push(() => mirror.close());
  await runPull(aPull(new PagedTenant(facts), mirror));
  const effects = async (): Promise<unknown> => {
    const { columns, facets } = await mirror.window({
      view: 'access-rules',
      search: '',
      filters: [],
      sort: [{ column: 'id', direction: 'asc' }],
      from: 0,
      to: 50,
      columns: ['effect'],
      facets: true,
    });
    const shown = columns['effect'] ?? [];
    const counted = Object.fromEntries((facets?.['effect'] ?? []).map(({ value, count }) => [value, count]));
    for (const effect of shown)
      expect(counted[String(effect)]).toBe(shown.filter((other) => other === effect).length);
    return shown.map(String);
  };
  const [viewer] = (await mirror.roles()).filter(({ id }) => id === 6);
  if (viewer === undefined) throw new Error('no viewer');
  const before = await effects();
  expect(await effects()).toEqual(before);
  await mirror.apply({ roles: [{ ...viewer, enabled: false }] });
  expect(await effects()).toEqual([
    'dormant',
    'orphaned: role',
    'orphaned: scope',
    'orphaned: subject',
    'dormant',
    'dormant',
    'dormant',
  ]);
  await mirror.apply({ roles: [viewer] });
  expect(await effects()).toEqual(before);
  const overlay = noOverlay();
  const made = { id: 'local:1', email: 'monday@example.com', firstName: null, lastName: null };
  const by = { createdBy: '', createdAt: '2026-01-01T00:00:00Z', mark: 'new' as const };
  await mirror.apply({ overlay: { ...overlay, users: { ...overlay.users, made: [{ ...made, ...by }] } } });
  expect(await effects()).toEqual([
    'viewer',
    'orphaned: role',
    'orphaned: scope',
    'orphaned: subject',
    'dormant',
    'viewer',
    'pre-authorised',
  ]);
  await mirror.apply({ overlay });
  expect(await effects()).toEqual(before);
});

test('a rule whose user was deleted is told from one for an e-mail never seen', async () => {
  const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
  ends.push(() => mirror.close());
  const tenant = new PagedTenant(strayFacts());
  await runPull(aPull(tenant, mirror));
  const rules = async (effect: string): Promise<unknown> => {
    const { columns, facets } = await mirror.window({
      view: 'access-rules',
      search: '',
      filters: [{ column: 'effect', op: 'is', values: [effect] }],
      sort: [{ column: 'id', direction: 'asc' }],
      from: 0,
      to: 50,
      columns: ['id'],
      facets: true,
    });
    const counted = facets?.['effect']?.find(({ value }) => value === effect)?.count ?? 0;
    expect(counted).toBe(columns['id']?.length ?? 0);
    return columns['id'];
  };
  // The table of users says the same of the same e-mails, in its cells, its filter and its counts.
  const users = async (type: string): Promise<unknown> => {
    const { columns, facets } = await mirror.window({
      view: 'users',
      search: '',
      filters: [{ column: 'type', op: 'is', values: [type] }],
      sort: [{ column: 'email', direction: 'asc' }],
      from: 0,
      to: 50,
      columns: ['email'],
      facets: true,
    });
    const counted = facets?.['type']?.find(({ value }) => value === type)?.count ?? 0;
    expect(counted).toBe(columns['email']?.length ?? 0);
    return columns['email'];
  };
  /** What effective access says of the one e-mail: its kind wherever it is listed, why its rule sleeps, and what is to do. */
  const access = async (): Promise<unknown> => {
    const subject = { type: 'user', id: 'monday@example.com' };
    const about = { as: 'tenant' as const, gates: noTenantGates };
    const rows = { from: 0, to: 500, types: null };
    const { access: ask } = mirror;
    const shown = await ask.subject({ ...about, subject, scope: null });
    const holders = await ask.whoCan({
      ...about,
      ...rows,
      action: 'read',
      resourceType: 'project',
      scope: null,
      parts: true,
      dormant: true,
      search: '',
    });
    const matrix = await ask.matrix({ ...about, ...rows });
    const tasks = await ask.followUps({ ...about, from: 0, to: 50, kinds: null, subject });
    const listed = [...holders.rows, ...matrix.rows]
      .filter((row) => row.subject.id === subject.id)
      .map((row) => row.subject.kind);
    return {
      kinds: [...new Set([shown.subject.kind, ...listed])],
      why: shown.paths.flatMap(({ gates }) => gates.map(({ message }) => message)),
      tasks: tasks.rows.map(({ kind, remedy }) => [kind, remedy]),
    };
  };
  const waits = {
    kinds: ['pre-authorised'],
    why: ['Not signed in yet: it comes into force at the first sign-in.'],
    tasks: [['not-signed-in', 'Ask them to sign in once, or take the access rules away.']],
  };
  const left = {
    kinds: ['user deleted'],
    why: ['The user was deleted: it counts again for whoever signs in with the e-mail.'],
    tasks: [['user-deleted', 'Take the access rules away.']],
  };
  expect(await rules('pre-authorised')).toEqual([6, 7]);
  expect(await users('pre-authorised')).toEqual(['monday@example.com']);
  expect(await access()).toEqual(waits);
  const notices: unknown[] = [];
  ends.push(mirror.onChanged(({ views }) => notices.push(views)));
  await mirror.setDeparted(['Monday@Example.com', 'nobody-names@example.com']);
  expect(await rules('user deleted')).toEqual([6]);
  expect(await users('user deleted')).toEqual(['monday@example.com']);
  const drawer = await mirror.record('users', 'pre-authorised:monday@example.com');
  expect(drawer?.fields.find(({ label }) => label === 'Type')?.value).toBe('user deleted');
  expect(await users('pre-authorised')).toEqual([]);
  expect(await access()).toEqual(left);
  expect(await rules('pre-authorised')).toEqual([7]);
  await mirror.setDeparted(['monday@example.com', 'nobody-names@example.com']);
  expect(notices).toEqual([['users', 'access-rules']]);
  // A sweep puts another file in the mirror's place; what the history told stays.
  await runPull(aPull(tenant, mirror), { full: true });
  expect(await rules('user deleted')).toEqual([6]);
  expect(await users('user deleted')).toEqual(['monday@example.com']);
  expect(await access()).toEqual(left);
  await mirror.setDeparted([]);
  expect(await users('user deleted')).toEqual([]);
  expect(await access()).toEqual(waits);
  expect(await rules('pre-authorised')).toEqual([6, 7]);
});
