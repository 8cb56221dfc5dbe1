import type { Abilities } from '../../../src-shared/domain/tenant.ts';

/** What can be done with users from a selection or a drawer. */
export type UserActionId = 'add-rules' | 'reset-password' | 'sign-out' | 'delete';

/** One action: its button and the right it needs. */
export interface UserAction {
  readonly id: UserActionId;
  readonly label: string;
  readonly ability: keyof Abilities;
}

/** All actions in the order of their buttons; the destructive one last. */
export const userActions: readonly UserAction[] = [
  { id: 'add-rules', label: 'Add access rules', ability: 'createRules' },
  { id: 'reset-password', label: 'Reset password', ability: 'resetPasswords' },
  { id: 'sign-out', label: 'Sign out everywhere', ability: 'signOutUsers' },
  { id: 'delete', label: 'Delete', ability: 'deleteUsers' },
];
