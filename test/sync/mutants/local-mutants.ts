import { troubleKey } from '../world/counters.ts';
import type { Mutant } from './mutant.ts';

/** Bugs in how the app stands on its computer. */
export const localMutants: readonly Mutant[] = [
  {
    name: 'two-owners',
    does: 'starts a second time on the folder of a program that runs',
    aim: troubleKey('second start'),
    swaps: { own: () => () => {} },
  },
];
