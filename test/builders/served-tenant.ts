import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import type { Grant, NewUser } from '../../src-shared/ipc/users-contract.ts';
import { accessRuleFromWire } from '../../src-shared/wire/access-rule-wire.ts';
import { parseGuarded, rowsOfPage } from '../../src-shared/wire/parse-guarded.ts';
import { roleFromWire } from '../../src-shared/wire/role-wire.ts';
import { serviceAccountFromWire } from '../../src-shared/wire/service-account-wire.ts';
import { userFromWire } from '../../src-shared/wire/user-wire.ts';
import type { TenantClient } from '../../src-main/cloud/tenant-client.ts';
import { usersBench } from './users-bench.ts';

const signal = new AbortController().signal;

/** All facts of a kind, as sent. */
export async function everything(client: TenantClient, kind: FactKind): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for (;;) {
    const page = await client.page(kind, { offset: rows.length, limit: 500 }, signal);
    const more = rowsOfPage(parseGuarded(new TextDecoder().decode(page.bytes), kind), page.rowsMember, kind);
    rows.push(...more);
    if (!client.pages(kind) || more.length < 500) return rows;
  }
}

/** The services over HTTP, with what the tenant holds in a mirror in memory. */
export async function serve(client: TenantClient) {
  const rules = (await everything(client, 'access-rules')).map(accessRuleFromWire);
  const onTenant = rules.find((rule) => rule.scopeType === 'tenant');
  const onProject = rules.find((rule) => rule.scopeType === 'project');
  if (onTenant === undefined || onProject === undefined) throw new Error('the demo tenant lacks rules');
  const bench = usersBench({
    users: (await everything(client, 'users')).map(userFromWire),
    rules,
    roles: (await everything(client, 'roles')).map(roleFromWire),
    serviceAccounts: (await everything(client, 'service-accounts')).map(serviceAccountFromWire),
    scopes: [
      { type: 'tenant', id: onTenant.scopeId, name: 'tenant', parent: null, state: null, ruleCount: 0 },
      {
        type: 'project',
        id: onProject.scopeId,
        name: onProject.scopeName,
        parent: 0,
        state: null,
        ruleCount: 0,
      },
    ],
    read: { user: userFromWire, rule: accessRuleFromWire },
    client,
    // A service account; the tenant names it by a name of its own.
    actor: 'administrator-bot',
  });
  const { service, mirror, tray, ledger } = bench;
  const roleId = (wanted: string): number => {
    const role = mirror.roleFacts.find(({ name }) => name === wanted);
    if (role === undefined) throw new Error(`no role ${wanted}`);
    return role.id;
  };
  const viewer: Grant = { roleId: roleId('Viewer'), scopes: [{ type: 'tenant', id: onTenant.scopeId }] };
  const researcher: Grant = {
    roleId: roleId('L1 researcher'),
    scopes: [{ type: 'project', id: onProject.scopeId }],
  };
  const person = (email: string): NewUser => ({
    kind: 'local',
    email,
    firstName: null,
    lastName: null,
    grants: [viewer, researcher],
    notify: false,
    acknowledged: [],
    reason: 'The tenant is looked at as a whole.',
  });
  return { bench, service, mirror, ledger, tray, person, researcher };
}
