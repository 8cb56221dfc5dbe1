import { describe, expect, it } from 'vitest';
import { editReportSchema } from '../../../../src-shared/ipc/changes-contract.ts';
import { rulesPreviewSchema, type WantedSubject } from '../../../../src-shared/ipc/rules-contract.ts';
import { aRule, aServiceAccount, aUser } from '../../../builders/facts.ts';
import { allAllowed } from '../../../builders/all-allowed.ts';
import { researcher, systemAdministrator, usersBench, viewer } from '../../../builders/users-bench.ts';

const tenant = { type: 'tenant', id: '7', name: 'Acme' };
const cats = { type: 'project', id: 'p-cats' } as const;
const dogs = { type: 'project', id: 'p-dogs' } as const;
const clusterA = { type: 'cluster', id: 'cluster-a' } as const;
const whole = { type: 'tenant', id: '7' } as const;

const user = (id: string): WantedSubject => ({ type: 'user', id: `${id}@example.com` });
const group = (id: string): WantedSubject => ({ type: 'group', id });
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
  scopes: (typeof cats | typeof dogs | typeof clusterA | typeof whole)[],
  roleId = viewer.id,
) => ({
  subjects,
  grants: [{ roleId, scopes }],
});

describe('rules.addPreview', () => {
  it('shows every rule, what is held already and what a wider one covers (V36, V37)', async () => {
    const preview = await bench().rules.addPreview(
      wanted([user('ada'), user('bob'), user('new'), account('bot')], [cats, dogs]),
    );
    expect(rulesPreviewSchema.parse(preview)).toEqual(preview);
    expect(
      preview.rules.map(({ subject, scopeName, standing, why }) => [subject.id, scopeName, standing, why]),
    ).toEqual([
      ['ada@example.com', 'cats', 'covered', 'Cluster a'],
      ['ada@example.com', 'dogs', 'covered', 'Cluster a'],
      ['bob@example.com', 'cats', 'held', null],
      ['bob@example.com', 'dogs', 'new', null],
      ['new@example.com', 'cats', 'new', null],
      ['new@example.com', 'dogs', 'new', null],
      ['bot-client', 'cats', 'new', null],
      ['bot-client', 'dogs', 'held', null],
    ]);
    expect(preview.rules[0]?.path).toEqual(['Acme', 'a', 'vision']);
    expect(preview.findings.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
      ['V36', 'info', '2 rules are held already and are not made.'],
      ['V37', 'info', '2 rules add nothing: a wider one gives the same.'],
    ]);
  });

  it.each([
    ['an e-mail that was seen', { type: 'user', id: 'ADA@example.com' }, 'known', 'ada@example.com'],
    ['an e-mail that was not', user('monday'), 'pre-authorised', 'monday@example.com'],
    ['a group that users are in', group('Vision'), 'known', 'Vision'],
    ['a group that nothing names', group('Speech'), 'new', 'Speech'],
    ['a service account by its name', account('bot'), 'known', 'bot-client'],
    ['a service account by its client id', account('bot-client'), 'known', 'bot-client'],
    ['a service account by its id', account('bot-id'), 'known', 'bot-client'],
    ['a service account that is not there', account('gone'), 'unknown', undefined],
    ['what is no e-mail', { type: 'user', id: 'monday' }, 'unknown', undefined],
  ] as const)('knows %s', async (_, one, state, id) => {
    const { subjects, findings } = await bench().rules.addPreview(wanted([{ ...one }], [cats]));
    expect(subjects.map((each) => [each.state, each.subject?.id])).toEqual([[state, id]]);
    expect(findings.some(({ severity }) => severity === 'block')).toBe(state === 'unknown');
  });

  it('warns of a group in other capitals (V08), and takes a subject named twice once', async () => {
    const { subjects, findings } = await bench().rules.addPreview(
      wanted([group('vision'), user('ada'), { type: 'user', id: ' Ada@Example.com' }], [cats]),
    );
    expect(subjects.map(({ name }) => name)).toEqual(['vision', 'ada@example.com']);
    expect(findings.filter(({ rule }) => rule === 'V08')).toMatchObject([
      { severity: 'warn', about: 'group:vision' },
    ]);
  });

  it('does not show more rules than one act makes', async () => {
    const many = Array.from({ length: 1000 }, (_, n) => user(`user${n}`));
    const tooMany = {
      subjects: many,
      grants: [viewer.id, 5, 8, 9, 10, 11].map((roleId) => ({ roleId, scopes: [cats] })),
    };
    await expect(bench().rules.addPreview(tooMany)).rejects.toMatchObject({
      body: { reason: 'too-many-rules' },
    });
  });
});

