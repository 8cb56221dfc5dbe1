import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../builders/eventually.ts';
import type { Rolebook } from '../../src-main/compose.ts';
import type { DemoTenant } from '../../src-main/demo-tenant/demo-tenant.ts';
import { isSystemAdministrator } from '../../src-shared/access/role-kinds.ts';
import type { ScopeNode } from '../../src-shared/domain/scope.ts';
import { type ProductLine, productLineSchema } from '../../src-shared/domain/tenant.ts';
import type { Grant } from '../../src-shared/ipc/users-contract.ts';
import { featuresOf, productTexts } from '../../src-shared/profiles/product-features.ts';
import { openRolebook } from '../contract/open-rolebook.ts';

/** The demo tenant of the middle line shows that it is 2.22. */
const productOf = (line: ProductLine): string => (line === '2.22' ? 'Run:ai 2.22' : productTexts[line]);

/** What differs between the versions on the way through the same day. */
const differences: Record<ProductLine, { researcher: string; effects: string }> = {
  '3.0': { researcher: 'L1 researcher', effects: 'rule.created' },
  '2.24': { researcher: 'L1 researcher', effects: 'rule.created' },
  '2.22': { researcher: 'L1 researcher', effects: 'rule.created' },
  '2.18': { researcher: 'L1 researcher', effects: 'rule.created' },
  '2.13': { researcher: 'Researcher', effects: 'user.updated' },
};

