import type { ParsedInput, CallOutput } from '../../src-shared/ipc/contract.ts';
import type { ActGate } from './act-gate.ts';
import { addRules } from './users/add-rules.ts';
import { createUser } from './users/create-user.ts';
import { planDelete } from './users/delete-preview.ts';
import { deleteUsers } from './users/delete-users.ts';
import { emailState } from './users/email-state.ts';
import { resetPassword } from './users/reset-password.ts';
import { signOutUsers } from './users/sign-out-users.ts';
import { openTenant, type UsersServiceDeps } from './users/user-act.ts';

/** One function for each `users.*` call of the contract. */
export interface UsersService {
  /** Works offline. */
  emailState(input: ParsedInput<'users.emailState'>): Promise<CallOutput<'users.emailState'>>;
  create(input: ParsedInput<'users.create'>): Promise<CallOutput<'users.create'>>;
  addRules(input: ParsedInput<'users.addRules'>): Promise<CallOutput<'users.addRules'>>;
  /** Works offline; deleting then does not. */
  deletePreview(input: ParsedInput<'users.deletePreview'>): Promise<CallOutput<'users.deletePreview'>>;
  delete(input: ParsedInput<'users.delete'>): Promise<CallOutput<'users.delete'>>;
  resetPassword(input: ParsedInput<'users.resetPassword'>): Promise<CallOutput<'users.resetPassword'>>;
  signOutEverywhere(
    input: ParsedInput<'users.signOutEverywhere'>,
  ): Promise<CallOutput<'users.signOutEverywhere'>>;
}

/**
 * The acts on users (R01–R44, V01–V38). Each validates again, writes the journal before and after, asks the tenant
 * once, and puts what the tenant answered into the mirror. All reject with RolebookErrors only.
 */
export function createUsersService(deps: UsersServiceDeps & { readonly acts: ActGate }): UsersService {
  const { acts } = deps;
  return {
    emailState: async ({ email, kind }) => await emailState(openTenant(deps).mirror, email, kind),
    create: (input) => acts.during(() => createUser(deps, input)),
    addRules: (input) => acts.during(() => addRules(deps, input)),
    deletePreview: async ({ ids }) => {
      const { mirror, session } = openTenant(deps);
      return (await planDelete(mirror, session, ids)).preview;
    },
    delete: (input) => acts.during(() => deleteUsers(deps, input)),
    resetPassword: ({ id }) => acts.during(() => resetPassword(deps, id)),
    signOutEverywhere: ({ ids }) => acts.during(() => signOutUsers(deps, ids)),
  };
}
