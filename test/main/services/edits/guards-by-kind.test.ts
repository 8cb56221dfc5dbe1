import { expect, it } from 'vitest';
import { createSendGuard } from '../../../../src-main/services/edits/send-guard.ts';
import type { Change, Edit } from '../../../../src-shared/domain/change.ts';
import type { Abilities } from '../../../../src-shared/domain/tenant.ts';
import { aPendingChange } from '../../../builders/changes.ts';
import { aRule, aUser } from '../../../builders/facts.ts';
import { edits as pushEdits } from '../../../builders/push-bench.ts';
import { allAllowed } from '../../../builders/all-allowed.ts';
import { systemAdministrator, type UsersBench, usersBench } from '../../../builders/users-bench.ts';

const tenant = { type: 'tenant', id: '7', name: 'Acme' } as const;
const rule = {
  roleId: systemAdministrator.id,
  roleName: systemAdministrator.name,
  scope: { type: 'tenant', id: '7' },
  scopeName: 'Acme',
} as const;

/** One edit of each kind: about ada, who is an administrator by rule 2, or about the service account robot. */
const edits: Readonly<Record<Edit['kind'], Edit>> = {
  'user.create': {
    kind: 'user.create',
    email: 'new@example.com',
    firstName: null,
    lastName: null,
    notify: false,
  },
  'user.delete': { kind: 'user.delete', userId: 'ada', email: 'ada@example.com', isLocal: true },
  'user.reset-password': { kind: 'user.reset-password', userId: 'ada', email: 'ada@example.com' },
  'rule.create': {
    kind: 'rule.create',
    localId: -1,
    subject: { type: 'user', id: 'ada@example.com' },
    ...rule,
  },
  'rule.delete': {
    kind: 'rule.delete',
    ruleId: 2,
    subject: { type: 'user', id: 'ada@example.com' },
    ...rule,
  },
  'service-account.create': { kind: 'service-account.create', name: 'x' },
  'service-account.set-enabled': {
    kind: 'service-account.set-enabled',
    id: 'sa1',
    name: 'robot',
    enabled: false,
  },
  'service-account.rotate': {
    kind: 'service-account.rotate',
    id: 'sa1',
    name: 'robot',
    clientId: 'robot-client',
  },
  'service-account.delete': {
    kind: 'service-account.delete',
    id: 'sa1',
    name: 'robot',
    clientId: 'robot-client',
  },
  'role.create': pushEdits.createRole(),
  'role.update': pushEdits.updateRole(),
  'role.set-enabled': pushEdits.setRoleEnabled(false),
  'role.delete': pushEdits.deleteRole(),
};

const nothing = { allowed: false, reason: 'Ask root.' };
const noneAllowed: Abilities = {
  ...allAllowed,
  createUsers: nothing,
  deleteUsers: nothing,
  resetPasswords: nothing,
  createRules: nothing,
  deleteRules: nothing,
  createServiceAccounts: nothing,
  updateServiceAccounts: nothing,
  deleteServiceAccounts: nothing,
  customRoles: nothing,
};

interface Guard {
  readonly world: () => UsersBench;
  /** What it says where it stands in the way. */
  readonly says: string;
  /** Kinds it stands in the way of, in this world. */
  readonly stops: readonly Edit['kind'][];
}

const everyKind = Object.keys(edits) as Edit['kind'][];

const guards: Readonly<Record<string, Guard>> = {
  'V20, the last administrator': {
    world() {
      const bench = usersBench();
      bench.tenant.rules = bench.tenant.rules.filter(({ subjectId }) => subjectId !== 'root@example.com');
      return bench;
    },
    says: 'another System administrator',
    stops: ['user.delete', 'rule.delete'],
  },
  'V21, the last local administrator': {
    world: () =>
      usersBench({
        users: [aUser('root', { isLocal: false }), aUser('ada')],
        rules: [
          aRule(1, 'root@example.com', systemAdministrator, tenant),
          aRule(2, 'ada@example.com', systemAdministrator, tenant),
        ],
      }),
    says: 'last local',
    stops: ['user.delete', 'rule.delete'],
  },
  'V22, the person who is signed in': {
    world: () => usersBench({ actor: 'ada@example.com' }),
    says: 'signed in with',
    stops: ['user.delete'],
  },
  'V22, an administrator who did not accept to lose that': {
    world: () => usersBench({ actor: 'ada@example.com' }),
    says: 'from yourself',
    stops: ['rule.delete'],
  },
  'V22, the service account that is signed in': {
    world: () => usersBench({ actor: 'robot-client' }),
    says: 'signed in with',
    stops: ['service-account.set-enabled', 'service-account.delete'],
  },
  'V23–V25, the rights of whoever is signed in': {
    world() {
      const bench = usersBench();
      bench.abilities = noneAllowed;
      return bench;
    },
    says: 'Ask root.',
    stops: everyKind,
  },
};

const change = (edit: Edit, more: Partial<Change> = {}): Change =>
  aPendingChange(1, { edit, base: { fields: { clientId: 'robot-client' }, asOf: null }, ...more });

const cells = Object.entries(guards).flatMap(([name, guard]) =>
  everyKind.map((kind) => [name, kind, guard.stops.includes(kind), guard] as const),
);

it.each(cells)('%s, asked of %s at send, stands in the way: %s', async (_, kind, stops, guard) => {
  const bench = guard.world();
  const said = (await createSendGuard(bench.room)(change(edits[kind]), bench.tenant))?.message ?? '';
  expect(said.includes(guard.says)).toBe(stops);
});

it.each<[string, Partial<Change>]>([
  ['accepted when it was saved', { acknowledged: ['V22'] }],
  ['kept after the conflict', { waived: true }],
])('an administrator takes the right from oneself with open eyes: %s', async (_, more) => {
  const bench = usersBench({ actor: 'ada@example.com' });
  const stood = await createSendGuard(bench.room)(change(edits['rule.delete']), bench.tenant);
  expect(stood?.choices).toEqual(['keep-mine', 'take-theirs']);
  expect(await createSendGuard(bench.room)(change(edits['rule.delete'], more), bench.tenant)).toBeNull();
});

it('an administrator who only came by SSO may lose the right though nobody local is left (V21)', async () => {
  const bench = usersBench({
    users: [aUser('root', { isLocal: false }), aUser('ada', { isLocal: false })],
    rules: [
      aRule(1, 'root@example.com', systemAdministrator, tenant),
      aRule(2, 'ada@example.com', systemAdministrator, tenant),
    ],
  });
  expect(await createSendGuard(bench.room)(change(edits['rule.delete']), bench.tenant)).toBeNull();
});
