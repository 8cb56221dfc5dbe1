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
  {
    seed: 186058,
    edition: 5,
    found:
      'I13: where nobody answered, each try to connect asked three things at once, 91 within a minute of an impatient user',
  },
  {
    seed: 195120,
    edition: 5,
    found:
      'I13: a first contact over a bad line began anew each time with all that tells the version, 3.2 times of what was needed',
  },
  {
    seed: 196091,
    edition: 5,
    found:
      'I2 (the oracle’s own): a password that was issued anew twice, as two replies in a row were lost, was taken for one that came back',
  },
];
