import type { Edit } from '../domain/change.ts';
import type { SubjectRef } from '../domain/subject.ts';

/** How a row that an open change touches is marked in tables and drawers. */
export const pendingMarks = ['new', 'changed', 'removed', 'conflict'] as const;

/** One of {@link pendingMarks}. */
export type PendingMark = (typeof pendingMarks)[number];

/** A user that is not at the tenant yet. */
export interface OverlayUser {
  /** `local:<change id>`. */
  readonly id: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly mark: PendingMark;
}

/** A rule that is not at the tenant yet. */
export interface OverlayRule {
  /** Negative. */
  readonly id: number;
  readonly subject: SubjectRef;
  readonly roleId: number;
  readonly roleName: string;
  readonly scopeType: string;
  readonly scopeId: string;
  readonly scopeName: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly mark: PendingMark;
}

/** A service account that is not at the tenant yet. */
export interface OverlayServiceAccount {
  /** `local:<change id>`; its client id too, until the tenant gives one. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly mark: PendingMark;
}

/** What a role is made of, as far as changes say it. */
export type OverlayRoleContent = Pick<
  Extract<Edit, { kind: 'role.update' }>,
  'name' | 'description' | 'permissionSets' | 'permissions'
>;

/** A role that is not at the tenant yet. */
export interface OverlayRole extends OverlayRoleContent {
  /** Negative. */
  readonly id: number;
  readonly enabled: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly mark: PendingMark;
}

/** What changes do to a role of the mirror; null = as it is. */
export interface OverlayRoleMark {
  readonly mark: PendingMark;
  readonly enabled: boolean | null;
  readonly content: OverlayRoleContent | null;
}

/**
 * What the open changes make of the mirror: view = mirror ⊕ overlay (I4). Derived from the outbox, never stored. What is
 * to be removed stays visible, marked; the rules of a user to be removed are marked with it.
 */
export interface Overlay {
  readonly users: {
    readonly made: readonly OverlayUser[];
    /** Marks on users of the mirror, by id. */
    readonly marks: ReadonlyMap<string, PendingMark>;
  };
  readonly rules: {
    readonly made: readonly OverlayRule[];
    readonly marks: ReadonlyMap<number, PendingMark>;
  };
  readonly serviceAccounts: {
    readonly made: readonly OverlayServiceAccount[];
    /** Marks, and the state that a change gives them (null = as it is), by id. */
    readonly marks: ReadonlyMap<string, { readonly mark: PendingMark; readonly enabled: boolean | null }>;
  };
  readonly roles: {
    readonly made: readonly OverlayRole[];
    readonly marks: ReadonlyMap<number, OverlayRoleMark>;
  };
}

/** No open changes: the view is the mirror. */
export const noOverlay = (): Overlay => ({
  users: { made: [], marks: new Map() },
  rules: { made: [], marks: new Map() },
  serviceAccounts: { made: [], marks: new Map() },
  roles: { made: [], marks: new Map() },
});
