import { afterEach, expect, test } from 'vitest';
import { LivingTenant } from '../../../builders/living-tenant.ts';
import {
  aPull,
  movableClock,
  openMirror,
  runPull,
  temporaryFolder,
} from '../../../builders/opened-mirror.ts';
import { seededFacts } from '../../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

test.each([
  ['', false],
  ['after the app was started again, ', true],
])(
  '%sa delta lets no rule back in that was removed here and that an old cluster still lists, without a phase',
  async (_when, restarts) => {
    const tenant = new LivingTenant(seededFacts(40, 3));
    const clock = movableClock();
    const folder = temporaryFolder((work) => ends.push(work));
    let mirror = await openMirror(folder, clock);
    ends.push(() => mirror.close());
    let pull = aPull(tenant, mirror, clock);
    await runPull(pull);
    const id = Number(tenant.facts['access-rules'][5]?.['id']);
    await mirror.apply({ removedRuleIds: [id] });
    if (restarts) {
      await mirror.close();
      mirror = await openMirror(folder, clock);
      pull = aPull(tenant, mirror, clock);
    }
    tenant.pass(60_000);
    tenant.facts['access-rules'] = tenant.facts['access-rules'].map(({ status, ...rule }) =>
      rule['id'] === id ? { ...rule, updatedAt: tenant.stamp() } : { ...rule, status },
    );
    for (let round = 0; round < 2; round += 1)
      expect(await runPull(pull, { full: false })).toMatchObject({
        outcome: 'complete',
        kind: 'delta',
        added: 0,
      });
    expect(await mirror.rules([id])).toEqual([]);
    tenant.removeRule(id);
    expect(await runPull(pull, { full: false })).toMatchObject({
      outcome: 'complete',
      kind: 'delta',
      removed: 0,
    });
  },
);
