import { note } from './operation.ts';
import type { Cause } from './journal.ts';
import { uuidOf } from './mixing.ts';
import { removeRulesOf, removeRulesWhere, type Remover } from './operations/rule-removal.ts';
import { digestOf } from './secrets.ts';
import type { TenantState } from './tenant-state.ts';

/** What a test or a demonstration can do to a tenant that no API call does. */
export interface Controls {
  /**
   * An SSO user signs in: appears in the list if new, and takes over the groups the identity provider sends.
   * Returns its id and an external token for the grant `external_token_exchange`.
   */
  ssoSignIn(email: string, groups: readonly string[]): { id: string; externalToken: string };
  /** Adds a user behind the API's back (another console, an import). Returns its id. */
  addUserDirectly(user: {
    email: string;
    isLocal: boolean;
    groups?: readonly string[];
    password?: string;
  }): string;
  /** Removes a user and, by the switch of behaviour 11, its rules. */
  removeUserDirectly(email: string): void;
  /** Removes a project, or a department with its projects, and by the switch of behaviour 25 the rules there. */
  removeOrgUnit(type: 'department' | 'project', id: string): void;
}

/** Creates the controls over a state. */
export function createControls(state: TenantState): Controls {
  const callOf = (operation: string): Remover & { cause: Cause } => ({
    state,
    cause: { actor: 'control', operation, request: 0 },
    now: state.clock(),
  });

  const addUserDirectly: Controls['addUserDirectly'] = ({ email, isLocal, groups, password }) => {
    const call = callOf('addUserDirectly');
    if (state.users.byEmail(email) !== undefined) throw new Error(`there is a user ${email} already`);
    const id = uuidOf(state.rng.word(), state.rng.word());
    state.users.add({
      id,
      username: email,
      createdBy: '',
      createdAt: call.now,
      updatedAt: call.now,
      lastLogin: isLocal ? null : call.now,
      isLocal,
      groups: isLocal ? null : (groups ?? []),
      firstName: '',
      lastName: '',
    });
    if (password !== undefined) state.passwords.set(id, { digest: digestOf(password), mustChange: false });
    note(call, 'user.created', id, email);
    return id;
  };

  return {
    addUserDirectly,
    ssoSignIn: (email, groups) => {
      const call = callOf('ssoSignIn');
      const known = state.users.byEmail(email);
      const id =
        known === undefined ? addUserDirectly({ email, isLocal: false, groups }) : state.users.read(known).id;
      if (known !== undefined)
        state.users.change(known, { groups, lastLogin: call.now, updatedAt: call.now });
      note(call, 'signed-in', id);
      const subject = { sub: id, azp: 'oidc', preferred_username: email, email, groups };
      return { id, externalToken: state.mint.make('External', subject, call.now) };
    },
    removeUserDirectly: (email) => {
      const call = callOf('removeUserDirectly');
      const ref = state.users.byEmail(email);
      if (ref === undefined) throw new Error(`there is no user ${email}`);
      const { id, username } = state.users.read(ref);
      state.users.remove(ref);
      state.passwords.delete(id);
      note(call, 'user.deleted', id, username);
      if (state.switches.userDeletionRemovesRules) removeRulesOf(call, [username, id], ['user']);
    },
    removeOrgUnit: (type, id) => {
      const call = callOf('removeOrgUnit');
      const gone = state.units.remove(type, id);
      if (gone.length === 0) throw new Error(`there is no ${type} ${id}`);
      for (const scope of gone) note(call, `${scope.type}.deleted`, scope.id, scope.name);
      if (!state.switches.orgUnitRemovalRemovesRules) return;
      const ids = new Set(gone.map((scope) => scope.id));
      removeRulesWhere(call, (position) => ids.has(state.rules.read(position).scope.id));
    },
  };
}
