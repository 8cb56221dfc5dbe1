import { newRuleFields, serviceAccountFields, userFields } from '../../../src-shared/changes/base-fields.ts';
import type { Base, Edit } from '../../../src-shared/domain/change.ts';
import { aRole, aRule, aServiceAccount, aUser } from '../../builders/facts.ts';
import { edits } from '../../builders/push-bench.ts';
import { type ScriptedCall, ScriptedTenant } from '../../builders/scripted-tenant.ts';
import type { Local, Remote } from './table.ts';

const viewer = aRole(7, 'Viewer');
const editor = aRole(8, 'Editor');
const cats = { type: 'project', id: 'cats' };
const user = aUser('u1');
const account = aServiceAccount('sa1');
const rule = aRule(5, user.email, viewer, cats);
const eve = 'eve@example.com';

/** What a cell starts from: the tenant, the change, and the other admin's act. */
export interface Scene {
  readonly tenant: ScriptedTenant;
  readonly edit: Edit;
  readonly base: Base | null;
  /** The one call whose fate the cell is about. */
  readonly call: ScriptedCall;
  /** Calls that read the thing a conditional write depends on. */
  readonly reads: readonly ScriptedCall[];
  /** Does the other admin's act; answers whether the thing is another one by it. */
  act(): boolean;
  readonly rightLost: boolean;
}

const accountReads: readonly ScriptedCall[] = ['readServiceAccount'];
const userReads: readonly ScriptedCall[] = ['readUser'];

const changes: Readonly<Record<Local, Pick<Scene, 'edit' | 'base' | 'call' | 'reads'>>> = {
  create: { edit: edits.createUser('ada@example.com'), base: null, call: 'createUser', reads: [] },
  'edit same field': {
    edit: edits.setEnabled(false),
    base: { fields: { ...serviceAccountFields(account) }, asOf: null },
    call: 'setServiceAccountEnabled',
    reads: accountReads,
  },
  'edit other field': {
    edit: edits.rotate(),
    base: { fields: { ...serviceAccountFields(account) }, asOf: null },
    call: 'rotateServiceAccount',
    reads: accountReads,
  },
  delete: {
    edit: edits.deleteUser(),
    base: { fields: { ...userFields(user, [rule]) }, asOf: null },
    call: 'deleteUser',
    reads: userReads,
  },
  'role change': {
    edit: edits.createRule(user.email, { roleId: 8, roleName: 'Editor' }),
    base: { fields: { ...newRuleFields({ userId: user.id, replaces: rule.id }) }, asOf: null },
    call: 'createRules',
    reads: userReads,
  },
};

const nothing = (): boolean => false;

