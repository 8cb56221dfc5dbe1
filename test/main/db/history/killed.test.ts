import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { HistoryStore } from '../../../../src-main/db/history/history-store.ts';
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

const sorted = (facts: readonly unknown[]): string[] => facts.map((fact) => JSON.stringify(fact)).toSorted();

test('a look that is killed is there whole or not at all, and the next one completes it', async () => {
  const folder = temporaryFolder((work) => ends.push(work));
  const tenant = new LivingTenant(seededFacts(120, 5));
  const clock = movableClock();
  const mirror = await openMirror(folder, clock);
  ends.push(() => mirror.close());
  const open = (): HistoryStore =>
    new HistoryStore(join(folder, 'history.db'), join(folder, 'mirror.db'), {
      now: '2031-01-01T00:00:00Z',
    });
  const sync = (full: boolean) => runPull(aPull(tenant, mirror, clock), { full, acceptRemovals: true });
  await sync(true);
  let history = open();
  history.record({ source: 'pull', at: 1, complete: true });
  history.close();
  const copies = [sorted(tenant.facts.users)];
  for (let round = 0; round < 6; round += 1) {
    tenant.pass(700_000);
    for (let of = 0; of < 40; of += 1) tenant.addUser();
    await sync(false);
    copies.push(sorted(tenant.facts.users));
    const program = join(import.meta.dirname, '../../../crash/history-process.ts');
    const child: ChildProcess = spawn(process.execPath, [program, folder, String(10 * (round + 1))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = once(child, 'exit');
    if (child.stdout !== null) await once(child.stdout, 'data');
    // Some rounds at once, some a little into the look.
    for (let turns = round * 40; turns > 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await gone;
    history = open();
    const seen = history.moments().length;
    expect([round + 1, round + 2]).toContain(seen);
    history.record({ source: 'catch-up', at: 10 * (round + 1) + 5, complete: true });
    expect(history.moments()).toHaveLength(round + 2);
    expect(history.moments().at(-1)).toMatchObject({ added: 40, changed: 0, removed: 0 });
    for (const [at, copy] of copies.entries()) expect(sorted(history.facts('users', at + 1))).toEqual(copy);
    history.close();
  }
});
