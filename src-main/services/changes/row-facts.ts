import type { Fields } from '../../../src-shared/changes/base-fields.ts';
import { changedFields, type PlanRow } from '../../../src-shared/changes/plan-file.ts';
import type { Base, Edit } from '../../../src-shared/domain/change.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { ServiceAccount } from '../../../src-shared/wire/service-account-wire.ts';
import type { Mirror } from '../../db/mirror.ts';
import { seen } from '../edits/edit-draft.ts';
import { preconditionHash } from './export-plan.ts';
import type { ScopePaths } from './scope-paths.ts';

/** What rows are held against. */
export interface RowFacts {
  readonly mirror: Mirror;
  /** Those that earlier rows make included. */
  readonly roles: readonly Role[];
  readonly paths: ScopePaths;
  /** By name; those that waits or earlier rows make included. */
  readonly accounts: ReadonlyMap<string, ServiceAccount>;
  readonly asOf: string | null;
  /** A new negative number for a rule or a role. */
  localRule(): number;
}

/** A row as an edit of this tenant, or why it cannot be one. */
export type ResolvedRow =
  | { readonly ok: true; readonly edit: Edit; readonly base: Base | null }
  | { readonly ok: false; readonly reason: string };

/** Why a row is not taken over. */
export const no = (reason: string): ResolvedRow => ({ ok: false, reason });

/** Whether what was seen still holds; a reason if not. */
function stale(row: PlanRow, now: Fields): string | null {
  if (row.precondition === null) return 'It does not say what was seen when it was made.';
  if (preconditionHash(row.precondition.fields) !== row.precondition.hash) {
    return 'What it says was seen does not fit its hash: the file was altered.';
  }
  const changed = changedFields(row.precondition.fields, now);
  if (changed.length === 0) return null;
  return `It is out of date: ${changed.join(', ')} changed since it was made.`;
}

/** An edit of something that was seen, as long as it still is as it was seen. */
export const checked = (row: PlanRow, edit: Edit, now: Fields, asOf: string | null): ResolvedRow => {
  const reason = stale(row, now);
  return reason === null ? { ok: true, edit, base: seen(now, asOf) } : no(reason);
};
