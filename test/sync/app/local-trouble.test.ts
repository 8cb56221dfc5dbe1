import { expect, test } from 'vitest';
import { createRecordingLog } from '../../builders/recording-log.ts';
import { createSeeded } from '../world/seeded.ts';
import { VirtualTime } from '../world/virtual-time.ts';
import {
  keychainTroubles,
  type KeychainTrouble,
  meansInTrouble,
  metTroubles,
  storeFailure,
} from './local-trouble.ts';

const reasons: Readonly<Record<KeychainTrouble, string>> = {
  locked: 'keychain-silent',
  refusing: 'keychain-failed',
  absent: 'kept-secret-out-of-reach',
  gone: 'kept-secret-gone',
};

test.each(keychainTroubles)(
  'the app is told of a keychain that is %s in the words of the product',
  async (trouble) => {
    const time = new VirtualTime(createSeeded(1));
    const asked = meansInTrouble(trouble, {
      clock: time,
      log: createRecordingLog(),
      key: 'k',
      hasSecret: true,
    }).catch((error: unknown) => error);
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    time.step(60_000);
    expect(await asked).toMatchObject({ body: { reason: reasons[trouble] } });
  },
);

test('a file that is locked may be written a moment later, one in a closed folder not', () => {
  expect(storeFailure('locked').body).toMatchObject({ reason: 'database-failed', retryable: true });
  expect(storeFailure('read-only').body).toMatchObject({ reason: 'folder-read-only', retryable: false });
});

test('whatever can be met has a name of its own', () => {
  expect(new Set(metTroubles).size).toBe(metTroubles.length);
});
