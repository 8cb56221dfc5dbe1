import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const keepAlive = new URL('../../../src-main/cli/keep-alive.ts', import.meta.url).href;
const clock = new URL('../../../src-main/system/system-clock.ts', import.meta.url).href;

/** A process that has nothing but a timer of the clock to wait for. */
function waiting(kept: boolean): string {
  const script = `
    import { keepAlive } from ${JSON.stringify(keepAlive)};
    import { createSystemClock } from ${JSON.stringify(clock)};
    const release = ${kept ? 'keepAlive()' : '() => {}'};
    createSystemClock().after(50, () => { process.stdout.write('waited'); release(); });
  `;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout;
}

it('lets a command wait for a timer, and lets it end afterwards', () => {
  expect(waiting(true)).toBe('waited');
  expect(waiting(false)).toBe('');
});
