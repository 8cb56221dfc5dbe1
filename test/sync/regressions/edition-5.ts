import type { Regression } from './regression.ts';

/** Seeds of worlds as they have been drawn since edition 5. */
export const ofEdition5: readonly Regression[] = [
  {
    seed: 267,
    edition: 5,
    found:
      'I9: a rule was changed, and so one made and one deleted, while the pages of rules were read; the numbers agreed, and the rule that moved across the page’s border was lost',
  },
  {
    seed: 170681,
    edition: 5,
    found:
      'I4 (the oracle’s own, and five minutes where half a minute does): what a locked mirror could not take was brought to it again too late',
  },
];
