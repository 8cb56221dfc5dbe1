import type { Edit } from '../../../src-shared/domain/change.ts';
import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import { parseGuarded, factsOfPage } from '../../../src-shared/wire/parse-guarded.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import { serviceAccountFromWire } from '../../../src-shared/wire/service-account-wire.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import type { GoneThing } from './outcomes/gone.ts';

const pageSize = 500;

/** Which part of a new rule the tenant does not know: its 404 does not say. Roles and accounts are few, so they are listed. */
export async function whatIsGone(client: TenantClient, edit: Edit): Promise<GoneThing> {
  if (edit.kind !== 'rule.create') return 'scope-gone';
  const machine = edit.subject.type === 'service-account' || edit.subject.type === 'app';
  if (machine) {
    const { id } = edit.subject;
    const there = await some(client, 'service-accounts', (raw) => {
      const account = serviceAccountFromWire(raw);
      return [account.clientId, account.name, account.id].includes(id);
    });
    if (!there) return 'subject-gone';
  }
  const role = await some(client, 'roles', (raw) => roleFromWire(raw).id === edit.roleId);
  return role ? 'scope-gone' : 'role-gone';
}

/** The role that a new rule gives, as the tenant sends it, where that is switched off; null where it is not, or not there. */
export async function roleThatIsOff(
  client: TenantClient,
  edit: Extract<Edit, { kind: 'rule.create' }>,
): Promise<unknown> {
  let off: unknown = null;
  await some(client, 'roles', (raw) => {
    const role = roleFromWire(raw);
    if (role.id !== edit.roleId) return false;
    if (!role.enabled) off = raw;
    return true;
  });
  return off;
}

async function some(client: TenantClient, kind: FactKind, fits: (raw: unknown) => boolean): Promise<boolean> {
  const { signal } = new AbortController();
  for (let offset = 0; ; offset += pageSize) {
    const page = await client.page(kind, { offset, limit: pageSize }, signal);
    const rows = factsOfPage(parseGuarded(new TextDecoder().decode(page.bytes), kind), page.rowsMember, kind);
    if (rows.some(fits)) return true;
    if (!client.pages(kind) || rows.length < pageSize) return false;
  }
}
