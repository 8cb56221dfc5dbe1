import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isPassphrase,
  lockCost,
  makeVerifier,
  verifierSchema,
} from '../../../src-main/secrets/passphrase-verifier.ts';
import { createSystemRandom } from '../../../src-main/system/system-random.ts';

const random = createSystemRandom();

describe('the verifier of a passphrase', () => {
  it('knows its passphrase and no other, and holds neither it nor a part of it', async () => {
    const verifier = await makeVerifier('four calm river stones', random, 1024);
    expect(verifierSchema.parse(JSON.parse(JSON.stringify(verifier)))).toEqual(verifier);
    expect(JSON.stringify(verifier)).not.toMatch(/calm|river/);
    expect(await isPassphrase('four calm river stones', verifier)).toBe(true);
    expect((await makeVerifier('x', random)).cost).toBe(lockCost);
    for (const other of ['', 'four calm river stone', 'four calm river stones ', 'FOUR CALM RIVER STONES']) {
      expect(await isPassphrase(other, verifier)).toBe(false);
    }
  });
  it('takes the same letters in another composition for the same', async () => {
    const verifier = await makeVerifier('caf\u00e9 am see', random, 1024);
    expect(await isPassphrase('cafe\u0301 am see', verifier)).toBe(true);
  });
  it('is another one each time, so that the same passphrase in two places does not show', async () => {
    const [one, two] = [
      await makeVerifier('the same', random, 1024),
      await makeVerifier('the same', random, 1024),
    ];
    expect(one.salt).not.toBe(two.salt);
    expect(one.key).not.toBe(two.key);
  });
  it('is spoiled by any changed byte of its key', async () => {
    const verifier = await makeVerifier('four calm river stones', random, 1024);
    const key = Buffer.from(verifier.key, 'base64');
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: key.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const spoiled = Buffer.from(key);
          spoiled[at] = (spoiled[at] ?? 0) ^ flip;
          const other = { ...verifier, key: spoiled.toString('base64') };
          expect(await isPassphrase('four calm river stones', other)).toBe(false);
        },
      ),
      { numRuns: 6 },
    );
  });
});
