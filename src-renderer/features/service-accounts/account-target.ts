import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import type { PendingMark } from '../../../src-shared/changes/overlay.ts';
import type { ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { Cell } from '../../../src-shared/views/view-query.ts';
import { pendingMarkOf } from '../../ui/pending/pending-words.ts';
import { counted } from '../../../src-shared/words/count.ts';

/** A service account that an action is meant for. */
export interface AccountTarget {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  /** Null where the tenant does not say. */
  readonly enabled: boolean | null;
  readonly pending: PendingMark | null;
}

/** Columns that the actions need even when they are hidden. */
export const accountColumns: readonly string[] = ['name', 'clientId', 'enabled'];

/** A row as the actions want it. */
export function accountTargetOf(id: string, cells: Readonly<Record<string, Cell>>): AccountTarget {
  const state = String(cells['enabled'] ?? '').toLowerCase();
  const enabled = state === 'enabled' || state === 'true' ? true : state === '' ? null : false;
  return {
    id,
    name: String(cells['name'] ?? id),
    clientId: String(cells['clientId'] ?? ''),
    enabled,
    pending: pendingMarkOf(cells['pending']),
  };
}

/** The same from a drawer's record, whose fields go by the labels of the columns. */
export function accountTargetOfRecord(record: ViewRecord): AccountTarget {
  const cells = Object.fromEntries(
    viewColumns['service-accounts'].map(({ id, label }) => [
      id,
      record.fields.find((field) => field.label === label)?.value ?? null,
    ]),
  );
  return accountTargetOf(record.id, { ...cells, name: record.title });
}

/** "1 service account", "3 service accounts". */
export function countAccounts(count: number): string {
  return counted(count, 'service account');
}

/** Those whose state a switch would alter. */
export function toSwitch(accounts: readonly AccountTarget[], enabled: boolean): readonly AccountTarget[] {
  return accounts.filter((account) => account.enabled !== enabled && account.pending !== 'removed');
}

/** Why a secret cannot be issued anew; null when it can. */
export function unfitToRotate(accounts: readonly AccountTarget[]): string | null {
  const [first] = accounts;
  if (first === undefined) return 'Select a service account first.';
  if (accounts.length > 1)
    return 'Client secrets are issued one by one, so that each is handed over. Select one.';
  if (changeOfLocalId(first.id) !== null)
    return 'It is not at the tenant yet. The secret is made with the service account.';
  return first.pending === 'removed' ? 'It is to be deleted already.' : null;
}

/** Why these cannot be deleted; null when they can. */
export function unfitToDelete(accounts: readonly AccountTarget[]): string | null {
  if (accounts.length === 0) return 'Select a service account first.';
  return accounts.every(({ pending }) => pending === 'removed') ? 'It is to be deleted already.' : null;
}

/** The tenant's rule for names: 2 to 255 of a–z, 0–9, - and _, beginning with a letter and not ending in - or _. */
const nameShape = /^[a-z][-_a-z0-9]*[a-z0-9]$/;

/** Why a name cannot be used; null when it can. */
export function nameProblem(name: string): string | null {
  const wanted = name.trim();
  if (wanted === '') return 'Give it a name.';
  if (wanted.length < 2 || wanted.length > 255) return 'A name has 2 to 255 characters.';
  if (!nameShape.test(wanted)) {
    return 'A name has small letters, digits, - and _; it begins with a letter and ends with a letter or digit.';
  }
  return null;
}
