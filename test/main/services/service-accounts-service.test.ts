import { describe, expect, it } from 'vitest';
import { localIdOf } from '../../../src-shared/changes/local-id.ts';
import { editReportSchema, removalPreviewSchema } from '../../../src-shared/ipc/changes-contract.ts';
import { aRule, aServiceAccount } from '../../builders/facts.ts';
import { replyLost } from '../../builders/scripted-tenant.ts';
import { allAllowed } from '../../builders/all-allowed.ts';
import { usersBench, viewer } from '../../builders/users-bench.ts';

const remove = (ids: string[], typed: string | null = null, acknowledged: string[] = []) => ({
  ids,
  typed,
  acknowledged,
});

describe('serviceAccounts.create', () => {
  it('makes the account and puts its secret into the tray, and nowhere else', async () => {
    const bench = usersBench();
    const report = await bench.serviceAccounts.create({ name: ' builder ' });
    expect(editReportSchema.parse(report)).toEqual(report);
    expect(report.credentials).toMatchObject([{ kind: 'client-secret', account: 'builder-client' }]);
    expect(bench.tray.reveal(report.credentials[0]?.id ?? '')).toBe('Canary-pass-1');
    expect(JSON.stringify([report, bench.ledger.text(), bench.outbox.ended(10)])).not.toContain('Canary');
    expect((await bench.mirror.serviceAccounts(null)).map(({ name }) => name)).toContain('builder');
  });

  it('counts names that wait here, and refuses names the tenant would refuse (V09)', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.serviceAccounts.create({ name: 'builder' });
    for (const name of ['builder', 'robot', 'Builder', '9lives']) {
      await expect(bench.serviceAccounts.create({ name }), name).rejects.toMatchObject({
        body: { reason: 'rule-v09' },
      });
    }
    bench.abilities = { ...allAllowed, createServiceAccounts: { allowed: false, reason: 'Ask root.' } };
    await expect(bench.serviceAccounts.create({ name: 'other' })).rejects.toMatchObject({
      body: { kind: 'not-permitted' },
    });
  });

  it('never makes a second one when the reply with the secret is lost', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'createServiceAccount', error: replyLost(), applied: true });
    const report = await bench.serviceAccounts.create({ name: 'builder' });
    expect(report.credentials).toEqual([]);
    expect(report.changes).toMatchObject([
      { state: 'conflict', conflict: { kind: 'password-not-received' } },
    ]);
    const [change] = report.changes;
    await bench.changes.resolve({ id: change?.id ?? '', choice: 'issue-new' });
    await bench.rest();
    expect(bench.tray.list().map(({ cause }) => cause)).toEqual(['secret-rotated']);
    expect(bench.tenant.calls.filter((call) => call.startsWith('createServiceAccount'))).toHaveLength(1);
  });
});

describe('serviceAccounts.setEnabled', () => {
  it('finds a switch that was staged before the tenant had the account', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.serviceAccounts.create({ name: 'builder' });
    const named = async () =>
      (await bench.mirror.serviceAccounts(null)).find(({ name }) => name === 'builder');
    const ours = (await named())?.id ?? '';
    await bench.serviceAccounts.setEnabled({ ids: [ours], enabled: false, acknowledged: [], send: 'staged' });
    bench.online = true;
    await bench.push.drain({ ids: null, signal: new AbortController().signal });
    const account = await named();
    expect(account?.id).not.toBe(ours);
    expect(account?.enabled).toBe(false);
    await bench.serviceAccounts.setEnabled({
      ids: [account?.id ?? ''],
      enabled: true,
      acknowledged: [],
      send: 'staged',
    });
    expect(bench.outbox.open()).toEqual([]);
  });

  it('switches, and lets two opposite switches that wait cancel out', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.serviceAccounts.setEnabled({ ids: ['sa1', 'sa2'], enabled: false, acknowledged: [] });
    expect((await bench.mirror.serviceAccounts(null)).map(({ enabled }) => enabled)).toEqual([false, false]);
    const back = await bench.serviceAccounts.setEnabled({ ids: ['sa1'], enabled: true, acknowledged: [] });
    expect(back.changes.map(({ state }) => state)).toEqual(['cancelled']);
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.tenant.calls.filter((call) => call.startsWith('setServiceAccountEnabled'))).toEqual([
      'setServiceAccountEnabled sa2 false',
    ]);
  });

  it('sends both of two opposite switches when a sync came in between: only the tenant tells where it stands', async () => {
    const bench = usersBench();
    bench.online = false;
    await bench.serviceAccounts.setEnabled({ ids: ['sa1'], enabled: false, acknowledged: [] });
    bench.mirror.asOf = '2026-01-02T02:00:00Z';
    const back = await bench.serviceAccounts.setEnabled({ ids: ['sa1'], enabled: true, acknowledged: [] });
    expect(back.changes.map(({ state }) => state)).toEqual(['pending']);
    // Somebody else had switched it off meanwhile.
    const [account] = bench.tenant.serviceAccounts;
    if (account !== undefined) bench.tenant.serviceAccounts = [{ ...account, enabled: false }];
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.tenant.serviceAccounts[0]?.enabled).toBe(true);
  });

  it('switches one that was only made here once it is made', async () => {
    const bench = usersBench();
    bench.online = false;
    const made = await bench.serviceAccounts.create({ name: 'builder' });
    const id = localIdOf(made.changes[0]?.id ?? '');
    const off = await bench.serviceAccounts.setEnabled({ ids: [id], enabled: false, acknowledged: [] });
    expect(off.changes[0]?.dependsOn).toEqual([made.changes[0]?.id]);
    bench.online = true;
    bench.push.kick();
    await bench.rest();
    expect(bench.tenant.serviceAccounts.find(({ name }) => name === 'builder')?.enabled).toBe(false);
  });

  it('does not switch off the account that is signed in (V22)', async () => {
    const bench = usersBench({ actor: 'robot-client' });
    await expect(
      bench.serviceAccounts.setEnabled({ ids: ['sa1'], enabled: false, acknowledged: [] }),
    ).rejects.toMatchObject({ body: { reason: 'rule-v22' } });
  });
});

