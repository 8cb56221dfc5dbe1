import { afterEach, expect, test } from 'vitest';
import { noOverlay } from '../../../src-shared/changes/overlay.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { content } from '../../builders/role-edits.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const window = { view: 'roles' as const, search: '', filters: [], sort: [], from: 0, to: 100, facets: false };

test('roles show what open changes make of them, and facts of the tenant take their place', async () => {
  const facts = seededFacts(20);
  const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
  ends.push(() => mirror.close());
  await runPull(aPull(new PagedTenant(facts), mirror));
  const [first, second] = facts.roles.map(({ id }) => Number(id));
  const before = await mirror.roles();
  const common = { createdBy: 'me@example.com', createdAt: '2026-03-03T12:00:00Z', mark: 'new' as const };
  await mirror.apply({
    overlay: {
      ...noOverlay(),
      roles: {
        made: [{ id: -1, ...content('Front'), enabled: true, ...common }],
        marks: new Map([
          [first ?? 0, { mark: 'removed', enabled: null, content: null }],
          [second ?? 0, { mark: 'changed', enabled: false, content: content('Renamed') }],
        ]),
      },
    },
  });
  const roles = await mirror.roles();
  expect(roles.some(({ id }) => id === first)).toBe(false);
  expect(roles.find(({ id }) => id === second)).toMatchObject({ name: 'Renamed', enabled: false });
  expect(roles.find(({ id }) => id === -1)).toMatchObject({
    name: 'Front',
    custom: true,
    permissions: [{ resourceType: 'users', displayName: 'Users', actions: ['read'] }],
  });
  const shown = await mirror.window({ ...window, columns: ['name', 'pending', 'enabled'] });
  const cell = (id: number, column: string) => shown.columns[column]?.[shown.ids.indexOf(String(id))];
  expect([cell(-1, 'name'), cell(-1, 'pending')]).toEqual(['Front', 'new']);
  expect([cell(second ?? 0, 'name'), cell(second ?? 0, 'enabled')]).toEqual(['Renamed', 'disabled']);
  expect(cell(first ?? 0, 'pending')).toBe('removed');
  expect((await mirror.record('roles', '-1'))?.title).toBe('Front');
  expect((await mirror.info()).counts.roles).toBe(before.length + 1);

  await mirror.apply({
    roles: [{ id: 99_001, name: 'Sent', description: 'd', permissions: [], custom: true }],
    removedRoleIds: [first ?? 0],
    overlay: noOverlay(),
  });
  const names = (await mirror.roles()).map(({ name }) => name);
  expect(names).toContain('Sent');
  expect(names).not.toContain('Front');
  expect((await mirror.roles()).some(({ id }) => id === first)).toBe(false);
});
