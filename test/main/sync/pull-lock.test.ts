import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { lockPull } from '../../../src-main/sync/pull-lock.ts';
import { aPull, movableClock, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

const clock = movableClock();
const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const folder = (): string => temporaryFolder((work) => ends.push(work));
const elsewhere = expect.objectContaining({
  body: expect.objectContaining({
    kind: 'storage',
    reason: 'pull-elsewhere',
    retryable: true,
    message: 'Another Rolebook is syncing this tenant right now.',
  }),
});

/** Another process that lives until the test ends. */
async function anotherProcess(): Promise<{ pid: number; end(): Promise<void> }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  const gone = once(child, 'exit');
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  ends.push(end);
  return { pid: child.pid ?? 0, end };
}

describe('the lock of a pull', () => {
  test('is there while it is held, and names the process', () => {
    const path = join(folder(), 'mirror-pull.lock');
    const unlock = lockPull(path, clock);
    expect(Number.parseInt(readFileSync(path, 'utf8'), 10)).toBe(process.pid);
    expect(() => lockPull(path, clock)).toThrow(elsewhere);
    unlock();
    expect(existsSync(path)).toBe(false);
    lockPull(path, clock)();
  });

  test('of a process that lives is respected, of one that is gone taken over', async () => {
    const path = join(folder(), 'mirror-pull.lock');
    const other = await anotherProcess();
    writeFileSync(path, String(other.pid));
    expect(() => lockPull(path, clock)).toThrow(elsewhere);
    await other.end();
    lockPull(path, clock)();
    expect(readdirSync(join(path, '..'))).toEqual([]);
  });

  test.each([
    ['our own number, from an earlier life', () => `${process.pid} 1`, 0, false],
    ['our own number and this life', () => `${process.pid} ${performance.timeOrigin}`, 0, true],
    ['nothing yet', () => '', 0, true],
    ['nothing for a minute', () => '', 60_000, false],
  ])('with %s', (_, mark, age, held) => {
    const path = join(folder(), 'mirror-pull.lock');
    writeFileSync(path, mark());
    utimesSync(path, new Date(), new Date(Date.now() - age));
    if (held) expect(() => lockPull(path, clock)).toThrow(elsewhere);
    else lockPull(path, clock)();
  });

  test('from before the machine started means nothing, whoever has that number now', async () => {
    const path = join(folder(), 'mirror-pull.lock');
    writeFileSync(path, String((await anotherProcess()).pid));
    utimesSync(path, new Date(), new Date(0));
    lockPull(path, clock)();
  });

  test('lets no second process touch what the first works on', async () => {
    const place = folder();
    const mirror = await openMirror(place);
    ends.push(() => mirror.close());
    const tenant = new PagedTenant(seededFacts(50));
    const other = await anotherProcess();
    writeFileSync(join(place, 'mirror-pull.lock'), String(other.pid));
    writeFileSync(join(place, 'mirror-held.db'), 'of the other');
    const refused = await runPull(aPull(tenant, mirror));
    expect(refused).toMatchObject({ outcome: 'failed', error: { reason: 'pull-elsewhere' } });
    expect(tenant.requests).toEqual([]);
    expect(readFileSync(join(place, 'mirror-held.db'), 'utf8')).toBe('of the other');
    await other.end();
    expect(await runPull(aPull(tenant, mirror))).toMatchObject({ outcome: 'complete' });
    expect(existsSync(join(place, 'mirror-pull.lock'))).toBe(false);
  });
});