describe('serviceAccounts.rotate', () => {
  it('wants V35 accepted, then puts the new secret into the tray', async () => {
    const bench = usersBench();
    await expect(bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: [] })).rejects.toMatchObject({
      body: { reason: 'warnings-not-acknowledged', hint: 'Accept these warnings to go on: V35.' },
    });
    const report = await bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] });
    expect(report.credentials).toMatchObject([{ cause: 'secret-rotated' }]);
  });

  it('waits once, however often it is asked for offline', async () => {
    const bench = usersBench();
    bench.online = false;
    const first = await bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] });
    await bench.serviceAccounts.rotate({ id: 'sa2', acknowledged: ['V35'] });
    await bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] });
    expect(bench.outbox.open()).toHaveLength(2);
    expect(bench.outbox.get(first.changes[0]?.id ?? '')?.state).toBe('cancelled');
    await bench.serviceAccounts.setEnabled({ ids: ['sa1'], enabled: false, acknowledged: [] });
    await expect(bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] })).rejects.toMatchObject({
      body: { reason: 'rotation-waits' },
    });
    bench.online = true;
    await bench.changes.send({ ids: null });
    expect(bench.tenant.calls.filter((call) => call.startsWith('rotate'))).toHaveLength(2);
  });

  it('takes the place of one whose secret was not received', async () => {
    const bench = usersBench();
    bench.tenant.faults.push({ call: 'rotateServiceAccount', error: replyLost(), applied: true });
    await bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] });
    const again = await bench.serviceAccounts.rotate({ id: 'sa1', acknowledged: ['V35'] });
    expect(again.credentials).toHaveLength(1);
    expect(bench.outbox.open()).toEqual([]);
  });

  it('has nothing to replace while the account is only here', async () => {
    const bench = usersBench();
    bench.online = false;
    const made = await bench.serviceAccounts.create({ name: 'builder' });
    const id = localIdOf(made.changes[0]?.id ?? '');
    await expect(bench.serviceAccounts.rotate({ id, acknowledged: ['V35'] })).rejects.toMatchObject({
      body: { reason: 'service-account-not-sent' },
    });
  });
});

describe('serviceAccounts.delete', () => {
  it('tells what goes with it, and asks for the phrase when it is in use (V29)', async () => {
    const bench = usersBench({
      serviceAccounts: [
        aServiceAccount('sa1', { name: 'robot', lastLogin: '2025-12-30T00:00:00Z' }),
        aServiceAccount('sa2', { name: 'crawler', lastLogin: '2025-06-01T00:00:00Z' }),
      ],
      rules: [
        aRule(
          1,
          'sa1-client',
          viewer,
          { type: 'project', id: 'p-cats', name: 'cats' },
          {
            subjectType: 'service-account',
          },
        ),
      ],
    });
    const preview = await bench.serviceAccounts.deletePreview({ ids: ['sa1'] });
    expect(removalPreviewSchema.parse(preview)).toEqual(preview);
    expect(preview.typedPhrase).toBe('robot');
    expect(preview.findings.map(({ rule }) => rule)).toEqual(['V26']);
    expect(preview.rows[0]?.losses).toEqual(['robot loses Viewer on project cats.']);
    expect((await bench.serviceAccounts.deletePreview({ ids: ['sa2'] })).typedPhrase).toBeNull();
    await expect(bench.serviceAccounts.delete(remove(['sa1'], null, ['V26']))).rejects.toMatchObject({
      body: { reason: 'rule-v29' },
    });
    const report = await bench.serviceAccounts.delete(remove(['sa1'], 'robot', ['V26']));
    expect(report.changes.map(({ state }) => state)).toEqual(['done']);
    expect((await bench.mirror.serviceAccounts(null)).map(({ name }) => name)).toEqual(['crawler']);
  });

  it('takes back what was planned for it, and one that was only made here altogether', async () => {
    const bench = usersBench();
    bench.online = false;
    const made = await bench.serviceAccounts.create({ name: 'builder' });
    await bench.serviceAccounts.setEnabled({ ids: ['sa1'], enabled: false, acknowledged: [] });
    await bench.serviceAccounts.delete(remove([localIdOf(made.changes[0]?.id ?? ''), 'sa1']));
    expect(bench.outbox.open().map(({ edit }) => edit.kind)).toEqual(['service-account.delete']);
  });

  it('does not know what is not there', async () => {
    await expect(usersBench().serviceAccounts.delete(remove(['sa99']))).rejects.toMatchObject({
      body: { kind: 'not-found' },
    });
  });
});
