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

async function some(client: TenantClient, kind: FactKind, fits: (raw: unknown) => boolean): Promise<boolean> {
  for await (const raw of rowsOf(client, kind)) if (fits(raw)) return true;
  return false;
}

/** All facts of a kind, page by page, as far as they are asked for. */
export async function* rowsOf(client: TenantClient, kind: FactKind): AsyncGenerator {
  const { signal } = new AbortController();
  for (let offset = 0; ; offset += pageSize) {
    const page = await client.page(kind, { offset, limit: pageSize }, signal);
    const rows = factsOfPage(parseGuarded(new TextDecoder().decode(page.bytes), kind), page.rowsMember, kind);
    yield* rows;
    if (!client.pages(kind) || rows.length < pageSize) return;
  }
}
