import { afterEach, describe, expect, it } from 'vitest';
import { compareWithTenant, pulledTenant } from './tenant-agreement.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
const onEnd = (work: () => unknown): void => void ends.push(work);

describe('effective access and the tenant’s own answer', () => {
  it.each([
    ['3.0', 400],
    ['2.24', 100],
    ['2.22', 60],
    ['2.18', 60],
  ] as const)(
    'agree for every subject of a %s tenant of %i users',
    async (profile, users) => {
      const { tenant, mirror } = await pulledTenant({ profile, users, seed: 1 }, onEnd);
      const agreement = await compareWithTenant(tenant, mirror);
      console.log(
        `${profile}: ${agreement.agreeing} of ${agreement.cells} answers about ${agreement.subjects} subjects agree, ${agreement.percent} %`,
      );
      expect(agreement.differences).toEqual([]);
      expect(agreement.percent).toBe(100);
      expect(agreement.subjects).toBeGreaterThanOrEqual(users);
      expect(agreement.scopes).toBeGreaterThan(users);
    },
    60_000,
  );

  it('part as soon as the tenant changes and the mirror does not', async () => {
    const { tenant, mirror } = await pulledTenant({ profile: '3.0', users: 60, seed: 2 }, onEnd);
    const { core } = tenant;
    const editor = core.state.users.byEmail(tenant.credentials.editor.email);
    if (editor === undefined) throw new Error('no editor');
    const [rule] = core.state.rules.ofSubject(tenant.credentials.editor.email);
    const role = core.state.roles.byId(core.state.rules.read(rule ?? 0).roleId);
    if (role === undefined) throw new Error('no role');
    role.enabled = false;
    const { percent, differences } = await compareWithTenant(tenant, mirror);
    expect(percent).toBeLessThan(100);
    expect(differences.join()).toContain('ours');
  }, 60_000);
});
