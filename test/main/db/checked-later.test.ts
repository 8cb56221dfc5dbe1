import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RebuildableMirror } from '../../../src-main/db/create-mirror.ts';
import { aPull, movableClock, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { usersOracle } from '../../builders/oracle-rows.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';
import { spoilTable } from '../../builders/spoilt-file.ts';

const facts = seededFacts(60);
const [firstUser] = usersOracle(facts);

async function closedAtEnd(opening: Promise<RebuildableMirror>): Promise<RebuildableMirror> {
  const mirror = await opening;
  onTestFinished(() => mirror.close());
  return mirror;
}

/** A folder with a mirror of the facts, closed. */
async function filled(): Promise<string> {
  const folder = temporaryFolder(onTestFinished);
  const mirror = await closedAtEnd(openMirror(folder));
  await runPull(aPull(new PagedTenant(facts), mirror));
  await mirror.close();
  return folder;
}

const openLater = (folder: string): Promise<RebuildableMirror> =>
  closedAtEnd(openMirror(folder, movableClock(), 'later'));

const shownUsers = async (mirror: RebuildableMirror): Promise<number> => {
  const query = { view: 'users' as const, search: '', filters: [], sort: [], from: 0, to: 10 };
  return (await mirror.window({ ...query, columns: ['email'], facets: false })).total;
};

test('a damaged mirror that is checked later shows what it holds and answers nothing else', async () => {
  const folder = await filled();
  // What search looks in: no window without a search reads it.
  spoilTable(join(folder, 'mirror.db'), 'user_search_data');
  const mirror = await openLater(folder);
  expect(await shownUsers(mirror)).toBe(usersOracle(facts).length);
  expect((await mirror.info()).counts.users).toBe(usersOracle(facts).length);
  for (const more of [
    () => mirror.users([firstUser?.id ?? '']),
    () => mirror.beginDelta(),
    () => mirror.apply({ removedRuleIds: [1] }),
    () => mirror.rulesOfRole(1),
    () => mirror.check(),
    () => mirror.check(),
  ])
    await expect(more()).rejects.toMatchObject({ body: { kind: 'storage', reason: 'database-damaged' } });
  await mirror.close();
  const again = await closedAtEnd(openMirror(folder));
  expect((await again.info()).counts.users).toBe(0);
  expect(readdirSync(join(folder, 'damaged'))).toHaveLength(1);
});

test('a sound mirror that is checked later answers everything', async () => {
  const mirror = await openLater(await filled());
  expect(await shownUsers(mirror)).toBe(usersOracle(facts).length);
  expect(await mirror.users([firstUser?.id ?? ''])).toHaveLength(1);
  await expect(mirror.check()).resolves.toBeUndefined();
});
