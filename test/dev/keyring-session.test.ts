import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { canMakeKeyringSession, hasSessionBus, runInKeyringSession } from '../../dev/keyring-session.ts';

const script = fileURLToPath(new URL('../../dev/keyring-session.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'rolebook-keyring-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...command: string[]): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, TMPDIR: folder };
    const child = execFile(process.execPath, [script, ...command], { env }, (_error, output, errors) =>
      resolve({ code: child.exitCode ?? -1, output, errors }),
    );
  });
}

/** Whether a process is there and not merely waiting to be forgotten by its parent. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a keyring session', () => {
  it('needs a bus and a keyring, which the set-up has installed', () =>
    expect(canMakeKeyringSession()).toBe(true));

  it('stores and gives back a secret in the real keychain, forgets it, and leaves nothing behind', async () => {
    const store = `const k = require('keytar');
      k.setPassword('rolebook-test', 'a', 'w').then(() => k.getPassword('rolebook-test', 'a')).then(console.log)`;
    expect(await run(process.execPath, '-e', store)).toMatchObject({ code: 0, output: 'w\n' });
    const look = "require('keytar').getPassword('rolebook-test', 'a').then(console.log)";
    expect(await run(process.execPath, '-e', look)).toMatchObject({ code: 0, output: 'null\n' });
    expect(readdirSync(folder).filter((name) => name.startsWith('rolebook-keyring'))).toEqual([]);
  });

  it('hands the exit code on and keeps its own word from the command', async () => {
    const { code, output, errors } = await run('sh', '-c', 'env; echo said >&2; exit 7');
    expect(code).toBe(7);
    expect(output).toContain('DBUS_SESSION_BUS_ADDRESS=');
    expect(output).not.toContain('ROLEBOOK_KEYRING');
    expect(errors).toBe('said\n');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'passes %s to the command and waits for its end',
    async (signal) => {
      const child = spawn(process.execPath, [
        script,
        'sh',
        '-c',
        `trap 'echo bye; exit 9' TERM INT; echo ready; while :; do sleep 0.05; done`,
      ]);
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output === 'ready\n') child.kill(signal);
      });
      const code = await new Promise((resolve) => child.once('close', resolve));
      expect([code, output]).toEqual([9, 'ready\nbye\n']);
    },
  );

  it('ends a command that does not end, with all that it started', async () => {
    const pids = join(folder, 'pids');
    const hanging = `sh -c 'echo $$ >> ${pids}; exec sleep 1000' & echo $$ >> ${pids}; trap "" TERM; wait`;
    const code = await runInKeyringSession(['sh', '-c', hanging], {
      env: { ...process.env, TMPDIR: folder },
      mostMs: 2000,
    });
    expect(code).toBe(128 + constants.signals.SIGKILL);
    const started = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
    expect(started).toHaveLength(2);
    await expect.poll(() => started.filter(isRunning)).toEqual([]);
  });

  it('says how it is used', async () => expect((await run()).code).toBe(2));

  it('is not needed where a bus is there', () => {
    expect(hasSessionBus({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' })).toBe(true);
    expect(hasSessionBus({})).toBe(false);
  });
});
