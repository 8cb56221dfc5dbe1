import { tierLabel } from '../access/tier.ts';
import type { Tier } from '../../../src-shared/access/role-tier.ts';
import tierClasses from '../access/tier.module.css';
import { inspectText, isPlainLatin } from '../text/inspect-text.ts';
import type { TextPart } from '../text/inspect-text.ts';
import suspiciousClasses from '../text/suspicious-text.module.css';
import type { CellFace, NameFace, Tone } from './cell-face.ts';
import cellClasses from './cells.module.css';
import gridClasses from './data-grid.module.css';
import { fitList, moreText, nameGap } from './list-fit.ts';
import type { TextMeasure } from './text-measure.ts';

/** Paints faces into one cell of a recycled row. */
export interface CellPainter {
  /** @param width pixels that the cell has for it */
  paint(face: CellFace, width: number): void;
  /** Tells the hint of what is painted now, as the cell's title. */
  hint(): void;
}

type Face<K extends CellFace['kind']> = Extract<CellFace, { readonly kind: K }>;

/** Elements of one kind of face, made once for a cell and written to again and again. */
interface Part<F, W = void> {
  readonly root: HTMLElement;
  write(face: F, width: W): void;
}

function element(tag: string, className = ''): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  return made;
}

/** A text from the tenant, isolated from the writing direction around it, with deceiving characters marked. */
function textPart(className = ''): Part<string> {
  const root = element('span', className);
  const node = document.createTextNode('');
  root.append(node);
  let shown = '';
  let isolated = false;
  let marked = false;
  return {
    root,
    write(text) {
      if (text === shown) return;
      shown = text;
      const latin = isPlainLatin(text);
      // Latin letters have one direction; looking for others makes the layout of every row slower.
      if (latin === isolated) {
        isolated = !latin;
        if (isolated) root.dir = 'auto';
        else root.removeAttribute('dir');
      }
      const parts = latin ? null : inspectText(text);
      if (parts !== null) {
        marked = true;
        root.replaceChildren(...parts.map(partNode));
        return;
      }
      if (marked) root.replaceChildren(node);
      marked = false;
      node.data = text;
    },
  };
}

function partNode(part: TextPart): Node | string {
  if (part.kind === 'plain') return part.text;
  const mark = element('span', suspiciousClasses['mark']);
  mark.title = `Suspicious: ${part.reason}`;
  mark.textContent = part.shown;
  return mark;
}

const toneClass: Readonly<Record<Tone, string>> = {
  plain: '',
  nothing: cellClasses['nothing'] ?? '',
  never: cellClasses['never'] ?? '',
  ok: `${cellClasses['state']} ${cellClasses['ok']}`,
  pending: `${cellClasses['state']} ${cellClasses['pending']}`,
  warn: `${cellClasses['state']} ${cellClasses['warn']}`,
  none: `${cellClasses['state']} ${cellClasses['none']}`,
};

function textFacePart(): Part<Face<'text'>> {
  const { root, write } = textPart();
  let tone: Tone = 'plain';
  return {
    root,
    write(face) {
      write(face.text);
      if (face.tone !== tone) root.className = toneClass[face.tone];
      tone = face.tone;
    },
  };
}

/** No name: its elements take no place. */
const nobody: NameFace = { text: '' };

/** A name, and before it the mark of its tier where names have tiers. */
function namePart(): { readonly mark: HTMLElement; readonly text: HTMLElement; write(face: NameFace): void } {
  const { root: text, write } = textPart(cellClasses['item']);
  const mark = element('span', cellClasses['unmarked']);
  mark.setAttribute('role', 'img');
  mark.setAttribute('aria-hidden', 'true');
  let tier: Tier | null | undefined;
  return {
    mark,
    text,
    write(face) {
      write(face.text);
      if (face.tier === tier) return;
      tier = face.tier;
      const label = tierLabel(tier);
      if (tier === undefined) mark.className = cellClasses['unmarked'] ?? '';
      else mark.className = `${tierClasses['mark']} ${tier === null ? '' : tierClasses[tier]}`;
      if (label === '') mark.setAttribute('aria-hidden', 'true');
      else {
        mark.setAttribute('aria-label', label);
        mark.removeAttribute('aria-hidden');
      }
    },
  };
}

/** All its elements stay in their places: taking one out and in again costs more than a text. */
function listPart(measure: TextMeasure): Part<Face<'list'>, number> {
  const root = element('span');
  const gap = document.createTextNode('');
  const more = document.createTextNode('');
  const first = namePart();
  const second = namePart();
  root.append(first.mark, first.text, gap, second.mark, second.text, more);
  let cut = false;
  return {
    root,
    write(face, width) {
      const fit = fitList(face, width, measure.width);
      first.write(face.first);
      second.write(fit.both && face.second !== null ? face.second : nobody);
      gap.data = fit.both ? nameGap : '';
      more.data = moreText(fit.more);
      if (fit.cut !== cut) root.classList.toggle(cellClasses['cut'] ?? '', fit.cut);
      cut = fit.cut;
    },
  };
}

/** Makes the painter of an empty cell. The elements of each kind of face are kept, so painting makes none anew. */
export function createCellPainter(cell: HTMLElement, measure: TextMeasure): CellPainter {
  const waiting = element('span', gridClasses['skeleton']);
  let text: Part<Face<'text'>> | null = null;
  let list: Part<Face<'list'>, number> | null = null;
  let shown: HTMLElement | null = null;
  const show = (root: HTMLElement): void => {
    if (root === shown) return;
    if (shown === null) cell.append(root);
    else shown.replaceWith(root);
    shown = root;
  };
  let hint: (() => string) | null = null;
  let told = false;
  return {
    hint: () => {
      if (hint === null) return;
      cell.title = hint();
      told = true;
    },
    paint(face, width) {
      // A title that was told is another face's now.
      if (told) cell.removeAttribute('title');
      told = false;
      hint = face.kind === 'waiting' ? null : face.hint;
      if (face.kind === 'waiting') {
        show(waiting);
      } else if (face.kind === 'text') {
        text ??= textFacePart();
        text.write(face);
        show(text.root);
      } else {
        list ??= listPart(measure);
        list.write(face, width);
        show(list.root);
      }
    },
  };
}
