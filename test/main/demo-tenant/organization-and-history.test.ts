import { describe, expect, test } from 'vitest';
import { createBench, placesOf, type Bench } from './without-sockets.ts';

const RULES = '/api/v1/authorization/access-rules';
const LOG = '/api/v1/audit/log';

const admin = (bench: Bench, method: string, url: string, body?: unknown) =>
  bench.call(bench.tenant.credentials.administrator, method, url, body);

describe('organization', () => {
  test('behaviour 24: ids are numeric and UUID, a project is being deleted, a cluster is disconnected', () => {
    const bench = createBench();
    const { projects } = admin(bench, 'GET', '/api/v1/org-unit/projects?limit=500').json;
    const { departments } = admin(bench, 'GET', '/api/v1/org-unit/departments').json;
    const clusters: { status: { state: string }; version: string }[] = admin(
      bench,
      'GET',
      '/api/v1/clusters',
    ).json;
    expect([projects.length, departments.length, clusters.length]).toEqual([40, 6, 3]);
    for (const units of [projects, departments]) {
      const numeric = units.filter((u: { id: string }) => /^\d+$/.test(u.id)).length;
      expect(numeric).toBeGreaterThan(0);
      expect(numeric).toBeLessThan(units.length);
    }
    expect(projects.filter((p: { status: { phase: string } }) => p.status.phase === 'Deleting')).toHaveLength(
      1,
    );
    expect(clusters.filter((c) => c.status.state === 'Disconnected')).toHaveLength(1);
    expect(clusters.every((c) => /^\d+\.\d+\.\d+$/.test(c.version))).toBe(true);
    const [bare] = admin(bench, 'GET', '/api/v1/clusters?verbosity=metadata').json;
    expect(bare.status).toBeUndefined();
  });

  test('behaviour 25: removal of a project or department takes its rules along (switch: not)', () => {
    for (const removes of [true, false]) {
      const bench = createBench({ switches: { orgUnitRemovalRemovesRules: removes, rulePhaseDelayMs: 0 } });
      const { department, inside } = placesOf(bench);
      const on = (id: string): number => admin(bench, 'GET', `${RULES}?scopeId=${id}`).json.totalRecords;
      expect(on(department)).toBeGreaterThan(0);
      expect(on(inside)).toBeGreaterThan(0);
      const before = on(inside);
      bench.tenant.admin.removeOrgUnit('department', department);
      expect(on(inside)).toBe(removes ? 0 : before);
      expect(on(department) === 0).toBe(removes);
      expect(admin(bench, 'GET', `/api/v1/org-unit/projects/${inside}`).status).toBe(404);
      expect(admin(bench, 'GET', '/api/v1/org-unit/departments/count').json.count).toBe(5);
    }
  });

  test('behaviour 25: removing one project leaves its neighbours', () => {
    const bench = createBench();
    const { department, inside } = placesOf(bench);
    bench.tenant.admin.removeOrgUnit('project', inside);
    expect(admin(bench, 'GET', '/api/v1/org-unit/projects/count').json.count).toBe(39);
    const { children } = admin(bench, 'GET', `/api/v1/org-unit/departments/${department}`).json;
    expect(children.map((c: { id: string }) => c.id)).not.toContain(inside);
  });

  test('projects filter, search and sort', () => {
    const bench = createBench();
    const { department } = placesOf(bench);
    const get = (query: string) =>
      admin(bench, 'GET', `/api/v1/org-unit/projects?${query}`).json.projects.map(
        (p: { name: string }) => p.name,
      );
    expect(get(`filterBy=departmentId==${department}`)).toHaveLength(8);
    expect(get('search=sandbox').toSorted()).toEqual([
      'genomics-sandbox',
      'robotics-sandbox',
      'vision-sandbox',
    ]);
    expect(get('filterBy=phase==Deleting')).toEqual(['cohort-2019']);
    const sorted = get('sortBy=name&limit=500');
    expect(sorted).toEqual(sorted.toSorted());
  });
});

