import type { AccessState } from '../../../src-shared/ipc/access-contract.ts';
import type { CellLook } from '../../ui/access/permission-cell.tsx';
import { stateWords } from './path-words.ts';

/** How each state of access looks in a grid. */
export const stateLooks: Readonly<Record<AccessState, CellLook>> = {
  whole: 'full',
  part: 'part',
  dormant: 'dormant',
  none: 'none',
};

/** The states for a legend, strongest first. */
export function stateCells(
  somewhere: boolean,
): readonly { readonly look: CellLook; readonly words: string }[] {
  return (['whole', 'part', 'dormant', 'none'] as const).map((state) => ({
    look: stateLooks[state],
    words: stateWords(state, somewhere),
  }));
}
