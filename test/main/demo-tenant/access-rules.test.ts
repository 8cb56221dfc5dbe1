import { describe, expect, test } from 'vitest';
import { createBench, placesOf, roleId, type Bench } from './without-sockets.ts';

const RULES = '/api/v1/authorization/access-rules';

interface Draft {
  subjectId: string;
  subjectType: string;
  roleId: number;
  scopeId: string;
  scopeType: string;
}

function draft(bench: Bench, over: Partial<Draft> = {}): Draft {
  return {
    subjectId: 'new.person@example.com',
    subjectType: 'user',
    roleId: roleId(bench, 'L1 researcher'),
    scopeId: placesOf(bench).inside,
    scopeType: 'project',
    ...over,
  };
}

const post = (bench: Bench, body: unknown, as = bench.tenant.credentials.administrator) =>
  bench.call(as, 'POST', RULES, body);

describe('access rules', () => {
  test('behaviour 7: nobody hands out more than they have, nor outside their scope', () => {
    const bench = createBench();
    const { departmentAdministrator: as } = bench.tenant.credentials;
    const { inside, outside, department } = placesOf(bench);
    expect(post(bench, draft(bench), as).status).toBe(201);
    expect(post(bench, draft(bench, { scopeId: outside }), as).status).toBe(403);
    const admin = {
      roleId: roleId(bench, 'System administrator'),
      scopeId: department,
      scopeType: 'department',
    };
    expect(post(bench, draft(bench, admin), as).status).toBe(403);
    const editor = bench.tenant.credentials.editor;
    expect(post(bench, draft(bench, { scopeId: inside }), editor).status).toBe(403);
    expect(post(bench, draft(bench, { roleId: roleId(bench, 'Viewer') }), editor).status).toBe(201);
  });

  test('behaviour 14: ids grow; duplicates are 409 "already exists"; wrong bodies 400; unknown role or scope 404', () => {
    const bench = createBench();
    const first = post(bench, draft(bench));
    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({
      roleName: 'L1 researcher',
      createdBy: 'admin@example.com',
      tenantId: Number(bench.tenant.tenantId),
    });
    const second = post(bench, draft(bench, { subjectId: 'other@example.com' }));
    expect(second.json.id).toBe(first.json.id + 1);
    const again = post(bench, draft(bench, { subjectId: 'New.Person@example.com' }));
    expect(again).toMatchObject({
      status: 409,
      json: { code: 409, message: expect.stringContaining('already exists') },
    });
    const cases: [object, number][] = [
      [{ roleId: 999_999 }, 404],
      [{ scopeId: 'nowhere' }, 404],
      [{ scopeType: 'tenant', scopeId: '1' }, 404],
      [{ subjectType: 'robot' }, 400],
      [{ subjectType: undefined }, 400],
      [{ subjectId: ' ' }, 400],
      [{ subjectType: 'service-account', subjectId: 'nobody' }, 404],
      [{ roleId: roleId(bench, 'Notebook operator') }, 400],
      [{ scopeType: 'system', scopeId: '0' }, 403],
    ];
    for (const [over, status] of cases)
      expect(post(bench, { ...draft(bench), ...over }).status, JSON.stringify(over)).toBe(status);
    const { administrator } = bench.tenant.credentials;
    const put = bench.call(administrator, 'PUT', `${RULES}/${first.json.id}`, draft(bench));
    expect(put).toMatchObject({ status: 405, json: { code: 405 }, headers: { allow: 'GET, DELETE' } });
  });

  test('behaviour 14: groups differ by case, e-mails do not', () => {
    const bench = createBench();
    const group = { subjectType: 'group', subjectId: 'Team X' };
    expect(post(bench, draft(bench, group)).status).toBe(201);
    expect(post(bench, draft(bench, { ...group, subjectId: 'team x' })).status).toBe(201);
    expect(post(bench, draft(bench, group)).status).toBe(409);
  });

  test('behaviour 15: deletion is soft: includeDeleted and lastUpdated show it', () => {
    const bench = createBench({ switches: { rulePhaseDelayMs: 0 } });
    const { administrator } = bench.tenant.credentials;
    const { id } = post(bench, draft(bench)).json;
    bench.advance(60_000);
    const before = new Date(bench.now()).toISOString();
    expect(bench.call(administrator, 'DELETE', `${RULES}/${id}`).status).toBe(204);
    expect(bench.call(administrator, 'DELETE', `${RULES}/${id}`).status).toBe(404);
    expect(bench.call(administrator, 'GET', `${RULES}/${id}`).status).toBe(404);
    const get = (query: string) => bench.call(administrator, 'GET', `${RULES}?${query}`).json;
    expect(get('subjectIds=new.person@example.com').totalRecords).toBe(0);
    const [deleted] = get('subjectIds=new.person@example.com&includeDeleted=true').accessRules;
    expect(deleted).toMatchObject({ id, deletedAt: deleted.updatedAt });
    expect(get(`lastUpdated=${before}`).accessRules).toEqual([]);
    expect(
      get(`lastUpdated=${before}&includeDeleted=true`).accessRules.map((r: { id: number }) => r.id),
    ).toEqual([id]);
    expect(post(bench, draft(bench)).status).toBe(201);
  });

  test('behaviour 15: some rules are deleted from the start', () => {
    const bench = createBench();
    const { administrator } = bench.tenant.credentials;
    const count = (query: string) => bench.call(administrator, 'GET', `${RULES}/count${query}`).json.count;
    expect(count('?includeDeleted=true') - count('')).toBe(4);
    const found = bench.call(
      administrator,
      'GET',
      `${RULES}?includeDeleted=true&filterBy=deletedAt>=2020-01-01T00:00:00Z`,
    );
    expect(found.json.totalRecords).toBe(4);
  });

  test('behaviour 16: phases go Creating, Ready, Deleting, gone; old clusters show none', () => {
    const bench = createBench({ switches: { rulePhaseDelayMs: 2000 } });
    const { administrator } = bench.tenant.credentials;
    const made = post(bench, draft(bench));
    expect(made.json.status.phase).toBe('Creating');
    const url = `${RULES}/${made.json.id}`;
    const phase = () => bench.call(administrator, 'GET', url).json.status?.phase;
    bench.advance(1999);
    expect(phase()).toBe('Creating');
    bench.advance(1);
    expect(['Ready', 'NotReady']).toContain(phase());
    expect(bench.call(administrator, 'DELETE', url).status).toBe(204);
    expect(phase()).toBe('Deleting');
    expect(bench.call(administrator, 'DELETE', url).status).toBe(404);
    const filtered = bench.call(administrator, 'GET', `${RULES}?filterBy=phase==Deleting`).json;
    expect(filtered.accessRules.map((r: { id: number }) => r.id)).toEqual([made.json.id]);
    bench.advance(2000);
    expect(bench.call(administrator, 'GET', url).status).toBe(404);
    const old = bench.tenant.core.state.units.clusters[2];
    const rule = post(bench, draft(bench, { scopeType: 'cluster', scopeId: old?.scope.id ?? '' }));
    expect(rule.status).toBe(201);
    expect(rule.json.status).toBeUndefined();
  });

  test('behaviour 16: a rule on its way out grants nothing', () => {
    const bench = createBench();
    const { administrator, viewer } = bench.tenant.credentials;
    expect(bench.call(viewer, 'GET', '/api/v1/org-unit/departments').status).toBe(200);
    const [rule] = bench.call(administrator, 'GET', `${RULES}?subjectIds=${viewer.email}`).json.accessRules;
    bench.call(administrator, 'DELETE', `${RULES}/${rule.id}`);
    // What is left comes from the rule for all authenticated users: one project and what lies above it.
    expect(bench.call(viewer, 'GET', '/api/v1/org-unit/departments').json.departments).toHaveLength(1);
    const older = createBench({ profile: '2.24' });
    const [ruleThere] = older.call(
      older.tenant.credentials.administrator,
      'GET',
      `${RULES}?subjectIds=viewer@example.com`,
    ).json.accessRules;
    older.call(older.tenant.credentials.administrator, 'DELETE', `${RULES}/${ruleThere.id}`);
    expect(older.call(older.tenant.credentials.viewer, 'GET', '/api/v1/org-unit/departments').status).toBe(
      403,
    );
  });

  test('behaviour 17: batches answer 200 with what succeeded and failed; empty ones 400', () => {
    const bench = createBench();
    const { administrator } = bench.tenant.credentials;
    const payload = {
      roleId: roleId(bench, 'L1 researcher'),
      subjects: ['one@example.com', 'two@example.com'].map((subjectId) => ({
        subjectId,
        subjectType: 'user',
      })),
      scopes: [
        { scopeType: 'project', scopeId: placesOf(bench).inside },
        { scopeType: 'project', scopeId: 'nowhere' },
      ],
    };
    const made = bench.call(administrator, 'POST', `${RULES}/batch-create`, { payload });
    expect(made.status).toBe(200);
    expect(made.json.succeeded).toHaveLength(2);
    expect(made.json.failed).toMatchObject([
      { code: 404, payload: { subjectId: 'one@example.com', scopeId: 'nowhere' } },
      { code: 404, payload: { subjectId: 'two@example.com' } },
    ]);
    const ids = made.json.succeeded.map((r: { id: number }) => String(r.id));
    const batch = (action: string, list: string[]) =>
      bench.call(administrator, 'POST', `${RULES}/batch`, { ids: list, action });
    expect(batch('validate_delete', ids).json).toMatchObject({ succeeded: ids, failed: [] });
    expect(batch('delete', [...ids, '999999999']).json).toMatchObject({
      succeeded: ids,
      failed: [{ id: '999999999', code: 404 }],
    });
    expect(batch('delete', ids).json.succeeded).toEqual([]);
    expect(batch('delete', []).status).toBe(400);
    expect(
      bench.call(administrator, 'POST', `${RULES}/batch-create`, { payload: { ...payload, subjects: [] } })
        .status,
    ).toBe(400);
  });

  test('the generated rules hold no duplicate', () => {
    const bench = createBench({ users: 3000, validateReplies: false });
    const { rules } = bench.tenant.core.state;
    const seen = new Set<string>();
    for (let position = 0; position < rules.totalCount; position++) {
      const { subjectType, subjectId, roleId: role, scope } = rules.read(position);
      seen.add(`${subjectType} ${subjectId} ${role} ${scope.type} ${scope.id}`);
    }
    expect(seen.size).toBe(rules.totalCount);
  });
});
