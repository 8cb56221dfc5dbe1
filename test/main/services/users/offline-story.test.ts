import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantClient } from '../../../../src-main/cloud/tenant-client.ts';
import type { DemoTenant } from '../../../../src-main/demo-tenant/demo-tenant.ts';
import { everything, serve } from '../../../builders/served-tenant.ts';
import { administrator, clientOf, startTenant } from '../../../contract/cloud/connected-tenant.ts';
import { accessRuleFromWire } from '../../../../src-shared/wire/access-rule-wire.ts';
import { serviceAccountFromWire } from '../../../../src-shared/wire/service-account-wire.ts';
import { userFromWire } from '../../../../src-shared/wire/user-wire.ts';

describe.each(['3.0', '2.24', '2.22', '2.18'] as const)(
  'a day without a network, with a tenant of %s',
  (profile) => {
    const isOld = profile === '2.22' || profile === '2.18';
    let tenant: DemoTenant;
    let client: TenantClient;
    beforeAll(async () => {
      const started = await startTenant({ profile, switches: { rulePhaseDelayMs: 0 } });
      tenant = started.tenant;
      client = await clientOf(started.origin, administrator(tenant));
    });
    afterAll(() => tenant.stop());

    it('is saved offline, sent once online, held up by what others did, and settled', async () => {
      const { bench, service, mirror, tray, person } = await serve(client);
      const states = (): string[] => bench.outbox.open().map(({ edit, state }) => `${edit.kind} ${state}`);
      bench.online = false;

      // Two new users, a service account, somebody less, and a rule changed.
      await service.create(person('offline@example.com'));
      await service.create(person('taken@example.com'));
      await bench.serviceAccounts.create({ name: 'nightly' });
      const leaver = mirror.userFacts.find(
        ({ email, isLocal, groups }) =>
          isLocal === true &&
          groups.length === 0 &&
          !mirror.ruleFacts.some(
            (rule) => rule.subjectId === email && rule.roleName === 'System administrator',
          ),
      );
      if (leaver === undefined) throw new Error('nobody to delete');
      const preview = await service.deletePreview({ ids: [leaver.id] });
      await service.delete({
        ids: [leaver.id],
        typed: preview.typedPhrase,
        acknowledged: ['V26', 'V27'],
      });
      expect(tenant.requests.count('createUser')).toBe(0);
      expect(states()).toHaveLength(8);
      expect(await mirror.users([leaver.id])).toEqual([]);

      // Meanwhile somebody else takes an e-mail and gives the leaver something to keep.
      await client.createUser({ email: 'taken@example.com', firstName: null, lastName: null, notify: false });
      const given = person('').grants[0];
      if (given === undefined) throw new Error('no grant');
      await client.createRules({
        subject: { type: 'user', id: leaver.email },
        roleId: given.roleId,
        scopes: given.scopes,
      });

      bench.online = true;
      await bench.changes.send({ ids: null });
      expect(states().toSorted()).toEqual([
        'rule.create blocked',
        'rule.create blocked',
        'user.create conflict',
        'user.delete conflict',
      ]);
      expect(tray.list().map(({ account }) => account)).toContain('offline@example.com');

      // The admin decides: the rules go to whoever has the e-mail, and the leaver leaves all the same.
      const [first, second] = bench.outbox.open().filter(({ state }) => state === 'conflict');
      const create = [first, second].find((change) => change?.edit.kind === 'user.create');
      const deletion = [first, second].find((change) => change?.edit.kind === 'user.delete');
      expect(create?.conflict).toMatchObject({ kind: 'email-taken' });
      expect(deletion?.conflict).toMatchObject({ kind: 'changed-since' });
      await bench.changes.resolve({ id: create?.id ?? '', choice: 'use-existing' });
      await bench.changes.resolve({ id: deletion?.id ?? '', choice: 'keep-mine' });
      await bench.changes.send({ ids: null });
      expect(states()).toEqual([]);

      // Nothing happened twice, and the mirror is the tenant.
      const users = (await everything(client, 'users')).map(userFromWire);
      const rules = (await everything(client, 'access-rules')).map(accessRuleFromWire);
      expect(users.filter(({ email }) => email === 'offline@example.com')).toHaveLength(1);
      expect(users.some(({ id }) => id === leaver.id)).toBe(false);
      expect(rules.filter(({ subjectId }) => subjectId === 'taken@example.com')).toHaveLength(2);
      expect(rules.filter(({ subjectId }) => subjectId === leaver.email)).toEqual([]);
      const ids = (list: readonly { id: string | number }[]): string[] =>
        list.map(({ id }) => String(id)).toSorted();
      expect(ids(mirror.ruleFacts)).toEqual(ids(rules));
      const taken = users.find(({ email }) => email === 'taken@example.com');
      expect(ids(mirror.userFacts)).toEqual(ids(users));
      expect(taken).toBeDefined();
      const accounts = (await everything(client, 'service-accounts')).map(serviceAccountFromWire);
      expect(accounts.some(({ name }) => name === 'nightly')).toBe(true);
      expect(tenant.requests.count(isOld ? 'createApp' : 'createServiceAccount')).toBe(1);
    });
  },
);
