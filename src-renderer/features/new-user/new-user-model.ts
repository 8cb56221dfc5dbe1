import type { NewUser } from '../../../src-shared/ipc/users-contract.ts';
import type { LegacyChoice } from '../../../src-shared/rules/legacy-user-rules.ts';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { toGrants, type GrantCard } from '../../ui/grant-editor/grant-model.ts';
import type { ScopeTree } from '../../ui/grant-editor/scope-tree.ts';

/** What stands in the dialog. */
export interface NewUserDraft {
  readonly kind: NewUser['kind'];
  /** As typed; sent trimmed, its case is kept (V03). */
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly grants: readonly GrantCard[];
  /** Roles and clusters where they stand on the user (2.13), in place of grants. */
  readonly legacy: LegacyDraft;
  readonly notify: boolean;
  /** Keys of accepted warnings, e.g. `V12:5` (`findingKey`). */
  readonly acknowledged: readonly string[];
  /** Why what reaches far is given (V38); '' while nothing was said. */
  readonly reason: string;
}

/** What was chosen of roles and clusters on 2.13. */
export interface LegacyDraft {
  readonly roleIds: readonly number[];
  /** Never an implicit empty (V14, O21): `selected` without a cluster is not yet decided. */
  readonly clusters: 'all' | 'selected' | 'none';
  readonly selected: readonly string[];
}

/** The choice as the rules of that version judge it. */
export function legacyChoice({ kind, legacy }: Pick<NewUserDraft, 'kind' | 'legacy'>): LegacyChoice {
  const { roleIds, clusters, selected } = legacy;
  return { roleIds, clusters: clusters === 'selected' ? selected : clusters, sso: kind === 'sso' };
}

/** What is made of a kind of user. On 2.13 an SSO user is a record with roles of its own from the start (O16). */
export function kindWords(kind: NewUser['kind'], legacy: boolean): string {
  if (kind === 'local')
    return 'The account is made on the tenant. You get a temporary password to hand over.';
  return legacy
    ? 'The e-mail gets its roles and clusters now. The person signs in by SSO and has no password here.'
    : 'Access rules are made for the e-mail. The person appears in Users after the first sign-in by SSO and has no password here.';
}

/** The dialog as it opens. */
export function emptyNewUser(): NewUserDraft {
  return {
    kind: 'local',
    email: '',
    firstName: '',
    lastName: '',
    grants: [],
    legacy: { roleIds: [], clusters: 'selected', selected: [] },
    notify: false,
    acknowledged: [],
    reason: '',
  };
}

/** Whether closing would lose anything that was typed or chosen. */
export function hasChanges(draft: NewUserDraft): boolean {
  const texts = [draft.email, draft.firstName, draft.lastName, draft.reason];
  const chosen = draft.grants.length + draft.legacy.roleIds.length + draft.legacy.selected.length;
  return texts.some((text) => text.trim() !== '') || chosen > 0 || draft.notify;
}

/** What the dialog may ask of this tenant's version. */
export interface NewUserOptions {
  /** Names can be set at creation (3.0 only, tenant-api §3.3). */
  readonly names: boolean;
  readonly notify: boolean;
  /** Roles and clusters stand on the user (2.13). */
  readonly legacy?: boolean;
}

/** What Save sends; what does not fit the kind or the version is dropped. */
export function toNewUser(draft: NewUserDraft, tree: ScopeTree, options: NewUserOptions): NewUser {
  const local = draft.kind === 'local';
  const name = (text: string): string | null => (local && options.names ? text.trim() || null : null);
  return {
    kind: draft.kind,
    email: draft.email.trim(),
    firstName: name(draft.firstName),
    lastName: name(draft.lastName),
    grants: options.legacy === true ? [] : [...toGrants(draft.grants, tree)],
    ...(options.legacy === true ? { legacy: sentLegacy(draft) } : {}),
    notify: local && options.notify && draft.notify,
    acknowledged: [...draft.acknowledged],
    reason: keptReason(draft.reason) ?? null,
  };
}

function sentLegacy(draft: NewUserDraft): NonNullable<NewUser['legacy']> {
  const { roleIds, clusters } = legacyChoice(draft);
  return { roleIds: [...roleIds], clusters: typeof clusters === 'string' ? clusters : [...clusters] };
}
