import { randomInt, randomUUID } from 'node:crypto';
import type { Random } from '../../src-shared/ports/random.ts';

/** The operating system's randomness, fit for secrets. */
export function createSystemRandom(): Random {
  return { below: (bound) => randomInt(bound), uuid: () => randomUUID() };
}
