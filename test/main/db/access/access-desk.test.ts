import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { noTenantGates } from '../../../../src-shared/access/gates.ts';
import { noOverlay } from '../../../../src-shared/changes/overlay.ts';
import { whatIfQuestionSchema } from '../../../../src-shared/ipc/access-why-contract.ts';
import { MirrorStore } from '../../../../src-main/db/mirror-store.ts';
import { everything } from '../../../builders/freeze-worlds.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../../builders/opened-mirror.ts';
import { PagedTenant } from '../../../builders/paged-tenant.ts';
import { seededFacts } from '../../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function aStore(tenant = new PagedTenant(seededFacts(20))): Promise<MirrorStore> {
  const folder = temporaryFolder((work) => ends.push(work));
  const mirror = await openMirror(folder);
  await runPull(aPull(tenant, mirror));
  await mirror.close();
  const store = new MirrorStore(join(folder, 'mirror.db'), '2026-03-03T12:00:00Z');
  ends.push(() => store.close());
  return store;
}

function stepsOf(store: MirrorStore): number {
  let steps = 0;
  while (store.access.prepare()) steps += 1;
  return steps;
}

test('prepares for what is asked next, once for each world of a revision that somebody asks about', async () => {
  const store = await aStore();
  const ask = (pending: 'given' | 'count') =>
    store.access.whatIf({ ...whatIfQuestionSchema.parse({ pending }), gates: noTenantGates });
  expect(stepsOf(store)).toBe(0);
  ask('given');
  expect(stepsOf(store)).toBeGreaterThan(2);
  ask('given');
  expect(stepsOf(store)).toBe(0);
  ask('count');
  expect(stepsOf(store)).toBeGreaterThan(2);
  store.apply({ overlay: noOverlay() }, 0);
  expect(stepsOf(store)).toBe(0);
  ask('given');
  expect(stepsOf(store)).toBeGreaterThan(2);
});

test('leaves what it is at as soon as the mirror has changed', async () => {
  const store = await aStore();
  store.access.whatIf({ ...whatIfQuestionSchema.parse({}), gates: noTenantGates });
  expect(store.access.prepare()).toBe(true);
  store.apply({ overlay: noOverlay() }, 0);
  expect(store.access.prepare()).toBe(false);
});

test('rehearses the counting until it was done once, and never again', async () => {
  const store = await aStore();
  const ask = (): unknown => store.access.whatIf({ ...whatIfQuestionSchema.parse({}), gates: noTenantGates });
  ask();
  const all = stepsOf(store);
  store.apply({ overlay: noOverlay() }, 0);
  ask();
  const without = stepsOf(store);
  expect(without).toBeLessThan(all);
  const other = await aStore();
  const askOther = (): unknown =>
    other.access.whatIf({ ...whatIfQuestionSchema.parse({}), gates: noTenantGates });
  askOther();
  for (let step = 0; step < without + 1; step += 1) expect(other.access.prepare()).toBe(true);
  // It was begun, and not done.
  other.apply({ overlay: noOverlay() }, 0);
  askOther();
  expect(stepsOf(other)).toBe(all);
});

test.each([
  [0, []],
  [
    1,
    [
      'One access rule of this tenant could not be read by this version of Rolebook, and a review would miss it.',
    ],
  ],
  [
    2,
    [
      '2 access rules of this tenant could not be read by this version of Rolebook, and a review would miss them.',
    ],
  ],
])('freezes nothing where %i rules could not be read', async (unread, problems) => {
  const tenant = new PagedTenant(seededFacts(20));
  for (let at = 0; at < unread; at += 1)
    tenant.facts['access-rules'][at] = { ...tenant.facts['access-rules'][at], roleId: 'seven' };
  const store = await aStore(tenant);
  const frozen = store.access.freeze({ ...everything, gates: noTenantGates, keep: false });
  expect(frozen.problems).toEqual(problems);
});
