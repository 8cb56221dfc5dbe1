import type { KeychainTrouble, StorePart, StoreTrouble } from '../app/local-trouble.ts';

/**
 * What somebody does in a world, as data. Numbers named `pick` choose among what is there at that moment (modulo its
 * size), so an operation makes sense, or does nothing, whatever was left out before it: that is what lets a failing list
 * be cut down.
 */
export type Operation =
  | {
      readonly kind: 'create-user';
      readonly email: number;
      readonly rules: number;
      readonly pick: number;
      readonly held: boolean;
    }
  | { readonly kind: 'delete-user'; readonly pick: number; readonly held: boolean }
  | { readonly kind: 'reset-password'; readonly pick: number; readonly held: boolean }
  | {
      readonly kind: 'add-rule';
      readonly pick: number;
      readonly role: number;
      readonly scope: number;
      readonly held: boolean;
    }
  | { readonly kind: 'remove-rule'; readonly pick: number; readonly held: boolean }
  | { readonly kind: 'change-rule'; readonly pick: number; readonly role: number; readonly held: boolean }
  | { readonly kind: 'create-account'; readonly name: number; readonly held: boolean }
  | { readonly kind: 'set-enabled'; readonly pick: number; readonly enabled: boolean; readonly held: boolean }
  | { readonly kind: 'rotate-account'; readonly pick: number; readonly held: boolean }
  | { readonly kind: 'delete-account'; readonly pick: number; readonly held: boolean }
  | { readonly kind: 'create-role'; readonly name: number; readonly sets: number; readonly held: boolean }
  | {
      readonly kind: 'change-role';
      readonly pick: number;
      readonly what: RoleAspect;
      readonly sets: number;
      readonly held: boolean;
    }
  | { readonly kind: 'switch-role'; readonly pick: number; readonly enabled: boolean; readonly held: boolean }
  | { readonly kind: 'delete-role'; readonly pick: number; readonly held: boolean }
  | {
      readonly kind: 'grant-role';
      readonly pick: number;
      readonly role: number;
      readonly scope: number;
      readonly held: boolean;
    }
  | { readonly kind: 'bulk-create'; readonly email: number; readonly count: number }
  | { readonly kind: 'bulk-delete'; readonly pick: number; readonly count: number }
  | { readonly kind: 'bulk-rules'; readonly pick: number; readonly count: number; readonly role: number }
  | { readonly kind: 'send'; readonly pick: number | null }
  | { readonly kind: 'discard'; readonly pick: number }
  | { readonly kind: 'undo'; readonly pick: number }
  | { readonly kind: 'reorder'; readonly pick: number }
  | { readonly kind: 'think-again'; readonly pick: number }
  | { readonly kind: 'vanish'; readonly what: VanishingPart; readonly pick: number }
  | { readonly kind: 'send-rules' }
  | { readonly kind: 'choose-another'; readonly pick: number; readonly choice: number }
  | { readonly kind: 'undo-another'; readonly pick: number }
  | { readonly kind: 'resolve'; readonly pick: number; readonly choice: number }
  | { readonly kind: 'export-plan'; readonly pick: number | null }
  | { readonly kind: 'bring-back'; readonly pick: number; readonly count: number }
  | { readonly kind: 'import-plan'; readonly pick: number; readonly send: boolean }
  | { readonly kind: 'sign-out' }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'switch'; readonly pick: number }
  | { readonly kind: 'offline'; readonly on: boolean }
  | { readonly kind: 'sync'; readonly full: boolean }
  | { readonly kind: 'crash'; readonly calls: number; readonly after: boolean }
  | { readonly kind: 'disk-full'; readonly of: 'ledger' | 'mirror' }
  | { readonly kind: 'keychain'; readonly what: KeychainTrouble; readonly seconds: number }
  | {
      readonly kind: 'store';
      readonly of: StorePart;
      readonly what: StoreTrouble;
      readonly seconds: number;
    }
  | { readonly kind: 'second-start' }
  | { readonly kind: 'clock-jump'; readonly by: number }
  | { readonly kind: 'link'; readonly what: 'down' | 'portal' | 'tokens-fail'; readonly seconds: number }
  | { readonly kind: 'refuse'; readonly requests: number }
  | { readonly kind: 'sleep'; readonly minutes: number }
  | { readonly kind: 'other-create-user'; readonly email: number }
  | { readonly kind: 'other-delete-user'; readonly pick: number }
  | { readonly kind: 'other-groups'; readonly pick: number }
  | { readonly kind: 'other-add-rule'; readonly pick: number; readonly role: number; readonly scope: number }
  | { readonly kind: 'other-remove-rule'; readonly pick: number }
  | { readonly kind: 'other-create-account'; readonly name: number }
  | { readonly kind: 'other-toggle-account'; readonly pick: number }
  | { readonly kind: 'other-delete-account'; readonly pick: number }
  | { readonly kind: 'other-create-role'; readonly name: number; readonly sets: number }
  | {
      readonly kind: 'other-change-role';
      readonly pick: number;
      readonly what: RoleAspect;
      readonly sets: number;
    }
  | { readonly kind: 'other-toggle-role'; readonly pick: number }
  | { readonly kind: 'other-delete-role'; readonly pick: number }
  | { readonly kind: 'other-remove-project'; readonly pick: number }
  | { readonly kind: 'other-take-rights'; readonly give: boolean }
  | { readonly kind: 'lag'; readonly seconds: number }
  | { readonly kind: 'weather'; readonly rate: number };

/** What of a role somebody changes: a permission set more or less, its words, its name. */
export type RoleAspect = 'set' | 'description' | 'name';

/** What of a waiting rule vanishes at the tenant: its role is deleted or switched off, or its project goes. */
export type VanishingPart = 'role' | 'role-off' | 'scope';

/** The kinds of {@link Operation}. */
export type OperationKind = Operation['kind'];

/** One operation at its place in time. */
export interface Step {
  /** Milliseconds after the step before. */
  readonly wait: number;
  /** Which app instance does it, modulo their number; without meaning for those of others. */
  readonly who: number;
  readonly operation: Operation;
}
