import { describe, expect, it } from 'vitest';
import { createSendGuard } from '../../../../src-main/services/edits/send-guard.ts';
import type { Change, Edit } from '../../../../src-shared/domain/change.ts';
import { aPendingChange } from '../../../builders/changes.ts';
import { aRule, aUser } from '../../../builders/facts.ts';
import { allAllowed } from '../../../builders/all-allowed.ts';
import { systemAdministrator, type UsersBench, usersBench, viewer } from '../../../builders/users-bench.ts';

const tenant = { type: 'tenant', id: '7', name: 'Acme' } as const;

const change = (edit: Edit): Change => aPendingChange(1, { edit });

const deletion = (id: string, isLocal: boolean | null = true): Edit => ({
  kind: 'user.delete',
  userId: id,
  email: `${id}@example.com`,
  isLocal,
});

const removal = (ruleId: number, subject: string, type: 'user' | 'group' = 'user'): Edit => ({
  kind: 'rule.delete',
  ruleId,
  subject: { type, id: subject },
  roleId: systemAdministrator.id,
  roleName: systemAdministrator.name,
  scope: { type: 'tenant', id: '7' },
  scopeName: 'Acme',
});

/** What the guard says of an edit; null when nothing stands against it. */
async function verdict(bench: UsersBench, edit: Edit, base: Change['base'] = null): Promise<string | null> {
  const conflict = await createSendGuard(bench.room)({ ...change(edit), base }, bench.tenant);
  if (conflict === null) return null;
  expect(conflict).toMatchObject({ kind: 'guard', choices: ['try-again', 'take-theirs'] });
  return conflict.message;
}

describe('the guard at the tenant', () => {
  it('lets go what harms nobody', async () => {
    const bench = usersBench();
    expect(await verdict(bench, deletion('bob'))).toBeNull();
    expect(await verdict(bench, deletion('ada'))).toBeNull();
    expect(await verdict(bench, removal(2, 'ada@example.com'))).toBeNull();
    expect(await verdict(bench, { kind: 'service-account.create', name: 'x' })).toBeNull();
  });

  it('keeps the account that is signed in (V22)', async () => {
    expect(await verdict(usersBench(), deletion('root'))).toContain('signed in with');
  });

  it('does not switch off the service account that is signed in, known by its client id (V22)', async () => {
    const bench = usersBench({ actor: 'robot-client' });
    const off: Edit = { kind: 'service-account.set-enabled', id: 'sa1', name: 'robot', enabled: false };
    const seen = { fields: { name: 'robot', clientId: 'robot-client', enabled: true }, asOf: null };
    expect(await verdict(bench, off, seen)).toContain('signed in with');
    expect(await verdict(bench, { ...off, enabled: true }, seen)).toBeNull();
    const other = { ...seen, fields: { ...seen.fields, clientId: 'other-client' } };
    expect(await verdict(bench, off, other)).toBeNull();
  });

  it('keeps the last administrator, by what the tenant has, not the mirror (V20)', async () => {
    const bench = usersBench();
    bench.tenant.rules = bench.tenant.rules.filter(({ subjectId }) => subjectId !== 'root@example.com');
    expect(await verdict(bench, deletion('ada'))).toContain('another System administrator');
    expect(await verdict(bench, removal(2, 'ada@example.com'))).toContain('another System administrator');
  });

  it('does not count the rule that goes for the one who stays through a group that is gone', async () => {
    const bench = usersBench({
      users: [aUser('ada', { groups: ['admins'] })],
      rules: [
        aRule(1, 'ada@example.com', systemAdministrator, tenant),
        aRule(2, 'admins', systemAdministrator, tenant, { subjectType: 'group' }),
      ],
    });
    expect(await verdict(bench, removal(1, 'ada@example.com'))).toBeNull();
    bench.tenant.rules = bench.tenant.rules.filter(({ id }) => id !== 2);
    expect(await verdict(bench, removal(1, 'ada@example.com'))).toContain('another System administrator');
  });

  it('keeps the last local one where people sign in by SSO (V21)', async () => {
    const bench = usersBench({
      users: [aUser('root', { isLocal: false }), aUser('ada')],
      rules: [
        aRule(1, 'root@example.com', systemAdministrator, tenant),
        aRule(2, 'ada@example.com', systemAdministrator, tenant),
      ],
    });
    expect(await verdict(bench, deletion('ada'))).toContain('last local');
  });

  it('asks for the right as it is now (V23, V25)', async () => {
    const bench = usersBench();
    const denied = { allowed: false, reason: 'Ask root.' };
    bench.abilities = { ...allAllowed, createRules: denied, updateServiceAccounts: denied };
    const rule: Edit = {
      kind: 'rule.create',
      localId: -1,
      subject: { type: 'user', id: 'bob@example.com' },
      roleId: viewer.id,
      roleName: viewer.name,
      scope: { type: 'project', id: 'p-dogs' },
      scopeName: 'dogs',
    };
    expect(await verdict(bench, rule)).toBe('Ask root.');
    expect(
      await verdict(bench, {
        kind: 'service-account.rotate',
        id: 'sa1',
        name: 'robot',
        clientId: 'robot-client',
      }),
    ).toBe('Ask root.');
  });
});
