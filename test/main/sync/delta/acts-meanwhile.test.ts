import { afterEach, describe, expect, test } from 'vitest';
import { aDeltaRoom, shown, swept } from '../../../builders/delta-room.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

describe('a delta', () => {
  test('takes back nothing that an act of ours did while it was read', async () => {
    const { tenant, mirror, delta } = await aDeltaRoom(60, ends);
    const rule = tenant.addRule('someone@example.com');
    const user = tenant.facts.users[5];
    tenant.changeUser(user?.['id'], { firstName: 'Old', updatedAt: tenant.stamp() });
    const { applyDelta } = mirror;
    Object.assign(mirror, {
      // The feeds were read already; what they say of these two is older.
      async applyDelta(...given: Parameters<typeof applyDelta>) {
        tenant.removeRule(rule);
        const newer = { ...user, firstName: 'Newer', updatedAt: tenant.stamp() };
        tenant.changeUser(user?.['id'], newer);
        await mirror.apply({ removedRuleIds: [rule], users: [newer] });
        expect(await applyDelta(...given)).toMatchObject({ outcome: 'applied', added: 0, changed: 0 });
        expect(await mirror.rules([rule])).toEqual([]);
        Object.assign(mirror, { applyDelta });
        return await applyDelta(...given);
      },
    });
    await delta();
    expect(await mirror.rules([rule])).toEqual([]);
    expect((await mirror.users([String(user?.['id'])]))[0]?.firstName).toBe('Newer');
  });

  test('lets nobody back in by a page that is older than the word that they are gone', async () => {
    const { tenant, mirror, delta } = await aDeltaRoom(60, ends);
    const id = String(tenant.facts.users[4]?.['id']);
    tenant.changeUser(id, { firstName: 'Changed', updatedAt: tenant.stamp() });
    tenant.tell('delete', 'User', id);
    const { readUser } = tenant;
    tenant.readUser = async (asked) => {
      tenant.facts.users = tenant.facts.users.filter((user) => user['id'] !== id);
      return await readUser(asked);
    };
    const { applyDelta } = mirror;
    const shownAfter: number[] = [];
    Object.assign(mirror, {
      async applyDelta(...given: Parameters<typeof applyDelta>) {
        const end = await applyDelta(...given);
        shownAfter.push((await mirror.users([id])).length);
        return end;
      },
    });
    expect(await delta()).toMatchObject({ kind: 'delta', outcome: 'complete', removed: 1 });
    expect(shownAfter).not.toContain(1);
  });

  test('lets no list of service accounts bring back, or lose, what an act of ours did while it was read', async () => {
    const { tenant, mirror, delta } = await aDeltaRoom(30, ends);
    const [gone, other] = tenant.facts['service-accounts'];
    const made = { ...other, id: 'made-here', name: 'made-here', clientId: 'made-here-1' };
    tenant.tell('update', 'Service account', 's');
    tenant.facts['service-accounts'][1] = { ...other, description: 'changed by somebody' };
    const { applyDelta } = mirror;
    Object.assign(mirror, {
      // The list was read already; what it says of these two is older.
      async applyDelta(...given: Parameters<typeof applyDelta>) {
        await mirror.apply({ removedServiceAccountIds: [String(gone?.['id'])], serviceAccounts: [made] });
        tenant.facts['service-accounts'] = [...tenant.facts['service-accounts'].slice(1), made];
        return await applyDelta(...given);
      },
    });
    expect(await delta()).toMatchObject({ kind: 'delta', outcome: 'complete', changed: 1 });
    const ids = (await mirror.serviceAccounts(null)).map(({ id }) => id);
    expect(ids).not.toContain(gone?.['id']);
    expect(ids).toContain('made-here');
    expect(await shown(mirror)).toEqual(await swept(tenant.facts, ends));
  });

  test('lets no list of roles bring back, or lose, what an act of ours did while it was read', async () => {
    const { tenant, mirror, delta } = await aDeltaRoom(30, ends);
    const [gone, other] = tenant.facts.roles;
    const made = { ...other, id: 7001, name: 'Made here' };
    tenant.tell('update', 'Role', 's');
    tenant.facts.roles[1] = { ...other, description: 'changed by somebody' };
    const { applyDelta } = mirror;
    Object.assign(mirror, {
      // The list was read already; what it says of these two is older.
      async applyDelta(...given: Parameters<typeof applyDelta>) {
        await mirror.apply({ removedRoleIds: [Number(gone?.['id'])], roles: [made] });
        tenant.facts.roles = [...tenant.facts.roles.slice(1), made];
        return await applyDelta(...given);
      },
    });
    expect(await delta()).toMatchObject({ kind: 'delta', outcome: 'complete', changed: 1 });
    const ids = (await mirror.roles()).map(({ id }) => id);
    expect(ids).not.toContain(gone?.['id']);
    expect(ids).toContain(7001);
    expect(await shown(mirror)).toEqual(await swept(tenant.facts, ends));
  });
});
