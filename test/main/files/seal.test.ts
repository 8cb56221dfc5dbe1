import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../../src-main/files/seal.ts';

const workerUrl = new URL('../../../src-main/files/seal-worker.ts', import.meta.url);
const content = new TextEncoder().encode('name,password\nAda,"=pässword"\n');
const passphrase = 'correct horse battery staple';

async function opened(sealed: Uint8Array, phrase: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(phrase);
  return await decrypter.decrypt(sealed);
}

const hasAge = ['age', 'script'].every((tool) => spawnSync(tool, ['--version']).status === 0);

describe('createSealer', () => {
  it('seals what age opens again, with the full work factor by default', async () => {
    const before = Uint8Array.from(content);
    const sealed = await createSealer({ workerUrl })(content, passphrase);
    expect(content).toEqual(before);
    const head = new TextDecoder('latin1').decode(sealed.subarray(0, 120));
    expect(head).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/);
    expect(new TextDecoder('latin1').decode(sealed)).not.toContain('Ada');
    expect(await opened(sealed, passphrase)).toEqual(content);
  }, 20_000);

  it('opens neither with another passphrase nor after a flipped bit', async () => {
    const sealed = await createSealer({ workerUrl, workFactor: 10 })(content, passphrase);
    await expect(opened(sealed, `${passphrase}.`)).rejects.toThrow();
    for (let position = 0; position < sealed.length; position += 7) {
      const broken = Uint8Array.from(sealed);
      broken[position] = (broken[position] ?? 0) ^ 1;
      await expect(opened(broken, passphrase)).rejects.toThrow();
    }
  });

  it('leaves the main thread free meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await createSealer({ workerUrl, workFactor: 16 })(content, passphrase);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });

  it('rejects in words when the worker cannot run', async () => {
    const missing = new URL('file:///nowhere/seal-worker.js');
    await expect(createSealer({ workerUrl: missing })(content, passphrase)).rejects.toMatchObject({
      body: { reason: 'sealing-failed' },
    });
  });

  it.skipIf(!hasAge)('is opened by the system’s age', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rolebook-seal-'));
    try {
      const sealed = join(folder, 'sealed.age');
      const plain = join(folder, 'plain');
      await writeFile(sealed, await createSealer({ workerUrl, workFactor: 12 })(content, passphrase));
      // age asks for a passphrase on a terminal only; script(1) gives it one.
      const asked = spawnSync('script', ['-qec', `age --decrypt --output ${plain} ${sealed}`, '/dev/null'], {
        input: `${passphrase}\n`,
        encoding: 'utf8',
      });
      expect(asked.status, asked.stdout).toBe(0);
      expect(new Uint8Array(await readFile(plain))).toEqual(content);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
