import { fork } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { aPull, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { usersOracle } from '../../builders/oracle-rows.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0).toReversed()) end();
});

const logSize = (folder: string): number =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.pages'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** Runs a pull in another process until it has asked for so many pages, then kills it without warning. */
async function killedPull(folder: string, users: number, pages: number): Promise<void> {
  const child = fork(
    fileURLToPath(new URL('../../builders/pull-process.ts', import.meta.url)),
    [folder, String(users), String(pages)],
    // Never the test run's own outputs: it ends when they close, and would wait for a process that does not.
    { stdio: 'ignore' },
  );
  ends.push(() => child.kill('SIGKILL'));
  const dead = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.once('message', () => child.kill('SIGKILL'));
  await dead;
  expect(child.signalCode).toBe('SIGKILL');
}

test.each([
  [12, 3400],
  [30, 3400],
])('a pull killed at page %i is gone on with, and ends equal to the tenant', async (pages, users) => {
  const folder = temporaryFolder((work) => ends.push(work));
  await killedPull(folder, users, pages);
  expect(logSize(folder)).toBeGreaterThan(0);

  const facts = seededFacts(users);
  const tenant = new PagedTenant(facts);
  const mirror = await openMirror(folder);
  try {
    expect((await mirror.info()).asOf).toBeNull();
    const run = await runPull(aPull(tenant, mirror));
    expect(run.outcome).toBe('complete');
    const read = tenant.requests.filter((request) => /^page (users|access-rules)/.test(request));
    // 7 pages of users and 21 of rules, and the last page known of each kind is read again as a proof. How many were
    // stored when the process died depends on how busy the machine was; after 30 requests it is never none.
    expect(read.length).toBeLessThan(pages >= 30 ? 28 : 31);
    const { counts } = await mirror.info();
    expect(counts.users).toBe(usersOracle(facts).length);
    expect(counts['access-rules']).toBe(users * 3);
    // Nothing of the unfinished pull is left.
    expect(readdirSync(folder).filter((name) => /build|pages/.test(name))).toEqual([]);
  } finally {
    await mirror.close();
  }
});
