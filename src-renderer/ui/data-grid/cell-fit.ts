import type { CellFace, Tone } from './cell-face.ts';
import { markWidth } from './list-fit.ts';
import type { ListFit } from './list-fit.ts';

/** Width of a state's mark with the space after it in pixels; cells.module.css has the same. */
const stateWidth = 13;
const unmarked: ReadonlySet<Tone> = new Set(['plain', 'nothing', 'never']);

/**
 * Whether a cell surely draws nothing beyond its edge. Such a cell is not clipped: a clip of its own costs a flung list
 * more than the text in it.
 *
 * @param fit how a list is cut; null for other faces
 * @param atMost width in pixels that a text is not drawn wider than
 */
export function staysInside(
  face: CellFace,
  fit: ListFit | null,
  width: number,
  atMost: (text: string) => number,
): boolean {
  if (face.kind === 'waiting') return true;
  if (face.kind === 'text') return (unmarked.has(face.tone) ? 0 : stateWidth) + atMost(face.text) <= width;
  if (fit === null || fit.cut) return false;
  return fit.both || fit.more > 0 || markWidth + atMost(face.first.text) <= width;
}
