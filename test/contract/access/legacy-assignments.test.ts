import { afterEach, describe, expect, it } from 'vitest';
import type { AccessPath } from '../../../src-shared/ipc/access-contract.ts';
import { gatesFromRoles } from '../../../src-shared/wire/legacy-gates.ts';
import { pulledTenant } from './tenant-agreement.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
const onEnd = (work: () => unknown): void => void ends.push(work);

type Switches = Parameters<typeof pulledTenant>[0]['switches'];

async function opened(switches: Switches = {}) {
  const { tenant, mirror } = await pulledTenant({ profile: '2.13', users: 120, seed: 5, switches }, onEnd);
  const gates = { version: 210, ...gatesFromRoles(await mirror.listed('roles')) };
  const as = 'tenant' as const;
  const pathsOf = async (email: string): Promise<readonly AccessPath[]> =>
    (await mirror.access.subject({ subject: { type: 'user', id: email }, scope: null, as, gates })).paths;
  const followUps = async () =>
    (await mirror.access.followUps({ as, kinds: null, subject: null, from: 0, to: 500, gates })).rows;
  return { tenant, mirror, gates, pathsOf, followUps };
}

const shown = (paths: readonly AccessPath[], role: string): string[] =>
  paths
    .filter(({ roleName }) => roleName === role)
    .map(({ place, gates }) => `${place.type} ${gates.map(({ kind }) => kind).join('+')}`.trim());

describe('a tenant of 2.13 assigns projects and departments beside the role', () => {
  it('V12, V13: Researcher counts in assigned projects, Department Administrator in assigned departments', async () => {
    const { tenant, pathsOf, followUps } = await opened();
    const { email } = tenant.credentials.departmentAdministrator;
    const own = shown(await pathsOf(email), 'Department Administrator');
    expect(own).toContain('department');
    expect(own).not.toContain('cluster');
    expect(own).not.toContain('tenant');
    expect(own.some((path) => path.endsWith('department-not-assigned'))).toBe(true);

    const tasks = await followUps();
    const without = tasks.filter(({ kind }) => kind === 'researcher-without-project');
    expect(without.length).toBeGreaterThan(0);
    for (const { rule, remedy, subject } of without.slice(0, 5)) {
      expect(rule).toBe('V12');
      expect(remedy).toContain('in the tenant’s own console');
      const paths = await pathsOf(subject.id);
      const inForce = paths.filter(({ roleName, gates }) => roleName === 'Researcher' && gates.length === 0);
      if (subject.type === 'user') expect(inForce).toEqual([]);
    }
  }, 60_000);

  it('V19: somebody assigned to a project without being Researcher is told as a task', async () => {
    const { followUps } = await opened();
    const inert = (await followUps()).filter(({ kind }) => kind === 'assigned-without-role');
    expect(inert.map(({ subject, rule }) => `${rule} ${subject.id}`)).toEqual(['V19 audit@example.org']);
    expect(inert[0]?.message).toContain('without effect');
  }, 60_000);

  it('V13, V15: what the tenant says of departments and the module is the reason, not that a role is off', async () => {
    const { gates, tenant, pathsOf, followUps } = await opened({
      departmentsInUse: false,
      inferenceModule: false,
    });
    expect(gates).toMatchObject({ departments: false, inference: false });
    const kinds = new Set((await followUps()).map(({ kind }) => kind));
    expect(kinds).toContain('module-missing');
    expect(kinds).not.toContain('role-off');
    const { email } = tenant.credentials.departmentAdministrator;
    const own = shown(await pathsOf(email), 'Department Administrator');
    expect(own.every((path) => path.includes('departments-off') && !path.includes('role-disabled'))).toBe(
      true,
    );
  }, 60_000);
});

describe('a role that holds in no cluster, the choice None of 2.13', () => {
  it('V12, V14: is dormant for a reason of its own and leaves tasks, and nothing counts as gone', async () => {
    const { mirror, gates, pathsOf, followUps } = await opened();
    const tasks = await followUps();
    expect(tasks.filter(({ kind }) => kind === 'scope-gone')).toEqual([]);
    const without = tasks.filter(({ rule }) => rule === 'V14');
    expect(without.length).toBeGreaterThan(0);
    const researchers: string[] = [];
    for (const { subject, message, paths } of without) {
      expect(message).toContain('holds in no cluster: none is permitted.');
      expect(message).not.toContain('any more');
      expect(paths.every(({ place }) => place.known && place.type === 'none')).toBe(true);
      if (subject.type !== 'user' || !paths.some(({ roleName }) => roleName === 'Researcher')) continue;
      const own = (await pathsOf(subject.id)).filter(({ roleName }) => roleName === 'Researcher');
      if (own.every(({ gates }) => gates.some(({ kind }) => kind === 'project-not-assigned')))
        researchers.push(subject.id);
    }
    expect(researchers.length).toBeGreaterThan(0);
    const noProject = tasks.filter(({ rule }) => rule === 'V12');
    expect(noProject.map(({ subject }) => subject.id)).toEqual(expect.arrayContaining(researchers));
    for (const { message, subject } of noProject)
      if (researchers.includes(subject.id)) expect(message).not.toContain('no cluster is');

    const [one] = without;
    const cluster = (await mirror.scopeTree(false)).find(({ type }) => type === 'cluster');
    const [held] = one?.paths ?? [];
    const role = (await mirror.roles()).find(({ id }) => id === held?.roleId);
    const permission = role?.permissions.find(({ actions }) => actions.includes('read'));
    const why = await mirror.access.explain({
      as: 'tenant',
      gates,
      subject: { type: one?.subject.type ?? '', id: one?.subject.id ?? '' },
      resourceType: permission?.resourceType ?? '',
      action: 'read',
      scope: { type: 'cluster', id: cluster?.id ?? '' },
    });
    expect(why.missing[0]?.message).toContain(`${held?.roleName} holds in no cluster: none is permitted.`);
    const rules = await mirror.window({
      view: 'access-rules',
      search: one?.subject.id ?? '',
      filters: [],
      sort: [],
      from: 0,
      to: 10,
      columns: ['path', 'effect'],
      facets: false,
    });
    expect(new Set(rules.columns['path'])).toEqual(new Set(['No cluster']));
    expect(new Set(rules.columns['effect'])).toEqual(new Set(['dormant']));
  }, 60_000);
});
