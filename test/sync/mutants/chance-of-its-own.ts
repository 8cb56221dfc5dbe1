import { randomInt, randomUUID } from 'node:crypto';
import type { Mutant } from './mutant.ts';

/** No world looks wrong with it: only a second life of the same world tells (I16). */
export const chanceOfItsOwn: Mutant = {
  name: 'chance-of-its-own',
  does: 'draws how long it waits from a source that the seed does not rule',
  swaps: { push: () => ({ random: { uuid: () => randomUUID(), below: (bound) => randomInt(bound) } }) },
};
