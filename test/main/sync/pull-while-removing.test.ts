import { expect, test } from 'vitest';
import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import { freshMirrors } from '../../builders/fresh-mirrors.ts';
import { aPull, runPull } from '../../builders/opened-mirror.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

/*
 * One rule goes and another comes while the pages of rules are read, as with every changed rule (V39): the numbers stay as
 * they were, and yet a rule is pulled across a page's border, unread. That we removed one ourselves is what tells.
 */

const freshMirror = freshMirrors();

async function ruleIds(mirror: RebuildableMirror): Promise<number[]> {
  const ids: string[] = [];
  for (let total = 1; ids.length < total;) {
    const window = await mirror.window({
      view: 'access-rules',
      search: '',
      filters: [],
      sort: [],
      from: ids.length,
      to: ids.length + 500,
      columns: [],
      facets: false,
    });
    ids.push(...window.ids);
    total = window.total;
  }
  return ids.map(Number).sort((one, other) => one - other);
}

test.each([
  ['begins and ends while they are read', { begun: 5, open: 0 }, { begun: 6, open: 0 }, 'complete'],
  ['had begun before', { begun: 5, open: 1 }, { begun: 5, open: 0 }, 'complete'],
  ['ends only after that', { begun: 5, open: 0 }, { begun: 6, open: 1 }, 'partial'],
] as const)('a removal of ours that %s makes them be read again', async (_case, before, after, outcome) => {
  const facts = seededFacts(450);
  const rules = facts['access-rules'];
  expect(rules.length).toBeGreaterThan(1100);
  const tenant = new PagedTenant(facts);
  const mirror = await freshMirror();
  await runPull(aPull(tenant, mirror));
  tenant.removed = before;
  let moved = 0;
  tenant.beforePage = async (kind, offset) => {
    if (kind !== 'access-rules' || offset !== 1000 || moved > 0) return;
    moved += 1;
    // Pages that were asked for before this one are answered by then.
    await new Promise((resolve) => void setImmediate(resolve));
    rules.splice(30, 1);
    rules.push({ ...rules[100], id: 999_999 });
    tenant.removed = after;
  };
  tenant.requests.length = 0;
  const run = await runPull(aPull(tenant, mirror));
  expect(moved).toBe(1);
  expect(run.outcome).toBe(outcome);
  const there = rules.map(({ id }) => Number(id)).sort((one, other) => one - other);
  // What could not be proved takes nothing away.
  const mirrored = await ruleIds(mirror);
  if (outcome === 'complete') expect(mirrored).toEqual(there);
  else expect(mirrored).toEqual(expect.arrayContaining(there));
  expect(tenant.requests.filter((request) => request === 'page access-rules 1000')).toHaveLength(2);
});

test('removals before and after are no reason to read anything twice, nor is one where all is on one page', async () => {
  const tenant = new PagedTenant(seededFacts(100));
  expect(tenant.facts['access-rules'].length).toBeLessThan(500);
  const mirror = await freshMirror();
  tenant.beforePage = () => {
    tenant.removed = { begun: tenant.removed.begun + 1, open: 0 };
  };
  await runPull(aPull(tenant, mirror));
  expect(tenant.requests.filter((request) => request.startsWith('page access-rules'))).toHaveLength(1);
});