describe('rules.add', () => {
  it('makes what is new in one group, offline too, and sends it later', async () => {
    const b = bench();
    b.online = false;
    const report = await b.rules.add({
      ...wanted([user('bob'), user('new'), group('Vision'), account('bot')], [cats, dogs]),
      acknowledged: [],
    });
    expect(editReportSchema.parse(report)).toEqual(report);
    expect(report.queued).toBe(true);
    expect(new Set(report.changes.map(({ groupId }) => groupId)).size).toBe(1);
    expect(
      report.changes.map(({ edit }) =>
        edit.kind === 'rule.create' ? `${edit.subject.id} ${edit.scopeName}` : '',
      ),
    ).toEqual([
      'bob@example.com dogs',
      'new@example.com cats',
      'new@example.com dogs',
      'Vision cats',
      'Vision dogs',
      'bot-client cats',
    ]);
    expect(report.changes[0]?.base?.fields).toEqual({ userId: 'bob' });
    b.online = true;
    b.push.kick();
    await b.rest();
    expect(b.outbox.open()).toEqual([]);
    expect(b.tenant.rules).toHaveLength(10);
  });

  it('asks for nothing twice that waits already', async () => {
    const b = bench();
    b.online = false;
    await b.rules.add({ ...wanted([user('new')], [cats]), acknowledged: [] });
    await expect(b.rules.add({ ...wanted([user('new')], [cats]), acknowledged: [] })).rejects.toMatchObject({
      body: { reason: 'rule-v36' },
    });
    expect(
      (await b.rules.add({ ...wanted([user('new')], [cats, dogs]), acknowledged: [] })).changes,
    ).toHaveLength(1);
    expect(b.outbox.open()).toHaveLength(2);
  });

  it('lets rules of a service account wait for the account that is made here', async () => {
    const b = bench();
    b.online = false;
    const made = await b.serviceAccounts.create({ name: 'fresh' });
    const report = await b.rules.add({ ...wanted([account('fresh')], [cats]), acknowledged: [] });
    expect(report.changes.map(({ dependsOn }) => dependsOn)).toEqual([[made.changes[0]?.id]]);
  });

  it.each([
    ['an unknown service account', wanted([user('ada'), account('gone')], [dogs]), 'rule-v14'],
    ['what is held already, and nothing else (V36)', wanted([user('bob')], [cats]), 'rule-v36'],
    ['the whole tenant without a reason (V38)', wanted([user('new')], [whole]), 'rule-v38'],
    [
      'an administrator for a group without a reason (V38)',
      wanted([group('Vision')], [cats], systemAdministrator.id),
      'rule-v38',
    ],
    ['no role', { subjects: [user('ada')], grants: [] }, 'nothing-chosen'],
    ['a role that is not there (V14)', wanted([user('ada')], [dogs], 99), 'rule-v14'],
  ])('refuses %s whole', async (_, order, reason) => {
    const b = bench();
    await expect(b.rules.add({ ...order, acknowledged: [] })).rejects.toMatchObject({ body: { reason } });
    expect(b.outbox.open()).toEqual([]);
    expect(b.tenant.calls).toEqual([]);
  });

  it('keeps the reason with what reaches far, and only with that (V38)', async () => {
    const b = bench();
    b.online = false;
    const { changes } = await b.rules.add({
      ...wanted([user('new')], [whole, cats]),
      acknowledged: [],
      reason: 'On call for everything.',
    });
    expect(changes.map(({ edit }) => (edit.kind === 'rule.create' ? edit.reason : null))).toEqual([
      'On call for everything.',
      undefined,
    ]);
  });

  it('refuses who may not give access (V23)', async () => {
    const b = bench();
    b.abilities = { ...allAllowed, createRules: { allowed: false, reason: 'Ask root.' } };
    await expect(b.rules.add({ ...wanted([user('ada')], [dogs]), acknowledged: [] })).rejects.toMatchObject({
      body: { kind: 'not-permitted', message: 'Ask root.' },
    });
  });
});

describe('rules.changeMany', () => {
  const to = (roleId: number | null, scope: typeof cats | typeof whole | null, ids = ['2', '3']) => ({
    ids,
    roleId,
    scope,
    acknowledged: [],
  });

  it('gives several rules another role where each is, the new ones first (V39)', async () => {
    const b = bench();
    const preview = await b.rules.changePreview({ ids: ['2', '3'], roleId: researcher.id, scope: null });
    expect(preview.rows.map(({ losses }) => losses)).toEqual([
      ['It becomes L1 researcher on project cats.'],
      ['It becomes L1 researcher on cluster a.'],
    ]);
    const { changes } = await b.rules.changeMany(to(researcher.id, null));
    expect(changes.map(({ edit, state }) => `${edit.kind} ${state}`)).toEqual([
      'rule.create done',
      'rule.delete done',
      'rule.create done',
      'rule.delete done',
    ]);
    const held = b.tenant.rules.filter(({ roleId }) => roleId === researcher.id);
    expect(held.map(({ scopeId }) => scopeId)).toEqual(['p-cats', 'cluster-a']);
  });

  it('makes one rule of two that become the same, and leaves alone what is so already', async () => {
    const b = bench();
    await b.rules.add({ ...wanted([user('bob')], [dogs]), acknowledged: [] });
    const bobs = (await b.mirror.rulesOf({ type: 'user', id: 'bob@example.com' })).map(({ id }) =>
      String(id),
    );
    const preview = await b.rules.changePreview({ ids: bobs, roleId: null, scope: cats });
    expect(preview.rows.map(({ losses }) => losses[0])).toEqual([
      'It is so already and stays as it is.',
      'Viewer on project cats is held already, so only this rule goes.',
    ]);
    const { changes } = await b.rules.changeMany(to(researcher.id, cats, bobs));
    expect(changes.map(({ edit }) => edit.kind)).toEqual(['rule.create', 'rule.delete', 'rule.delete']);
    expect(changes[2]?.dependsOn).toEqual([changes[0]?.id]);
    expect(b.tenant.rules.filter(({ subjectId }) => subjectId === 'bob@example.com')).toHaveLength(1);
  });

  it.each([
    ['nothing chosen', to(null, null), 'nothing-chosen'],
    ['nothing that changes (V36)', to(viewer.id, null), 'rule-v36'],
    ['the last administrator (V20)', to(viewer.id, null, ['1', '2']), 'rule-v20'],
    ['the whole tenant without a reason (V38)', to(null, whole), 'rule-v38'],
    ['rules that are not there', to(viewer.id, null, ['99']), 'rule-unknown'],
  ])('refuses %s', async (_, order, reason) => {
    const b = bench();
    await expect(b.rules.changeMany(order)).rejects.toMatchObject({ body: { reason } });
    expect(b.outbox.open()).toEqual([]);
  });
});
