import { placeWords } from '../../src-shared/access/describe-path.ts';
import type { AccessPath, AccessState } from '../../src-shared/ipc/access-contract.ts';
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

/** A path in one line: role ← way ← scope. */
export function pathWords(path: AccessPath): string {
  const through = path.via === 'group' ? `group ${path.group ?? ''}` : path.via;
  return `${path.roleName} ← ${through} ← ${placeWords(path.place)}`;
}

/** Why a path is dormant; empty for one in force. */
export function gateWords({ gates }: AccessPath): string {
  return gates.map(({ message }) => message).join(' ');
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
