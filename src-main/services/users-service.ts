import type { ParsedInput, CallOutput } from '../../src-shared/ipc/contract.ts';
import type { ActGate } from './act-gate.ts';
import { openRoom } from './edits/edit-room.ts';
import { readAccessKeys } from './users/access-keys.ts';
import { addRules } from './users/add-rules.ts';
import { readAssignments } from './users/assignments.ts';
import { createUser } from './users/create-user.ts';
import { planDelete } from './users/delete-preview.ts';
import { deleteUsers } from './users/delete-users.ts';
import { emailState } from './users/email-state.ts';
import { readPasswordOf } from './users/password.ts';
import { resetPassword } from './users/reset-password.ts';
import { signOutUsers } from './users/sign-out-users.ts';
import type { UsersServiceDeps } from './users/user-act.ts';

/** One function for each `users.*` call of the contract. All but signing out everywhere work offline. */
export interface UsersService {
  emailState(input: ParsedInput<'users.emailState'>): Promise<CallOutput<'users.emailState'>>;
  create(input: ParsedInput<'users.create'>): Promise<CallOutput<'users.create'>>;
  addRules(input: ParsedInput<'users.addRules'>): Promise<CallOutput<'users.addRules'>>;
  deletePreview(input: ParsedInput<'users.deletePreview'>): Promise<CallOutput<'users.deletePreview'>>;
  delete(input: ParsedInput<'users.delete'>): Promise<CallOutput<'users.delete'>>;
  resetPassword(input: ParsedInput<'users.resetPassword'>): Promise<CallOutput<'users.resetPassword'>>;
  /** Ends sessions that exist now: done online, or not at all. */
  signOutEverywhere(
    input: ParsedInput<'users.signOutEverywhere'>,
  ): Promise<CallOutput<'users.signOutEverywhere'>>;
  assignments(input: ParsedInput<'users.assignments'>): Promise<CallOutput<'users.assignments'>>;
  password(input: ParsedInput<'users.password'>): Promise<CallOutput<'users.password'>>;
  /** Asked of the tenant each time; says why not where it cannot be. */
  accessKeys(input: ParsedInput<'users.accessKeys'>): Promise<CallOutput<'users.accessKeys'>>;
}

/**
 * The acts on users (R01–R44, V01–V38). Each checks its rules again, is saved as changes with a journal row, and is sent
 * when the tenant is within reach. All reject with RolebookErrors only.
 */
export function createUsersService(deps: UsersServiceDeps & { readonly acts: ActGate }): UsersService {
  const { acts } = deps;
  return {
    emailState: async ({ email, kind }) => await emailState(openRoom(deps).mirror, email, kind),
    create: (input) => acts.during(() => createUser(deps, input)),
    addRules: (input) => acts.during(() => addRules(deps, input)),
    deletePreview: async ({ ids }) => {
      const { mirror, session } = openRoom(deps);
      return (await planDelete(mirror, session, ids)).preview;
    },
    delete: (input) => acts.during(() => deleteUsers(deps, input)),
    resetPassword: (input) => acts.during(() => resetPassword(deps, input)),
    signOutEverywhere: ({ ids }) => acts.during(() => signOutUsers(deps, ids)),
    assignments: async (input) => await readAssignments(openRoom(deps), input),
    password: async ({ id }) => await readPasswordOf(openRoom(deps), id, deps.clock.now()),
    accessKeys: async ({ email }) => await readAccessKeys(openRoom(deps), email),
  };
}
