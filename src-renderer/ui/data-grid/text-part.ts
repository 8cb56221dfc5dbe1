import { inspectText, isPlainLatin } from '../text/inspect-text.ts';
import type { TextPart } from '../text/inspect-text.ts';
import suspiciousClasses from '../text/suspicious-text.module.css';

/** What one kind of face is made of, made once for a cell and written to again and again. */
export interface Part<F, W = void> {
  readonly nodes: readonly ChildNode[];
  write(face: F, width: W): void;
}

/** Makes an element with a class. */
export function element(tag: string, className = ''): HTMLElement {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  return made;
}

function partNode(part: TextPart): Node | string {
  if (part.kind === 'plain') return part.text;
  const mark = element('span', suspiciousClasses['mark']);
  mark.title = `Suspicious: ${part.reason}`;
  mark.textContent = part.shown;
  return mark;
}

/** A text of Latin letters, without an element: each one more is laid out and painted too. */
export function plainTextPart(): Part<string> {
  const node = document.createTextNode('');
  let shown = '';
  return {
    nodes: [node],
    write(text) {
      if (text !== shown) node.data = text;
      shown = text;
    },
  };
}

/** A text from the tenant, isolated from the writing direction around it, with deceiving characters marked. */
export function textPart(className = ''): Part<string> & { readonly root: HTMLElement } {
  const root = element('span', className);
  const node = document.createTextNode('');
  root.append(node);
  let shown = '';
  let isolated = false;
  let marked = false;
  return {
    root,
    nodes: [root],
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