/** What the other admin does, by what we do; whatever has no bearing on it happens to others. */
function actOf(tenant: ScriptedTenant, local: Local, remote: Remote): () => boolean {
  const onUser = (more: Partial<typeof user>) => (): boolean => {
    tenant.users = tenant.users.map((one) => (one.id === user.id ? { ...one, ...more } : one));
    return true;
  };
  const onAccount = (more: Partial<typeof account>) => (): boolean => {
    tenant.serviceAccounts = tenant.serviceAccounts.map((one) =>
      one.id === account.id ? { ...one, ...more } : one,
    );
    return true;
  };
  const add =
    (email: string, id: string, isLocal = true) =>
    (): boolean => {
      tenant.users.push(aUser(id, { email, isLocal, createdBy: eve }));
      return false;
    };
  const give = (roleId: number) => (): boolean => {
    tenant.rules.push(aRule(60, user.email, roleId === 8 ? editor : viewer, { type: 'project', id: 'dogs' }));
    return true;
  };
  const removeUser = (): boolean => {
    tenant.users = tenant.users.filter(({ id }) => id !== user.id);
    tenant.rules = tenant.rules.filter(({ subjectId }) => subjectId !== user.email);
    return local === 'role change';
  };
  const loseProject = (): boolean => {
    tenant.rules = tenant.rules.filter(({ scopeId }) => scopeId !== cats.id);
    tenant.goneScopes.add(`${cats.type}:${cats.id}`);
    return local === 'delete';
  };
  const handOn = (): boolean => {
    onUser({ email: 'u1-now@example.com' })();
    add(user.email, 'u9')();
    return true;
  };
  const sameRule = (): boolean => {
    tenant.rules.push(aRule(60, user.email, editor, cats));
    return false;
  };
  const dropOldRule = (): boolean => {
    tenant.rules = tenant.rules.filter(({ id }) => id !== rule.id);
    return true;
  };
  const removeAccount = (): boolean => {
    tenant.serviceAccounts = [];
    return false;
  };
  const another = (): boolean => {
    tenant.serviceAccounts.push(aServiceAccount('sa2'));
    return false;
  };
  const someoneElse = add('somebody@example.com', 'u8');

  const acts: Readonly<Record<Local, Readonly<Record<Remote, () => boolean>>>> = {
    create: {
      create: add('ada@example.com', 'u9'),
      'edit same field': onUser({ firstName: 'Una' }),
      'edit other field': onUser({ lastLogin: '2026-01-02T00:00:00Z' }),
      delete: removeUser,
      'role change': () => {
        tenant.rules.push(aRule(60, 'ada@example.com', viewer, cats));
        return false;
      },
      'e-mail taken': add('ADA@Example.com', 'u9', false),
      'parent gone': loseProject,
      'right lost': nothing,
    },
    'edit same field': {
      create: another,
      'edit same field': onAccount({ enabled: false }),
      'edit other field': onAccount({ lastLogin: '2026-01-02T00:00:00Z' }),
      delete: removeAccount,
      'role change': () => {
        tenant.rules.push(aRule(60, account.clientId, viewer, cats, { subjectType: 'service-account' }));
        return false;
      },
      'e-mail taken': someoneElse,
      'parent gone': loseProject,
      'right lost': nothing,
    },
    'edit other field': {
      create: another,
      // A rotation shows in nothing that is compared.
      'edit same field': onAccount({ updatedAt: '2026-01-02T00:00:00Z' }),
      'edit other field': onAccount({ enabled: false }),
      delete: removeAccount,
      'role change': () => {
        tenant.rules.push(aRule(60, account.clientId, viewer, cats, { subjectType: 'service-account' }));
        return false;
      },
      'e-mail taken': someoneElse,
      'parent gone': loseProject,
      'right lost': nothing,
    },
    delete: {
      create: () => {
        removeUser();
        return add(user.email, 'u9')();
      },
      'edit same field': onUser({ groups: ['on-call'] }),
      'edit other field': onUser({ lastLogin: '2026-01-02T00:00:00Z' }),
      delete: removeUser,
      'role change': give(8),
      'e-mail taken': handOn,
      'parent gone': loseProject,
      'right lost': nothing,
    },
    'role change': {
      create: sameRule,
      'edit same field': dropOldRule,
      'edit other field': onUser({ lastLogin: '2026-01-02T00:00:00Z' }),
      delete: removeUser,
      'role change': give(7),
      'e-mail taken': handOn,
      // The project of the new rule goes; the old one, elsewhere, stays.
      'parent gone': () => {
        tenant.goneScopes.add(`${cats.type}:${cats.id}`);
        return false;
      },
      'right lost': nothing,
    },
  };
  return acts[local][remote];
}

/** The scene of a cell, made anew. */
export function sceneOf(local: Local, remote: Remote): Scene {
  const tenant = new ScriptedTenant({
    users: [user],
    rules: [rule],
    serviceAccounts: [account],
    roles: [viewer, editor],
  });
  const act = actOf(tenant, local, remote);
  return {
    tenant,
    ...changes[local],
    // Creating depends on nothing that could be another.
    act: local === 'create' ? () => act() && false : act,
    rightLost: remote === 'right lost',
  };
}
