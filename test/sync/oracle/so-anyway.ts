import type { SimTenant } from '../world/sim-tenant.ts';
import { hasRule } from './edit-keys.ts';
import type { BookRow } from './ledger-book.ts';
import { roleFactsOf, wantedBy } from './role-watch.ts';

/** Whether a role or a service account is as an edit wants it, whoever made it so. */
function isAsWanted(tenant: SimTenant, edit: BookRow['edit'], id: string): boolean {
  if (edit.kind === 'service-account.set-enabled')
    return tenant.state.serviceAccounts.byId(id)?.enabled === edit.enabled;
  const facts = roleFactsOf(tenant, id);
  if (edit.kind === 'role.set-enabled') return facts?.get('enabled') === edit.enabled;
  if (edit.kind !== 'role.update' || facts === null) return false;
  const wanted = wantedBy(edit);
  return [...new Set([...facts.keys(), ...wanted.keys()])].every(
    (field) => field === 'enabled' || facts.get(field) === wanted.get(field),
  );
}

/** Whether the tenant has, or had, a thing of this id that goes by the wanted name. */
function goesBy(tenant: SimTenant, edit: BookRow['edit'], id: string): boolean {
  if (edit.kind === 'user.create') {
    const there = tenant.state.users.byId(id);
    return there !== undefined && tenant.state.users.read(there).username === edit.email;
  }
  return edit.kind === 'service-account.create' && tenant.state.serviceAccounts.byId(id)?.name === edit.name;
}

/**
 * Whether a change that was found done is so at the tenant although nothing of its app did it: somebody else did while the reply
 * to ours was lost, or the user was told that what is there may be somebody else's, and took it for theirs. `before` is the state
 * it was in, `key` the effect it asks for.
 */
export function isSoAnyway(
  tenant: SimTenant,
  { edit, result }: Pick<BookRow, 'edit' | 'result'>,
  before: BookRow['state'] | null,
  key: string,
): boolean {
  if (result?.how !== 'found') return false;
  if (edit.kind.endsWith('.delete')) return true;
  if (edit.kind === 'rule.create') return hasRule(tenant, key);
  if (before === 'conflict' && result.serverId !== null && goesBy(tenant, edit, result.serverId)) return true;
  return isAsWanted(tenant, edit, key.split(' ')[1] ?? '');
}
