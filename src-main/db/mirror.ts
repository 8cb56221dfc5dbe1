import type { Overlay } from '../../src-shared/changes/overlay.ts';
import type { AccessQuestions } from '../../src-shared/access/ask-access.ts';
import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import type { Role } from '../../src-shared/domain/role.ts';
import type { ScopeNode } from '../../src-shared/domain/scope.ts';
import type { SubjectRef } from '../../src-shared/domain/subject.ts';
import type { User } from '../../src-shared/domain/user.ts';
import type { PermissionSet } from '../../src-shared/wire/permission-set-wire.ts';
import type { ListedKind } from './mirror-delta.ts';
import type { ViewRecord } from '../../src-shared/ipc/mirror-contract.ts';
import type { ServiceAccount } from '../../src-shared/wire/service-account-wire.ts';
import type { ViewName, ViewWindow, ViewWindowRequest } from '../../src-shared/views/view-query.ts';

/** Facts that one act of ours changed, as the tenant sent them; written in one transaction. */
export interface MirrorChange {
  /** Users as sent (wire shape). */
  readonly users?: readonly unknown[];
  /** Access rules as sent (wire shape). */
  readonly rules?: readonly unknown[];
  /** Service accounts as sent (wire shape). */
  readonly serviceAccounts?: readonly unknown[];
  readonly removedServiceAccountIds?: readonly string[];
  /** Roles as sent (wire shape). */
  readonly roles?: readonly unknown[];
  readonly removedRoleIds?: readonly number[];
  readonly removedUserIds?: readonly string[];
  readonly removedRuleIds?: readonly number[];
  /** Also remove the rules that name these subjects (a deleted user's). */
  readonly removedRulesOf?: readonly SubjectRef[];
  /** What the open changes make of it from now on, in the same commit; absent: as before. */
  readonly overlay?: Overlay;
}

/** The state of a mirror. */
export interface MirrorInfo {
  /** Rises with every committed change, also across swaps. */
  readonly revision: number;
  /** When the last complete pull ended; null = never. */
  readonly asOf: string | null;
  readonly counts: Readonly<Record<ViewName, number>>;
}

/**
 * The mirror of one tenant with the open changes laid over it, as read and changed by services. Windows and records show
 * what will be, and what is to be removed, marked; facts (`users`, `rules` and so on) are only what will be. Its work
 * happens in a thread of its own, so the main thread never waits inside SQLite (design §4). All methods reject with a
 * `storage` RolebookError on trouble.
 */
export interface Mirror {
  info(): Promise<MirrorInfo>;
  window(request: ViewWindowRequest): Promise<ViewWindow>;
  /** Null when it is not (or no longer) there. */
  record(view: ViewName, id: string): Promise<ViewRecord | null>;
  roles(): Promise<readonly Role[]>;
  /** Permission sets, by name; none where the version has none. */
  permissionSets(): Promise<readonly PermissionSet[]>;
  /** All facts of a kind of which there are few, as the tenant sent them, in its order. */
  listed(kind: ListedKind): Promise<readonly unknown[]>;
  /** Every scope, parents first. Without `counts` each says 0 rules, and none are counted: names cost far less. */
  scopeTree(counts?: boolean): Promise<readonly ScopeNode[]>;
  users(ids: readonly string[]): Promise<readonly User[]>;
  /** Users whose e-mail equals (ignoring case) or resembles it (V02–V05): `same` first. */
  usersLike(email: string): Promise<readonly { user: User; likeness: 'same' | 'similar' }[]>;
  /** Rules by number, in the order asked for; unknown ones are left out. */
  rules(ids: readonly number[]): Promise<readonly AccessRule[]>;
  /** Service accounts by id, in the order asked for, unknown ones left out; null = all. */
  serviceAccounts(ids: readonly string[] | null): Promise<readonly ServiceAccount[]>;
  /** Rules that name the subject itself (not through groups), deleted ones left out. */
  rulesOf(subject: SubjectRef): Promise<readonly AccessRule[]>;
  /** Rules of one role, for guards such as the last administrator (V20, V21). */
  rulesOfRole(roleId: number): Promise<readonly AccessRule[]>;
  /** Who can do what, and by which ways (src-shared/access). Rejects with `not-found` for subjects and scopes unknown. */
  readonly access: AccessQuestions;
  /** Writes the facts, bumps the revision and tells the listeners. */
  apply(change: MirrorChange): Promise<MirrorInfo>;
  /** Called after each commit or swap with the views that may look different; returns its undo. */
  onChanged(listener: (notice: { revision: number; views: readonly ViewName[] }) => void): () => void;
  close(): Promise<void>;
}
