import { describe, expect, test } from 'vitest';
import { createBench, placesOf, roleId, type Bench } from './without-sockets.ts';

const create = (bench: Bench, body: unknown) =>
  bench.call(bench.tenant.credentials.administrator, 'POST', '/api/v1/users', body);

const idOf = (bench: Bench, email: string): string =>
  bench.call(bench.tenant.credentials.administrator, 'GET', `/api/v1/users?filterBy=username==${email}`)
    .json[0].id;

describe('users', () => {
  test('behaviour 6: callers without the right get 403', () => {
    const bench = createBench();
    const { viewer, editor, newcomer, departmentAdministrator } = bench.tenant.credentials;
    expect(bench.call(viewer, 'GET', '/api/v1/users')).toMatchObject({ status: 403, json: { code: 403 } });
    expect(bench.call(newcomer, 'GET', '/api/v1/authorization/access-rules').status).toBe(403);
    expect(bench.call(editor, 'GET', '/api/v1/users?limit=1').status).toBe(200);
    expect(bench.call(editor, 'POST', '/api/v1/users', { email: 'a.b@example.com' }).status).toBe(403);
    expect(
      bench.call(departmentAdministrator, 'DELETE', `/api/v1/users/${idOf(bench, viewer.email)}`).status,
    ).toBe(403);
  });

  test('behaviour 6: lists of a scoped administrator hold what lies in the scope (switch)', () => {
    for (const filtered of [true, false]) {
      const bench = createBench({ switches: { scopedListsFiltered: filtered } });
      const { administrator, departmentAdministrator } = bench.tenant.credentials;
      const { department, inside, outside } = placesOf(bench);
      const url = '/api/v1/authorization/access-rules?limit=500&sortBy=createdAt';
      const all = bench.call(administrator, 'GET', url).json;
      const own = bench.call(departmentAdministrator, 'GET', url).json;
      expect(own.totalRecords < all.totalRecords).toBe(filtered);
      const projects = bench.call(departmentAdministrator, 'GET', '/api/v1/org-unit/projects?limit=100').json
        .projects;
      const ids = projects.map((p: { id: string }) => p.id);
      expect(ids).toContain(inside);
      expect(ids.includes(outside)).toBe(!filtered);
      if (!filtered) continue;
      expect(own.totalRecords).toBeGreaterThan(20);
      for (const rule of own.accessRules) {
        expect(['department', 'project']).toContain(rule.scopeType);
        // 71001 is the closed project of this department that rules were left behind on.
        expect([department, '71001', ...ids]).toContain(rule.scopeId);
      }
      const foreign = bench.call(
        administrator,
        'GET',
        `/api/v1/authorization/access-rules?scopeId=${outside}`,
      ).json.accessRules[0];
      expect(
        bench.call(departmentAdministrator, 'GET', `/api/v1/authorization/access-rules/${foreign.id}`).status,
      ).toBe(404);
    }
  });

  test('behaviour 8: a new user gets a one-time password that signs in; bad e-mails are 400, the same one 409', () => {
    const bench = createBench();
    const made = create(bench, { email: 'Ann.New@example.com', firstName: 'Ann', lastName: 'New' });
    expect(made.status).toBe(201);
    const { id, tempPassword } = made.json;
    const read = bench.call(bench.tenant.credentials.administrator, 'GET', `/api/v1/users/${id}`);
    expect(read.json).toMatchObject({
      username: 'Ann.New@example.com',
      isLocal: true,
      lastLogin: null,
      firstName: 'Ann',
    });
    expect(read.text).not.toContain(tempPassword);
    const signIn = { grant_type: 'password', username: 'ann.new@example.com', password: tempPassword };
    expect(bench.form(signIn).status).toBe(200);
    for (const email of ['', 'no-at', 'a@b', 'x@@example.com', 'has space@example.com']) {
      expect(create(bench, { email })).toMatchObject({ status: 400, json: { code: 400 } });
    }
    expect(create(bench, {}).status).toBe(400);
    expect(create(bench, { email: 'ann.new@example.com' })).toMatchObject({
      status: 409,
      json: { code: 409 },
    });
    const cased = createBench({ switches: { emailCaseIgnored: false } });
    expect(create(cased, { email: 'Ann.New@example.com' }).status).toBe(201);
    expect(create(cased, { email: 'ann.new@example.com' }).status).toBe(201);
  });

  test('notify sends a mail, which only the journal shows', () => {
    const bench = createBench();
    create(bench, { email: 'quiet@example.com', notify: null });
    expect(bench.tenant.journal.of('mail.sent')).toEqual([]);
    const { id } = create(bench, { email: 'told@example.com', notify: true }).json;
    expect(bench.tenant.journal.of('mail.sent')).toMatchObject([{ subjects: [id, 'told@example.com'] }]);
  });

  test('behaviour 8: names are set in 3.0 and unknown in 2.24', () => {
    const older = createBench({ profile: '2.24' });
    const made = create(older, { email: 'ann.new@example.com', firstName: 'Ann' });
    const read = older.call(
      older.tenant.credentials.administrator,
      'GET',
      `/api/v1/users/${made.json.id}`,
    ).json;
    expect(Object.keys(read)).not.toContain('firstName');
  });

  test('temporary passwords are 12 characters or more and safe in spreadsheets', () => {
    const bench = createBench();
    const id = create(bench, { email: 'many.resets@example.com' }).json.id;
    const { administrator } = bench.tenant.credentials;
    for (let i = 0; i < 300; i++) {
      const { tempPassword } = bench.call(administrator, 'POST', `/api/v1/users/${id}/password`).json;
      expect(tempPassword).toMatch(/^[A-Za-z].{11,}$/);
      expect(tempPassword).toMatch(/\d/);
    }
  });

  test('a temporary password has to be changed: noted, or by the switch enforced', () => {
    for (const blocks of [false, true]) {
      const bench = createBench({ switches: { mustChangeBlocksSignIn: blocks } });
      const { newcomer } = bench.tenant.credentials;
      const signIn = bench.form({
        grant_type: 'password',
        username: newcomer.email,
        password: newcomer.password,
      });
      expect(signIn.status).toBe(blocks ? 400 : 200);
      if (blocks) continue;
      const as = { token: signIn.json.access_token };
      const newPassword = 'a-Long-enough-1';
      const wrong = bench.call(as, 'POST', '/api/v1/me/password', {
        currentPassword: 'not-this-one',
        newPassword,
      });
      expect(wrong.status).toBe(400);
      const body = { currentPassword: newcomer.password, newPassword };
      expect(bench.call(as, 'POST', '/api/v1/me/password', body)).toMatchObject({ status: 200, json: body });
      const id = idOf(bench, newcomer.email);
      expect(bench.tenant.core.state.passwords.get(id)?.mustChange).toBe(false);
      expect(
        bench.form({ grant_type: 'password', username: newcomer.email, password: newPassword }).status,
      ).toBe(200);
    }
  });

  test('behaviour 9: unknown members are ignored (switch: refused)', () => {
    const body = { email: 'x.tra@example.com', shoeSize: 44 };
    expect(create(createBench(), body).status).toBe(201);
    expect(create(createBench({ switches: { unknownMembersIgnored: false } }), body).status).toBe(400);
  });

  test('behaviour 10: a reset gives a new password and ends the old one; SSO users 400, unknown ids 404', () => {
    const bench = createBench();
    const { administrator, editor } = bench.tenant.credentials;
    const reset = bench.call(administrator, 'POST', `/api/v1/users/${idOf(bench, editor.email)}/password`);
    expect(reset.status).toBe(200);
    const signIn = (password: string) =>
      bench.form({ grant_type: 'password', username: editor.email, password }).status;
    expect(signIn(editor.password)).toBe(401);
    expect(signIn(reset.json.tempPassword)).toBe(200);
    const sso = bench.call(administrator, 'GET', '/api/v1/users?filterBy=isLocal==false&limit=1').json[0];
    expect(bench.call(administrator, 'POST', `/api/v1/users/${sso.id}/password`).status).toBe(400);
    expect(bench.call(administrator, 'POST', '/api/v1/users/nobody/password').status).toBe(404);
  });

  test('behaviour 11: deleting a user is 204, then 404, and its rules go (switch: stay)', () => {
    for (const removes of [true, false]) {
      const bench = createBench({ switches: { userDeletionRemovesRules: removes, rulePhaseDelayMs: 0 } });
      const { administrator } = bench.tenant.credentials;
      const [rule] = bench.call(
        administrator,
        'GET',
        '/api/v1/authorization/access-rules?offset=400&limit=1&sortBy=createdAt',
      ).json.accessRules;
      const email = rule.subjectId;
      const rules = () =>
        bench.call(administrator, 'GET', `/api/v1/authorization/access-rules?subjectIds=${email}`).json
          .totalRecords;
      const before = rules();
      expect(before).toBeGreaterThan(0);
      const url = `/api/v1/users/${idOf(bench, email)}`;
      expect(bench.call(administrator, 'DELETE', url).status).toBe(204);
      expect(bench.call(administrator, 'DELETE', url).status).toBe(404);
      expect(bench.call(administrator, 'GET', url).status).toBe(404);
      expect(rules()).toBe(removes ? 0 : before);
    }
  });

  test('behaviour 12: the last local System administrator cannot be deleted (switch)', () => {
    for (const [protects, status] of [
      [true, 400],
      [false, 204],
    ] as const) {
      const bench = createBench({ switches: { lastAdministratorProtected: protects } });
      const { administrator, serviceAccount } = bench.tenant.credentials;
      const url = `/api/v1/users/${idOf(bench, administrator.email)}`;
      expect(bench.call(serviceAccount, 'DELETE', url).status).toBe(status);
    }
    const bench = createBench();
    const { administrator, serviceAccount } = bench.tenant.credentials;
    const other = create(bench, { email: 'second.admin@example.com' });
    const made = bench.call(administrator, 'POST', '/api/v1/authorization/access-rules', {
      subjectId: 'second.admin@example.com',
      subjectType: 'user',
      roleId: roleId(bench, 'System administrator'),
      scopeId: bench.tenant.tenantId,
      scopeType: 'tenant',
    });
    expect([other.status, made.status]).toEqual([201, 201]);
    expect(
      bench.call(serviceAccount, 'DELETE', `/api/v1/users/${idOf(bench, administrator.email)}`).status,
    ).toBe(204);
  });

  test('behaviour 13: SSO users appear at their first sign-in; rules and groups known before then count', () => {
    const bench = createBench();
    const { administrator } = bench.tenant.credentials;
    const email = 'starts.monday@example.com';
    const find = () => bench.call(administrator, 'GET', `/api/v1/users?filterBy=username==${email}`).json;
    expect(find()).toEqual([]);
    const { id, externalToken } = bench.tenant.admin.ssoSignIn(email, ['Research', 'leads']);
    expect(find()).toMatchObject([{ id, isLocal: false, groups: ['Research', 'leads'] }]);
    const { access_token: token } = bench.form({
      grant_type: 'external_token_exchange',
      external_token: externalToken,
    }).json;
    const own = bench.call({ token }, 'GET', '/api/v1/authorization/me/access-rules').json.accessRules
      .accessRules;
    const subjects = own.map((rule: { subjectId: string }) => rule.subjectId);
    expect(new Set(subjects)).toEqual(new Set([email, 'Research', 'leads', 'all-authenticated-users']));
    const { project } = { project: placesOf(bench).inside };
    for (const [subjectType, subjectId] of [
      ['user', 'never.seen@example.org'],
      ['group', 'A Group, Never Seen'],
    ]) {
      const body = {
        subjectType,
        subjectId,
        roleId: roleId(bench, 'Viewer'),
        scopeType: 'project',
        scopeId: project,
      };
      expect(bench.call(administrator, 'POST', '/api/v1/authorization/access-rules', body).status).toBe(201);
    }
  });

  test('behaviour 30: a new user can be missing from lists for a while (switch, off by default)', () => {
    const bench = createBench({ switches: { newUserHiddenMs: 5000 } });
    const { administrator } = bench.tenant.credentials;
    const { id } = create(bench, { email: 'late.shower@example.com' }).json;
    const count = () => bench.call(administrator, 'GET', '/api/v1/users/count').json.count;
    expect(count()).toBe(400);
    expect(bench.call(administrator, 'GET', `/api/v1/users/${id}`).status).toBe(200);
    bench.advance(5000);
    expect(count()).toBe(401);
    const prompt = createBench();
    create(prompt, { email: 'late.shower@example.com' });
    expect(
      prompt.call(prompt.tenant.credentials.administrator, 'GET', '/api/v1/users/count').json.count,
    ).toBe(401);
  });

  test('looking users up with little data works for callers who may not list them', () => {
    const bench = createBench();
    const { viewer, administrator } = bench.tenant.credentials;
    const get = (query: string) => bench.call(viewer, 'GET', `/api/v1/users-minimal${query}`);
    expect(get('').status).toBe(400);
    expect(get('?search=portal-admin').json.map((u: { username: string }) => u.username)).toEqual(
      ['ines.portal-admin@example.com', 'admin@example.com'].toSorted(),
    );
    const id = idOf(bench, administrator.email);
    expect(get(`?id=${id}`).json).toEqual([
      { id, username: administrator.email, firstName: 'Ada', lastName: 'Portal-Admin' },
    ]);
    expect(get('?filterBy=username==viewer@example.com,username==editor@example.com').json).toHaveLength(2);
    expect(get('?filterBy=username=@admin,username=@view').status).toBe(400);
  });
});
