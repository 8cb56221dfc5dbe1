import { type HandOverState, handOverStates } from '../../../src-shared/rules/hand-over-standing.ts';

/** The state of hand-overs that an address asks for; null where it asks for none, or for one that there is not. */
export function stateIn(part: string | undefined): HandOverState | null {
  return handOverStates.find((one) => one === part) ?? null;
}
