import { expect, test } from 'vitest';
import { refreshRounds } from '../../builders/refresh-rounds.ts';

test('a hundred calls that meet a spent token make one refresh, and nobody is signed out (I11)', async () => {
  expect(await refreshRounds(4)).toEqual({
    rounds: 4,
    calls: 400,
    answered: 400,
    refusals: 400,
    refreshes: 4,
    wrongRounds: 0,
    signedOut: 0,
  });
});
