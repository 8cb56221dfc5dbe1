import type { Regression } from './regression.ts';

/** Seeds of worlds as they have been drawn since edition 5. */
export const ofEdition5: readonly Regression[] = [
  {
    seed: 267,
    edition: 5,
    found:
      'I9: a rule was changed, and so one made and one deleted, while the pages of rules were read; the numbers agreed, and the rule that moved across the page’s border was lost',
  },
];
