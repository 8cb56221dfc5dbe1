import type { Regression } from './regression.ts';

/** Seeds of the worlds as they are drawn now. */
export const ofEdition5: readonly Regression[] = [
  {
    seed: 300784,
    edition: 5,
    found:
      'I13 (the oracle’s own): after a lost reply it is not the last word that a name is taken, when nobody is shown who has it',
  },
];
