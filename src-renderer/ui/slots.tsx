import { createContext, useContext } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { PendingMark } from '../../src-shared/changes/overlay.ts';
import type { ScopeRef } from '../../src-shared/domain/scope.ts';
import type { WantedSubject } from '../../src-shared/ipc/rules-contract.ts';
import type { Connection } from '../../src-shared/domain/tenant.ts';

/** A user that an action is meant for. */
export interface UserTarget {
  readonly id: string;
  readonly email: string;
  /** True local, false SSO, null where the tenant does not say. */
  readonly isLocal: boolean | null;
  /** What an open change makes of the user already; null where there is none. */
  readonly pending: PendingMark | null;
}

/** The dialog behind NEW USER. */
export interface NewUserDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** What can be done with one user (drawer) or several (selection bar): delete, reset password, sign out, add rules. */
export interface UserActionsProps {
  readonly users: readonly UserTarget[];
  /** `bar`: compact buttons beside "12 selected"; `drawer`: buttons under a user's name. */
  readonly place: 'bar' | 'drawer';
  /** After something was done to the users, e.g. to clear the selection. */
  readonly onDone?: () => void;
}

/** An access rule that an action is meant for, as it is shown. */
export interface RuleTarget {
  readonly id: string;
  readonly subjectId: string;
  readonly roleName: string;
  readonly scopeType: string;
  readonly scopeName: string;
  /** What an open change makes of it already; null where there is none. */
  readonly pending: PendingMark | null;
}

/** What can be done with one access rule or several: change, remove. */
export interface RuleActionsProps {
  readonly rules: readonly RuleTarget[];
  /** `bar`: beside "12 selected"; `drawer`: under a rule's title; `line`: two small buttons at a rule of a list. */
  readonly place: 'bar' | 'drawer' | 'line';
  /** After something was done to the rules, e.g. to clear the selection. */
  readonly onDone?: () => void;
}

/** What a place says already about new access rules: whom, which roles, where. */
export interface RulePrefill {
  readonly subjects?: readonly WantedSubject[];
  readonly roleIds?: readonly number[];
  readonly scopes?: readonly ScopeRef[];
}

/** The dialog that gives many subjects many roles on many scopes. */
export interface NewRulesDialogProps {
  readonly prefill: RulePrefill;
  /** Tells whether something was saved. */
  readonly onClose: (done: boolean) => void;
}

/** The button that opens it, from every side. */
export interface NewRuleButtonProps {
  readonly prefill: RulePrefill;
  /** `page`: the first action of a screen; `drawer`: under a record's name; `bar`: beside "12 selected". */
  readonly place: 'page' | 'drawer' | 'bar';
  readonly onDone?: () => void;
}

/** Connecting a tenant, or signing in again to a known one. */
export interface ConnectScreenProps {
  /** `page`: the whole window, no tenant is open. `dialog`: inside a dialog the shell has opened. */
  readonly place: 'page' | 'dialog';
  /** The known tenant to sign in to again; null = connect a new one. */
  readonly signInTo: Connection | null;
  /** Goes to what can be done without a tenant; undefined where that is not offered. */
  readonly onReview?: () => void;
  /** The stores already have the new tenant; the shell closes its dialog. */
  readonly onDone: () => void;
}

/** The button with the count of credentials not handed over, and its panel. */
export interface CredentialTrayProps {
  /** The shell's navigation is folded or the window narrow: icon and badge only. */
  readonly compact?: boolean;
}

/** The access keys of a user in their drawer. */
export interface KeysOfUserProps {
  readonly email: string;
  /** What is shown of everybody else's. */
  readonly children: ReactNode;
}

/** What a reviewer or an auditor can do without any tenant. */
export interface TenantlessReviewProps {
  readonly onLeave: () => void;
}

/** Parts that one feature shows and another builds. Features never import each other; app.tsx wires them here. */
export interface Slots {
  readonly NewUserDialog: ComponentType<NewUserDialogProps>;
  readonly UserActions: ComponentType<UserActionsProps>;
  readonly RuleActions: ComponentType<RuleActionsProps>;
  readonly NewRulesDialog: ComponentType<NewRulesDialogProps>;
  readonly NewRuleButton: ComponentType<NewRuleButtonProps>;
  readonly ConnectScreen: ComponentType<ConnectScreenProps>;
  readonly CredentialTray: ComponentType<CredentialTrayProps>;
  readonly TenantlessReview: ComponentType<TenantlessReviewProps>;
  /** One's own keys, in the settings. */
  readonly OwnKeys: ComponentType;
  readonly KeysOfUser: ComponentType<KeysOfUserProps>;
}

const SlotsContext = createContext<Slots | null>(null);

/** Gives the wired parts to the screens. */
export function SlotsProvider(props: { slots: Slots; children: ReactNode }): ReactNode {
  return <SlotsContext value={props.slots}>{props.children}</SlotsContext>;
}

/** The wired parts; a component outside the provider is a bug. */
export function useSlots(): Slots {
  const slots = useContext(SlotsContext);
  if (slots === null) throw new Error('useSlots is used outside SlotsProvider');
  return slots;
}
