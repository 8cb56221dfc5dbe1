import type { RoleContent } from '../../../src-shared/changes/merge-role.ts';
import type { DemoTenant } from '../../../src-main/demo-tenant/demo-tenant.ts';
import { parseGuarded, rowsOfPage } from '../../../src-shared/wire/parse-guarded.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import { serviceAccountFromWire } from '../../../src-shared/wire/service-account-wire.ts';
import { userFromWire } from '../../../src-shared/wire/user-wire.ts';
import type { TenantClient } from '../../../src-main/cloud/tenant-client.ts';

/** What a client can do, once: made ready without trouble, then done. */
export interface ClientOperation {
  readonly name: string;
  /** The effect in the tenant's journal; null for reading. */
  readonly effect: string | null;
  /** Prepares a target over an untroubled client, and answers the act. */
  ready(calm: TenantClient, n: number): Promise<(client: TenantClient) => Promise<unknown>>;
}

const { signal } = new AbortController();
const person = (email: string): Parameters<TenantClient['createUser']>[0] => ({
  email,
  firstName: null,
  lastName: null,
  notify: false,
});
const emailOf = (n: number): string => `person-${n}@faults.example.com`;

const reads = (name: string, act: (client: TenantClient) => Promise<unknown>): ClientOperation => ({
  name,
  effect: null,
  ready: async () => act,
});

const onUser = (
  name: string,
  effect: string,
  act: (client: TenantClient, user: { id: string; email: string }) => Promise<unknown>,
): ClientOperation => ({
  name,
  effect,
  async ready(calm, n) {
    const user = await calm.createUser(person(emailOf(n)));
    return (client) => act(client, user);
  },
});

const onAccount = (
  name: string,
  effect: string,
  act: (client: TenantClient, id: string) => Promise<unknown>,
): ClientOperation => ({
  name,
  effect,
  async ready(calm, n) {
    const { id } = await calm.createServiceAccount({ name: `robot-${n}` });
    return (client) => act(client, id);
  },
});

interface MadeRole {
  readonly id: number;
  readonly raw: unknown;
}

/** Every operation of the client: reads of known things, and acts on things of their own. */
export function clientOperations(tenant: DemoTenant): readonly ClientOperation[] {
  const { units, roles, users, serviceAccounts, rules } = tenant.core.state;
  const project = units.projects[0]?.scope.id ?? '';
  const roleId = roles.byName('Viewer')?.id ?? 0;
  const known = users.read(users.at(0));
  const account = serviceAccounts.all()[0];
  const rule = rules.idOf(rules.liveAt(0));
  const scopes = [{ type: 'project' as const, id: project }];
  const role = roles.all().find(({ custom }) => custom);
  const [first, second] = roles.sets;
  const roleOf = (n: number, set: typeof first, description: string): RoleContent => ({
    name: `Desk ${n}`,
    description,
    permissionSets: set === undefined ? [] : [{ id: set.id, name: set.name }],
    permissions: [],
  });
  const onRole = (
    name: string,
    effect: string,
    act: (client: TenantClient, made: MadeRole, n: number) => Promise<unknown>,
  ): ClientOperation => ({
    name,
    effect,
    async ready(calm, n) {
      const made = await calm.createRole({ ...roleOf(n, first, 'For now'), kubernetesRole: null });
      return (client) => act(client, made, n);
    },
  });
  return [
    reads('count', (client) => client.count('users', signal)),
    ...(['users', 'access-rules', 'roles', 'projects', 'clusters', 'service-accounts'] as const).map((kind) =>
      reads(`page of ${kind}`, async (client) => {
        const { bytes, rowsMember } = await client.page(kind, { offset: 0, limit: 500 }, signal);
        // As whoever stores a page does: a stranger's answer shows here at the latest.
        return rowsOfPage(parseGuarded(new TextDecoder().decode(bytes), kind), rowsMember, kind);
      }),
    ),
    reads('rights', (client) => client.callerPermissions(signal)),
    reads('tenant number', (client) => client.tenantNumber(signal)),
    reads('read user', async (client) => userFromWire(await client.readUser(known.id))),
    reads('find user', (client) => client.findUser(known.username)),
    reads('rules of a user', (client) => client.rulesOf({ type: 'user', id: known.username })),
    reads('read rule', (client) => client.readRule(rule)),
    reads('read service account', async (client) =>
      serviceAccountFromWire(await client.readServiceAccount(account?.id ?? '')),
    ),
    reads('find service account', (client) => client.findServiceAccount(account?.name ?? '')),
    reads('read role', async (client) => roleFromWire(await client.readRole(role?.id ?? 0))),
    reads('find role', (client) => client.findRole(role?.name ?? '')),
    reads('changed rules', (client) =>
      client.feed.rules('2020-01-01T00:00:00Z', { offset: 0, limit: 50 }, signal),
    ),
    {
      name: 'create user',
      effect: 'user.created',
      ready: async (_calm, n) => (client) => client.createUser(person(emailOf(n))),
    },
    onUser('delete user', 'user.deleted', (client, { id }) => client.deleteUser(id)),
    onUser('reset password', 'password.issued', (client, { id }) => client.resetPassword(id)),
    onUser('sign user out', 'sessions.ended', (client, { id }) => client.signOutUser(id)),
    onUser('create rule', 'rule.created', (client, { email }) =>
      client.createRules({ subject: { type: 'user', id: email }, roleId, scopes }),
    ),
    onUser('give a role to many', 'rule.created', async (client, { email }) => {
      const subjects = [{ type: 'user' as const, id: email }];
      const made = await client.giveToMany({ subjects, roleId, scope: { type: 'project', id: project } });
      return made ?? [{ outcome: 'failed', error: { reason: 'each-alone' } }];
    }),
    {
      name: 'delete rule',
      effect: 'rule.deleted',
      async ready(calm, n) {
        const [made] = await calm.createRules({ subject: { type: 'user', id: emailOf(n) }, roleId, scopes });
        const id = made?.outcome === 'created' ? made.rule.id : 0;
        return (client) => client.deleteRule(id);
      },
    },
    {
      name: 'create service account',
      effect: 'service-account.created',
      ready: async (_calm, n) => (client) => client.createServiceAccount({ name: `robot-${n}` }),
    },
    onAccount('disable service account', 'service-account.disabled', (client, id) =>
      client.setServiceAccountEnabled(id, false),
    ),
    onAccount('rotate service account', 'secret.issued', (client, id) => client.rotateServiceAccount(id)),
    onAccount('delete service account', 'service-account.deleted', (client, id) =>
      client.deleteServiceAccount(id),
    ),
    {
      name: 'create role',
      effect: 'role.created',
      ready: async (_calm, n) => (client) =>
        client.createRole({ ...roleOf(n, first, 'For good'), kubernetesRole: null }),
    },
    onRole('change role', 'role.updated', (client, { id, raw }, n) =>
      client.updateRole(id, roleOf(n, second, 'Changed'), raw),
    ),
    onRole('switch role off', 'role.disabled', (client, { id }) => client.setRoleEnabled(id, false)),
    onRole('delete role', 'role.deleted', (client, { id }) => client.deleteRole(id)),
  ];
}
