import type { Fields } from '../../../src-shared/changes/base-fields.ts';
import { roleFieldWords } from '../../../src-shared/changes/merge-role.ts';
import { changedFields, type PlanFile, type PlanRow } from '../../../src-shared/changes/plan-file.ts';
import type { Base, Edit } from '../../../src-shared/domain/change.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import type { ServiceAccount } from '../../../src-shared/wire/service-account-wire.ts';
import { resourceTypeWords } from '../../../src-shared/profiles/resource-types.ts';
import type { Mirror } from '../../db/mirror.ts';
import { seen } from '../edits/edit-draft.ts';
import { preconditionHash } from './export-plan.ts';
import type { ScopePaths } from './scope-paths.ts';

/** What rows are held against. */
export interface RowFacts {
  /** The plan that they are rows of. */
  readonly plan: Pick<PlanFile, 'version' | 'rows'>;
  readonly mirror: Mirror;
  /** As earlier rows leave them, those that these make included. */
  readonly roles: readonly Role[];
  readonly paths: ScopePaths;
  /** By name, as earlier rows leave them; those that wait here or that these make included. */
  readonly accounts: ReadonlyMap<string, ServiceAccount>;
  /** Numbers of the rules that earlier rows take away. */
  readonly going: ReadonlySet<number>;
  /** Numbers of the rules that changes waiting here take away; the mirror answers without these. */
  readonly leaving: ReadonlySet<number>;
  readonly asOf: string | null;
  /** A new negative number for a rule or a role. */
  localRule(): number;
}

/** A row as an edit of this tenant, or why it cannot be one. */
export type ResolvedRow =
  | {
      readonly ok: true;
      readonly edit: Edit;
      readonly base: Base | null;
      /** The change waiting here that makes whom it is about. */
      readonly madeBy?: string | null;
    }
  | { readonly ok: false; readonly reason: string };

/** Why a row is not taken over. */
export const no = (reason: string): ResolvedRow => ({ ok: false, reason });

/** Why something of the name that a row says is not what it means. */
export const isAnother = (noun: string, name: string): string =>
  `The ${noun} “${name}” is another one now: the one that was meant is gone.`;

/** What a row says was seen, or why that cannot be relied on. */
export function saidSeen({
  precondition,
}: Pick<PlanRow, 'precondition'>):
  | { readonly ok: true; readonly fields: Fields }
  | { readonly ok: false; readonly reason: string } {
  if (precondition === null) return { ok: false, reason: 'It does not say what was seen when it was made.' };
  return preconditionHash(precondition.fields) === precondition.hash
    ? { ok: true, fields: precondition.fields }
    : { ok: false, reason: 'What it says was seen does not fit its hash: the file was altered.' };
}

/** Whether what was seen still holds; a reason if not. */
function stale(row: PlanRow, now: Fields): string | null {
  const said = saidSeen(row);
  if (!said.ok) return said.reason;
  const changed = changedFields(said.fields, now);
  if (changed.length === 0) return null;
  const words = changed.map((field) => roleFieldWords(field, (type) => resourceTypeWords(type).name));
  return `It is out of date: ${[...new Set(words)].join(', ')} changed since it was made.`;
}

/** An edit of something that was seen, as long as it still is as it was seen. */
export const checked = (row: PlanRow, edit: Edit, now: Fields, asOf: string | null): ResolvedRow => {
  const reason = stale(row, now);
  return reason === null ? { ok: true, edit, base: seen(now, asOf) } : no(reason);
};

/** Who has an e-mail here. */
export async function usersOf(mirror: Pick<Mirror, 'usersLike'>, email: string): Promise<User[]> {
  return (await mirror.usersLike(email)).flatMap(({ user, likeness }) => (likeness === 'same' ? [user] : []));
}
