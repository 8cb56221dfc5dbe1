import { tierLabel } from '../access/tier.ts';
import type { Tier } from '../../../src-shared/access/role-tier.ts';
import tierClasses from '../access/tier.module.css';
import { isPlainLatin } from '../text/inspect-text.ts';
import type { CellFace, NameFace } from './cell-face.ts';
import cellClasses from './cells.module.css';
import { moreText, nameGap } from './list-fit.ts';
import type { ListFit } from './list-fit.ts';
import { element, plainTextPart, textPart } from './text-part.ts';
import type { Part } from './text-part.ts';

type ListFace = Extract<CellFace, { readonly kind: 'list' }>;

/** No name: its elements take no place. */
const nobody: NameFace = { text: '' };

/** The mark of a name's tier, where names have tiers. */
function markPart(): Part<Tier | null | undefined> & { readonly root: HTMLElement } {
  const root = element('span', cellClasses['unmarked']);
  root.setAttribute('role', 'img');
  root.setAttribute('aria-hidden', 'true');
  let shown: Tier | null | undefined;
  return {
    root,
    nodes: [root],
    write(tier) {
      if (tier === shown) return;
      shown = tier;
      const label = tierLabel(tier);
      if (tier === undefined) root.className = cellClasses['unmarked'] ?? '';
      else root.className = `${tierClasses['mark']} ${tier === null ? '' : tierClasses[tier]}`;
      if (label === '') root.setAttribute('aria-hidden', 'true');
      else {
        root.setAttribute('aria-label', label);
        root.removeAttribute('aria-hidden');
      }
    },
  };
}

/** Whether a list needs no element for each name: nothing in it is marked as deceiving, isolated or cut. */
export function isFlatList({ first, second }: ListFace, { both, cut }: ListFit): boolean {
  return !cut && isPlainLatin(first.text) && (!both || second === null || isPlainLatin(second.text));
}

/** A list without tiers, in one text: each text of its own is laid out by itself. */
export function flatListPart(): Part<ListFace, ListFit> {
  const { nodes, write } = plainTextPart();
  return {
    nodes,
    write({ first, second }, { both, more }) {
      const names = both && second !== null ? `${first.text}${nameGap}${second.text}` : first.text;
      write(names + moreText(more));
    },
  };
}

/** A list with tiers, in one text behind each mark. */
export function flatTiersPart(): Part<ListFace, ListFit> {
  const marks = [markPart(), markPart()] as const;
  const texts = [plainTextPart(), plainTextPart()] as const;
  return {
    nodes: [...marks[0].nodes, ...texts[0].nodes, ...marks[1].nodes, ...texts[1].nodes],
    write({ first, second }, { both, more }) {
      const other = both ? second : null;
      marks[0].write(first.tier);
      texts[0].write(other === null ? first.text + moreText(more) : first.text + nameGap);
      marks[1].write(other?.tier);
      texts[1].write(other === null ? '' : other.text + moreText(more));
    },
  };
}

/** A name in an element of its own, and before it the mark of its tier where names have tiers. */
function namePart(): { readonly mark: HTMLElement; readonly text: HTMLElement; write(face: NameFace): void } {
  const text = textPart(cellClasses['item']);
  const mark = markPart();
  return {
    mark: mark.root,
    text: text.root,
    write(face) {
      text.write(face.text);
      mark.write(face.tier);
    },
  };
}

/** Any list, each name in an element of its own. */
export function wholeListPart(): Part<ListFace, ListFit> {
  const root = element('span');
  const gap = document.createTextNode('');
  const more = document.createTextNode('');
  const first = namePart();
  const second = namePart();
  root.append(first.mark, first.text, gap, second.mark, second.text, more);
  let cut = false;
  return {
    nodes: [root],
    write(face, fit) {
      first.write(face.first);
      second.write(fit.both && face.second !== null ? face.second : nobody);
      gap.data = fit.both ? nameGap : '';
      more.data = moreText(fit.more);
      if (fit.cut !== cut) root.classList.toggle(cellClasses['cut'] ?? '', fit.cut);
      cut = fit.cut;
    },
  };
}