describe.each(productLineSchema.options)('the same day on a tenant of %s', (line) => {
  const has = featuresOf(line);
  const { researcher, effects } = differences[line];
  const ends: (() => void | Promise<void>)[] = [];
  let tenant: DemoTenant;
  let handlers: Rolebook['handlers'];
  let scopes: ScopeNode[];

  beforeAll(async () => {
    ({ tenant, handlers } = await openRolebook({ profile: line, users: 40 }, (work) => void ends.push(work)));
    expect(await handlers['tenants.current']({})).toMatchObject({
      productLine: line,
      productText: productOf(line),
      actor: tenant.credentials.administrator.email,
    });
    scopes = await handlers['scopes.tree']({});
  }, 60_000);
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
    expect(tenant.replyFaults).toEqual([]);
  });

  const userRows = async (search: string) =>
    await handlers['views.window']({
      view: 'users',
      search,
      filters: [],
      sort: [],
      from: 0,
      to: 10,
      columns: ['email', 'pending'],
      facets: false,
    });
  const idOf = async (email: string): Promise<string> => (await userRows(email)).ids[0] ?? '';
  const rulesOf = async (email: string): Promise<string[]> => {
    const record = await handlers['records.get']({ view: 'users', id: await idOf(email) });
    return (record?.rules ?? []).map((rule) => `${rule.roleName} ${rule.scopeType}`).toSorted();
  };
  const place = (type: 'tenant' | 'cluster'): { type: 'tenant' | 'cluster'; id: string } => {
    const node = scopes.find((one) => one.type === type);
    if (node === undefined) throw new Error(`no ${type}`);
    return { type, id: node.id };
  };
  const grant = async (name: string, ...where: Grant['scopes']): Promise<Grant> => {
    const role = (await handlers['roles.list']({})).find((one) => one.name === name);
    if (role === undefined) throw new Error(`no role ${name}`);
    return { roleId: role.id, scopes: where };
  };
  const newUser = (email: string, grants: Grant[]) => ({
    kind: 'local' as const,
    email,
    firstName: has.userNames ? 'Ada' : null,
    lastName: null,
    grants,
    notify: false,
    acknowledged: ['V12'],
    reason: 'for the whole day',
  });

  test('what the version has and lacks is told, with the reason', async () => {
    const { abilities } = (await handlers['tenants.current']({})) ?? {};
    const told = {
      notifyByMail: abilities?.notifyByMail,
      batchCreateRules: abilities?.batchCreateRules,
      customRoles: abilities?.customRoles,
      signOutUsers: abilities?.signOutUsers,
      resetPasswords: abilities?.resetPasswords,
    };
    const expected = {
      notifyByMail: has.notifyByMail,
      batchCreateRules: has.batchCreateRules,
      customRoles: has.customRoles,
      signOutUsers: has.signOutUser,
      resetPasswords: has.passwordReset,
    };
    for (const [name, there] of Object.entries(expected)) {
      const ability = told[name as keyof typeof told];
      expect({ name, allowed: ability?.allowed }).toEqual({ name, allowed: there });
      expect(ability?.reason === null).toBe(there);
      if (!there) expect(ability?.reason).toContain(productOf(line));
    }
    expect(abilities?.createUsers.allowed).toBe(true);
  });

  test('users, rules, roles and scopes are listed', async () => {
    expect((await userRows('')).total).toBeGreaterThanOrEqual(40);
    const roles = await handlers['roles.list']({});
    expect(roles.some(({ name }) => isSystemAdministrator(name))).toBe(true);
    expect(roles.some(({ custom }) => custom)).toBe(has.customRoles);
    expect(scopes.filter(({ type }) => type === 'cluster')).toHaveLength(3);
    expect(scopes.filter(({ type }) => type === 'project').length).toBeGreaterThan(30);
    expect(await rulesOf('admin@example.com')).toEqual([
      line === '2.13' ? 'Administrator tenant' : 'System administrator tenant',
    ]);
  });

  test('a user is made with roles, gets a credential, more rules and fewer, and goes', async () => {
    const email = 'Day.One@example.com';
    const cluster = place('cluster');
    const report = await handlers['users.create'](
      newUser(email, [await grant('Viewer', cluster), await grant(researcher, cluster)]),
    );
    expect(report).toMatchObject({ account: { outcome: 'created' }, repairable: false });
    expect(report.rules.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
    expect(report.credential).toMatchObject({ account: email, mustChange: true });
    const secret = handlers['credentials.reveal']({ id: report.credential?.id ?? '' });
    expect(await secret).toMatchObject({ secret: expect.stringMatching(/^[^=+\-@\t\r]/) });
    expect(await rulesOf(email)).toEqual([`${researcher} cluster`, 'Viewer cluster'].toSorted());
    const id = await idOf(email);

    const reset = handlers['users.resetPassword']({ id });
    if (has.passwordReset) expect(await reset).toMatchObject({ account: email });
    else await expect(reset).rejects.toMatchObject({ body: { message: expect.stringContaining('2.18') } });

    const before = tenant.journal.entries.filter(({ effect }) => effect === effects).length;
    await handlers['users.addRules']({
      email,
      grants: [await grant('Editor', cluster)],
      acknowledged: [],
      reason: 'more to do',
    });
    expect(tenant.journal.entries.filter(({ effect }) => effect === effects).length).toBeGreaterThan(before);
    const record = await handlers['records.get']({ view: 'users', id });
    const editor = record?.rules.find(({ roleName }) => roleName === 'Editor');
    await handlers['rules.remove']({ ids: [String(editor?.id)], typed: null, acknowledged: ['V26'] });
    const left = [`${researcher} cluster`, 'Viewer cluster'].toSorted();
    await eventually(async () => expect(await rulesOf(email)).toEqual(left));

    const preview = await handlers['users.deletePreview']({ ids: [id] });
    const gone = await handlers['users.delete']({
      ids: [id],
      typed: preview.typedPhrase,
      acknowledged: ['V26', 'V27', 'V29'],
    });
    expect(gone).toMatchObject([{ outcome: 'done' }]);
    // It shows as on its way out until the mirror has heard.
    await eventually(async () => expect((await userRows(email)).total).toBe(0));
  });

  test('where roles stand on users, one role alone cannot go to one more cluster', async () => {
    const [one, two] = scopes.filter(({ type }) => type === 'cluster');
    const at = (node: ScopeNode | undefined) => ({ type: 'cluster' as const, id: node?.id ?? '' });
    const email = 'grid@example.com';
    await handlers['users.create'](
      newUser(email, [await grant('Viewer', at(one)), await grant('Editor', at(one))]),
    );
    const more = handlers['users.addRules']({
      email,
      grants: [await grant('Viewer', at(two))],
      acknowledged: [],
      reason: null,
    });
    if (has.accessRules) expect((await more).rules).toMatchObject([{ outcome: 'created' }]);
    else await expect(more).rejects.toMatchObject({ body: { reason: 'rule-v14' } });
    const both = await handlers['users.addRules']({
      email,
      grants: [await grant('Viewer', at(two)), await grant('Editor', at(two))],
      acknowledged: [],
      reason: null,
    });
    expect(both.rules.every(({ outcome }) => outcome === 'created' || outcome === 'exists')).toBe(true);
    await eventually(async () => expect(await rulesOf(email)).toHaveLength(4));
    const { rules } = (await handlers['records.get']({ view: 'users', id: await idOf(email) })) ?? {};
    const ids = (rules ?? []).filter(({ roleName }) => roleName === 'Editor').map(({ id }) => id);
    await handlers['rules.remove']({ ids, typed: null, acknowledged: ['V26'] });
    await eventually(async () => expect(await rulesOf(email)).toEqual(['Viewer cluster', 'Viewer cluster']));
  });

  test('what is saved offline shows at once, and is sent once', async () => {
    await handlers['session.setWorkOffline']({ offline: true });
    const email = 'offline@example.com';
    const report = await handlers['users.create'](newUser(email, [await grant('Viewer', place('cluster'))]));
    expect(report.account.outcome).toBe('pending');
    expect((await userRows(email)).columns).toEqual({ email: [email], pending: ['new'] });
    expect(await rulesOf(email)).toEqual(['Viewer cluster']);
    const made = () => tenant.journal.entries.filter(({ subjects }) => subjects.includes(email));
    expect(made()).toEqual([]);

    await handlers['session.setWorkOffline']({ offline: false });
    await eventually(async () => {
      const { pending, sending, unknown } = (await handlers['session.state']({})).outbox;
      expect(pending + sending + unknown).toBe(0);
    });
    expect(made().filter(({ effect }) => effect === 'user.created')).toHaveLength(1);
    await handlers['sync.start']({ full: true });
    await eventually(async () => {
      expect((await userRows(email)).columns).toEqual({ email: [email], pending: [null] });
    });
    expect(await rulesOf(email)).toEqual(['Viewer cluster']);
    expect(await handlers['credentials.list']({})).toEqual(
      expect.arrayContaining([expect.objectContaining({ account: email })]),
    );
  });
});
