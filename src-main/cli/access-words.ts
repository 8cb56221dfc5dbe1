import { placeWords } from '../../src-shared/access/describe-path.ts';
import type { AccessState } from '../../src-shared/ipc/access-contract.ts';
import type { AccessShare } from '../../src-shared/ipc/access-why-contract.ts';

/** Letters of the grid: in force everywhere asked about, in part of it, dormant, not granted. */
const letters: Readonly<Record<AccessState, (letter: string) => string>> = {
  whole: (letter) => letter,
  part: (letter) => letter.toLowerCase(),
  dormant: () => '~',
  none: () => '·',
};

/** What the letters mean; never far from the grid. */
export const legend =
  'C R U D: create, read, update, delete. Capital: everywhere asked about; small: in part; ~ dormant; · not granted.';

/** The four cells of a row as fixed letters. */
export function gridLetters(states: readonly AccessState[]): string {
  return ['C', 'R', 'U', 'D'].map((letter, at) => letters[states[at] ?? 'none'](letter)).join(' ');
}

/** Shares as lines for people: the actions, what they are done to, and where. */
export function shareLines(mark: string, shares: readonly AccessShare[]): string[] {
  return shares.flatMap(({ place, except, rows }) => {
    const beside = except.length === 0 ? '' : ` but ${except.map(placeWords).join(', ')}`;
    return rows.map(
      ({ displayName, actions }) =>
        `${mark} ${actions.join(', ')} ${displayName} on ${placeWords(place)}${beside}`,
    );
  });
}
