import { isPlainLatin } from '../text/inspect-text.ts';
import type { CellFace, Tone } from './cell-face.ts';
import cellClasses from './cells.module.css';
import gridClasses from './data-grid.module.css';
import type { ListFit } from './list-fit.ts';
import { flatListPart, flatTiersPart, isFlatList, wholeListPart } from './list-part.ts';
import { element, plainTextPart, textPart } from './text-part.ts';
import type { Part } from './text-part.ts';

/** Paints faces into one cell of a recycled row. */
export interface CellPainter {
  /**
   * @param fit how a list is cut to the cell; null for other faces
   * @param inside nothing is drawn beyond the cell's edge
   */
  paint(face: CellFace, fit: ListFit | null, inside: boolean): void;
  /** Tells the hint of what is painted now, as the cell's title. */
  hint(): void;
}

type ListFace = Extract<CellFace, { readonly kind: 'list' }>;
type TextFace = Extract<CellFace, { readonly kind: 'text' }>;

const toneClass: Readonly<Record<Tone, string>> = {
  plain: '',
  nothing: cellClasses['nothing'] ?? '',
  never: cellClasses['never'] ?? '',
  ok: `${cellClasses['state']} ${cellClasses['ok']}`,
  pending: `${cellClasses['state']} ${cellClasses['pending']}`,
  warn: `${cellClasses['state']} ${cellClasses['warn']}`,
  none: `${cellClasses['state']} ${cellClasses['none']}`,
};

function tonedTextPart(): Part<TextFace> {
  const { root, nodes, write } = textPart();
  let tone: Tone = 'plain';
  return {
    nodes,
    write(face) {
      write(face.text);
      if (face.tone !== tone) root.className = toneClass[face.tone];
      tone = face.tone;
    },
  };
}

/** Makes the painter of an empty cell. What each kind of face is made of is kept, so painting makes nothing anew. */
export function createCellPainter(cell: HTMLElement): CellPainter {
  const skeleton = [element('span', gridClasses['skeleton'])];
  let plain: ReturnType<typeof plainTextPart> | null = null;
  let toned: ReturnType<typeof tonedTextPart> | null = null;
  let flat: ReturnType<typeof flatListPart> | null = null;
  let tiers: ReturnType<typeof flatTiersPart> | null = null;
  let whole: ReturnType<typeof wholeListPart> | null = null;
  let shown: readonly ChildNode[] | null = null;
  let clipped = false;
  const paintText = (face: TextFace): readonly ChildNode[] => {
    // A cell that once had a tone keeps its element: taking one out and in again costs more than a text.
    if (toned !== null || face.tone !== 'plain' || !isPlainLatin(face.text)) {
      toned ??= tonedTextPart();
      toned.write(face);
      return toned.nodes;
    }
    plain ??= plainTextPart();
    plain.write(face.text);
    return plain.nodes;
  };
  const paintList = (face: ListFace, fit: ListFit): readonly ChildNode[] => {
    let part: Part<ListFace, ListFit>;
    if (!isFlatList(face, fit)) part = whole ??= wholeListPart();
    else if (face.first.tier === undefined) part = flat ??= flatListPart();
    else part = tiers ??= flatTiersPart();
    part.write(face, fit);
    return part.nodes;
  };
  const contents = (face: CellFace, fit: ListFit | null): readonly ChildNode[] => {
    if (face.kind === 'text') return paintText(face);
    return face.kind === 'list' && fit !== null ? paintList(face, fit) : skeleton;
  };
  let hint: (() => string) | null = null;
  let told = false;
  return {
    hint: () => {
      if (hint === null) return;
      cell.title = hint();
      told = true;
    },
    paint(face, fit, inside) {
      // A title that was told is another face's now.
      if (told) cell.removeAttribute('title');
      told = false;
      hint = face.kind === 'waiting' ? null : face.hint;
      if (clipped === inside) cell.classList.toggle(gridClasses['clipped'] ?? '', !inside);
      clipped = !inside;
      const wanted = contents(face, fit);
      if (wanted !== shown) cell.replaceChildren(...wanted);
      shown = wanted;
    },
  };
}