describe('event history', () => {
  const span = 'start=2026-08-01T00:00:00Z&end=2026-12-01T00:00:00Z';
  const latest = (bench: Bench, n: number) =>
    admin(bench, 'GET', `${LOG}?${span}&sortBy=timestamp&sortOrder=desc&numberOfSamples=${n}`).json
      .audit_logs;

  test('behaviour 26: 90 days are there, some thousand events, paged by numberOfSamples', () => {
    const bench = createBench();
    const first = admin(bench, 'GET', `${LOG}?${span}`).json;
    expect(first.audit_logs).toHaveLength(20);
    expect(first.total).toBeGreaterThan(3000);
    expect(first.next).toBe(20);
    const second = admin(bench, 'GET', `${LOG}?${span}&offset=20&numberOfSamples=1000`).json;
    expect(second.audit_logs).toHaveLength(1000);
    expect(second.audit_logs[0].id).not.toBe(first.audit_logs[19].id);
    const oldest = Date.parse(first.audit_logs[0].timestamp);
    expect(oldest).toBeGreaterThanOrEqual(bench.now() - 90 * 86_400_000);
    expect(oldest).toBeLessThan(bench.now() - 89 * 86_400_000);
    expect(admin(bench, 'GET', LOG).status).toBe(400);
    expect(admin(bench, 'GET', `${LOG}?${span}&numberOfSamples=1001`).status).toBe(400);
    const failed = admin(bench, 'GET', `${LOG}?${span}&filterBy=result==Failed,action==sign-in`).json;
    expect(failed.total).toBeGreaterThan(10);
    expect(failed.total).toBeLessThan(first.total);
  });

  test('behaviour 26: changes and sign-ins are told, failed ones too; reading is not', () => {
    const bench = createBench();
    const { administrator, editor } = bench.tenant.credentials;
    const made = admin(bench, 'POST', '/api/v1/users', { email: 'told.off@example.com' });
    bench.advance(1000);
    bench.call(editor, 'POST', '/api/v1/users', { email: 'not.allowed@example.com' });
    bench.advance(1000);
    bench.form({ grant_type: 'password', username: administrator.email, password: 'wrong' });
    bench.advance(1000);
    admin(bench, 'GET', '/api/v1/users');
    const facts = latest(bench, 5).map((e: Record<string, unknown>) => [
      e['action'],
      e['subject'],
      e['result'],
      e['http_status_code'],
    ]);
    expect(facts).toEqual([
      ['sign-in', administrator.email, 'Failed', 401],
      ['create', editor.email, 'Failed', 403],
      ['sign-in', editor.email, 'Succeeded', 200],
      ['create', administrator.email, 'Succeeded', 201],
      ['sign-in', administrator.email, 'Succeeded', 200],
    ]);
    expect(latest(bench, 5)[3]).toMatchObject({
      entity_type: 'User',
      entity_id: made.json.id,
      entity_name: 'told.off@example.com',
    });
  });

  test('behaviour 26: the name of the list is a switch; only tenant-wide readers may read', () => {
    const bench = createBench({ switches: { auditListMember: 'logs' } });
    expect(admin(bench, 'GET', `${LOG}?${span}`).json.logs).toHaveLength(20);
    const { editor, auditor } = bench.tenant.credentials;
    expect(bench.call(editor, 'GET', `${LOG}?${span}`).status).toBe(403);
    expect(bench.call(auditor, 'GET', `${LOG}?${span}`).status).toBe(200);
  });

  test('behaviour 26: as a file, CSV or JSON', () => {
    const bench = createBench();
    const csv = admin(bench, 'GET', `${LOG}/file?${span}&numberOfSamples=3`);
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(4);
    const json = admin(bench, 'GET', `${LOG}/file?${span}&numberOfSamples=3&file_type=JSON`);
    expect(JSON.parse(json.text)).toHaveLength(3);
  });
});

describe('the journal', () => {
  test('tells every effect with actor, operation and request, and never a secret', () => {
    const bench = createBench();
    const { serviceAccount } = bench.tenant.credentials;
    const { journal } = bench.tenant;
    const as = serviceAccount;
    const made = bench.call(as, 'POST', '/api/v1/users', { email: 'watched@example.com' });
    const reset = bench.call(as, 'POST', `/api/v1/users/${made.json.id}/password`);
    const account = bench.call(as, 'POST', '/api/v1/service-accounts', { name: 'watched' });
    bench.call(as, 'POST', '/api/v1/users', { email: 'watched@example.com' });
    bench.call(as, 'DELETE', `/api/v1/users/${made.json.id}`);
    expect(journal.entries.map((e) => `${e.seq} ${e.operation} ${e.effect}`)).toEqual([
      '1 tokenV2 signed-in',
      '2 createUser user.created',
      '3 createUser password.issued',
      '4 resetUserPassword password.issued',
      '5 createServiceAccount service-account.created',
      '6 createServiceAccount secret.issued',
      '7 deleteUser user.deleted',
    ]);
    const [created, issued] = journal.entries.slice(1);
    expect(created).toMatchObject({
      actor: serviceAccount.clientId,
      subjects: [made.json.id, 'watched@example.com'],
    });
    expect(created?.request).toBe(issued?.request);
    const text = JSON.stringify(journal.entries);
    for (const secret of [
      made.json.tempPassword,
      reset.json.tempPassword,
      account.json.clientSecret,
      serviceAccount.clientSecret,
    ]) {
      expect(text).not.toContain(secret);
    }
    expect(journal.of('password.issued')).toHaveLength(2);
  });
});
