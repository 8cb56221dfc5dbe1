import { expect } from 'vitest';
import type { RebuildableMirror } from '../../src-main/db/create-mirror.ts';
import type { NamedPull, PullRun } from '../../src-main/sync/pull.ts';
import { viewColumns } from '../../src-shared/views/view-columns.ts';
import { viewNames } from '../../src-shared/views/view-query.ts';
import { LivingTenant } from './living-tenant.ts';
import { aPull, movableClock, openMirror, runPull, temporaryFolder } from './opened-mirror.ts';
import { PagedTenant } from './paged-tenant.ts';
import { type SeededFacts, seededFacts } from './seeded-facts.ts';

/** A tenant that changes and its mirror, read whole once. */
export interface DeltaRoom {
  readonly tenant: LivingTenant;
  readonly mirror: RebuildableMirror;
  readonly pull: NamedPull;
  readonly clock: ReturnType<typeof movableClock>;
  delta(): Promise<PullRun & { requests: number }>;
}

/** Makes a {@link DeltaRoom}; what is left to do when the test is over goes to `ends`. */
export async function aDeltaRoom(
  users: number,
  ends: (() => void | Promise<void>)[],
  seed = 3,
): Promise<DeltaRoom> {
  const tenant = new LivingTenant(seededFacts(users, seed));
  const clock = movableClock();
  const mirror = await openMirror(
    temporaryFolder((work) => ends.push(work)),
    clock,
  );
  ends.push(() => mirror.close());
  const pull = aPull(tenant, mirror, clock);
  expect(await runPull(pull)).toMatchObject({ outcome: 'complete', kind: 'pull' });
  return { tenant, mirror, pull, clock, delta: () => runPull(pull, { full: false }) };
}

/** Everything that windows show of a mirror. */
export async function shown(mirror: RebuildableMirror): Promise<unknown> {
  const views = await Promise.all(
    viewNames.map(async (view) => {
      const columns = viewColumns[view].map(({ id }) => id);
      const query = { view, search: '', filters: [], sort: [], from: 0, to: 500, columns, facets: true };
      const { revision: _, ...window } = await mirror.window(query);
      return [view, window] as const;
    }),
  );
  return Object.fromEntries(views);
}

/** What a mirror of its own shows after a sweep of this tenant. */
export async function swept(facts: SeededFacts, ends: (() => void | Promise<void>)[]): Promise<unknown> {
  const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
  ends.push(() => mirror.close());
  await runPull(aPull(new PagedTenant(facts), mirror));
  return await shown(mirror);
}
