import type { CredentialStanding } from '../../../src-shared/ipc/hand-overs-contract.ts';
import { type HandOverState, handOverStates } from '../../../src-shared/rules/hand-over-standing.ts';

/** How each state of a credential is called. */
export const standingWords: Readonly<Record<HandOverState, string>> = {
  issued: 'Not handed over',
  'handed-over': 'Handed over',
  'signed-in': 'Sign-in seen',
  expired: 'Expired',
  revoked: 'Revoked',
};

/** What a state is called where nothing more will ever be told. */
export const notToldWords = 'sign-in not told by this version';

/** The states among several credentials, in their order of time, with how many are there. */
export function standingTally(
  standings: readonly Pick<CredentialStanding, 'state' | 'told'>[],
): readonly { readonly state: HandOverState; readonly count: number; readonly told: boolean }[] {
  return handOverStates.flatMap((state) => {
    const there = standings.filter((one) => one.state === state);
    return there.length === 0 ? [] : [{ state, count: there.length, told: there.some(({ told }) => told) }];
  });
}
