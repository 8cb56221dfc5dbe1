import { describe, expect, test } from 'vitest';
import { freshMirrors } from '../../builders/fresh-mirrors.ts';
import { aPull, movableClock, runPull } from '../../builders/opened-mirror.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

const freshMirror = freshMirrors();

describe('a pull right after an act of ours', () => {
  test('a rule that was deleted here stays away while the tenant still removes it', async () => {
    const facts = seededFacts(40);
    const rules = facts['access-rules'];
    const [ours, theirs] = rules;
    if (ours === undefined || theirs === undefined) throw new Error('too few rules');
    const mirror = await freshMirror();
    const pull = aPull(new PagedTenant(facts), mirror);
    await runPull(pull);
    await mirror.apply({ removedRuleIds: [Number(ours['id'])] });
    const leaving = { status: { phase: 'Deleting', message: 'Removing the rule from the cluster' } };
    rules.splice(0, 2, { ...ours, ...leaving }, { ...theirs, ...leaving });
    expect(await runPull(pull)).toMatchObject({ outcome: 'complete', added: 0, removed: 0 });
    expect(await mirror.rules([Number(ours['id'])])).toEqual([]);
    // Somebody else's: it is shown on its way out.
    expect(await mirror.rules([Number(theirs['id'])])).toMatchObject([{ phase: 'Deleting' }]);
    expect(await runPull(pull)).toMatchObject({ outcome: 'complete', added: 0, removed: 0 });
    rules.splice(0, 2);
    expect(await runPull(pull)).toMatchObject({ outcome: 'complete', added: 0, removed: 1 });
    expect((await mirror.info()).counts['access-rules']).toBe(rules.length);
  });

  const oneRemoved = async () => {
    const facts = seededFacts(40);
    const rules = facts['access-rules'];
    const clock = movableClock();
    const mirror = await freshMirror(clock);
    const pull = aPull(new PagedTenant(facts), mirror, clock);
    await runPull(pull);
    const removed = Number(rules[0]?.['id']);
    await mirror.apply({ removedRuleIds: [removed] });
    return { rules, clock, mirror, pull, removed };
  };

  test('so does one that an old cluster lists without a word; a second look that still has it is believed', async () => {
    const { rules, mirror, pull, removed } = await oneRemoved();
    expect(await runPull(pull)).toMatchObject({ outcome: 'complete', added: 0, changed: 0, removed: 0 });
    expect(await mirror.rules([removed])).toEqual([]);
    // Byte for byte the same pages: the rule was never deleted, whatever we were told.
    expect(await runPull(pull)).toMatchObject({ outcome: 'complete', added: 1, removed: 0 });
    expect(await mirror.rules([removed])).toHaveLength(1);
    expect((await mirror.info()).counts['access-rules']).toBe(rules.length);
  });

  test('one that an act of ours found there again stays', async () => {
    const { rules, mirror, pull, removed } = await oneRemoved();
    await mirror.apply({ rules: rules.slice(0, 1) });
    expect(await runPull(pull)).toMatchObject({ outcome: 'complete', added: 0, removed: 0 });
    expect(await mirror.rules([removed])).toHaveLength(1);
  });

  test('the only one there was stays away too', async () => {
    const facts = seededFacts(40);
    facts['access-rules'].splice(1);
    const mirror = await freshMirror();
    const pull = aPull(new PagedTenant(facts), mirror);
    await runPull(pull);
    await mirror.apply({ removedRuleIds: [Number(facts['access-rules'][0]?.['id'])] });
    expect(await runPull(pull)).toMatchObject({ outcome: 'complete', added: 0, removed: 0 });
  });

  test('one that is listed after more than a minute was never deleted, whatever we were told (seed 206)', async () => {
    const { clock, mirror, pull, removed } = await oneRemoved();
    clock.shift += 61_000;
    expect(await runPull(pull)).toMatchObject({ outcome: 'complete', added: 1, removed: 0 });
    expect(await mirror.rules([removed])).toHaveLength(1);
  });
});
