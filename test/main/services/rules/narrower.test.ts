import { describe, expect, it } from 'vitest';
import { rulesPreviewSchema, type WantedSubject } from '../../../../src-shared/ipc/rules-contract.ts';
import { aRule, aServiceAccount, aUser } from '../../../builders/facts.ts';
import { allAllowed } from '../../../builders/all-allowed.ts';
import { researcher, systemAdministrator, usersBench, viewer } from '../../../builders/users-bench.ts';

const tenant = { type: 'tenant', id: '7', name: 'Acme' };
const cats = { type: 'project', id: 'p-cats' } as const;
const dogs = { type: 'project', id: 'p-dogs' } as const;
const clusterA = { type: 'cluster', id: 'cluster-a' } as const;

const user = (id: string): WantedSubject => ({ type: 'user', id: `${id}@example.com` });
const account = (id: string): WantedSubject => ({ type: 'service-account', id });

const bench = () =>
  usersBench({
    users: [aUser('root'), aUser('ada'), aUser('bob', { groups: ['Vision'] })],
    serviceAccounts: [aServiceAccount('bot', { id: 'bot-id', clientId: 'bot-client' })],
    rules: [
      aRule(1, 'root@example.com', systemAdministrator, tenant),
      aRule(2, 'bob@example.com', viewer, { ...cats, name: 'cats' }),
      aRule(3, 'ada@example.com', viewer, { ...clusterA, name: 'a' }),
      aRule(4, 'bot', viewer, { ...dogs, name: 'dogs' }, { subjectType: 'app' }),
    ],
  });

const wanted = (
  subjects: WantedSubject[],
  scopes: (typeof cats | typeof dogs | typeof clusterA)[],
  roleId = viewer.id,
) => ({
  subjects,
  grants: [{ roleId, scopes }],
});

describe('what a wider rule covers', () => {
  it('points out what is held and what a wider rule of these covers from then on (V37)', async () => {
    const order = wanted([user('bob'), user('ada'), account('bot')], [clusterA]);
    const preview = await bench().rules.addPreview(order);
    expect(rulesPreviewSchema.parse(preview)).toEqual(preview);
    expect(
      preview.narrower.map(({ id, subject, scopeName, path, coveredBy }) => [
        id,
        subject.id,
        scopeName,
        path.join('/'),
        coveredBy,
      ]),
    ).toEqual([
      [2, 'bob@example.com', 'cats', 'Acme/a/vision', 'Cluster a'],
      [4, 'bot-client', 'dogs', 'Acme/a/vision', 'Cluster a'],
    ]);
    expect(preview.findings.map(({ rule, message }) => [rule, message])).toContainEqual([
      'V37',
      '2 rules that are held give nothing more beside a wider one of these.',
    ]);
    const removing = await bench().rules.addPreview({ ...order, removeNarrower: true });
    expect(removing.findings.map(({ message }) => message)).toContain(
      '2 rules that are held are removed: a wider one of these gives the same.',
    );
    // Another role on the same place, or the same role beside, makes nothing needless.
    const [other, beside] = await Promise.all([
      bench().rules.addPreview(wanted([user('bob')], [clusterA], researcher.id)),
      bench().rules.addPreview(wanted([user('bob')], [dogs])),
    ]);
    expect([other.narrower, beside.narrower]).toEqual([[], []]);
  });

  it('says where how many of the subjects hold a role already', async () => {
    const held = await bench().rules.held({
      subjects: [user('ada'), user('bob'), user('new'), account('bot'), account('gone')],
      roleIds: [viewer.id],
    });
    expect(held.subjects).toBe(4);
    expect(held.places.map(({ scopeId, holders }) => [scopeId, holders])).toEqual([
      ['cluster-a', 1],
      ['p-cats', 1],
      ['p-dogs', 1],
    ]);
    const twice = await bench().rules.held({
      subjects: [account('bot'), account('bot-id')],
      roleIds: [viewer.id],
    });
    expect(twice).toMatchObject({ subjects: 1, places: [{ holders: 1 }] });
  });

  it('takes away what a wider one covers in the same group, each after that one (V37, V39)', async () => {
    const b = bench();
    b.online = false;
    const { changes } = await b.rules.add({
      ...wanted([user('bob'), account('bot')], [clusterA]),
      removeNarrower: true,
      acknowledged: [],
    });
    expect(
      changes.map(({ edit, dependsOn }) => [
        edit.kind,
        'scopeName' in edit && edit.scopeName,
        dependsOn.map((id) => changes.findIndex((change) => change.id === id)),
      ]),
    ).toEqual([
      ['rule.create', 'a', []],
      ['rule.create', 'a', []],
      ['rule.delete', 'cats', [0]],
      ['rule.delete', 'dogs', [1]],
    ]);
    expect(new Set(changes.map(({ groupId }) => groupId)).size).toBe(1);
    b.online = true;
    b.push.kick();
    await b.rest();
    expect(b.outbox.open()).toEqual([]);
    expect(b.tenant.rules.map(({ id }) => id)).not.toContain(2);
    expect(b.tenant.rules.filter(({ scopeId }) => scopeId === 'cluster-a')).toHaveLength(3);
  });

  it('takes nothing away unless it is asked for, nor for who may not', async () => {
    const b = bench();
    b.online = false;
    const { changes } = await b.rules.add({ ...wanted([user('bob')], [clusterA]), acknowledged: [] });
    expect(changes.map(({ edit }) => edit.kind)).toEqual(['rule.create']);
    const other = bench();
    other.abilities = { ...allAllowed, deleteRules: { allowed: false, reason: 'Ask root.' } };
    const order = { ...wanted([user('bob')], [clusterA]), removeNarrower: true, acknowledged: [] };
    await expect(other.rules.add(order)).rejects.toMatchObject({ body: { message: 'Ask root.' } });
    expect(other.outbox.open()).toEqual([]);
  });
});
