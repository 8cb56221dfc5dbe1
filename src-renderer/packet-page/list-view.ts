import type { ReviewDecision } from '../../src-shared/domain/review.ts';
import { decisionFaces } from '../../src-shared/words/decision-words.ts';
import { make, nameText } from './page-dom.ts';
import type { PageItem } from './page-part.ts';

/** Pixels of a line; packet-page.css says the same. */
const lineHeight = 44;

/** Lines that are drawn above and below what is seen. */
const spare = 8;

/** What the list shows. */
export interface ListState {
  readonly items: readonly PageItem[];
  readonly at: number;
  decisionOf(item: PageItem): ReviewDecision | null | 'mixed';
}

/** The list, of which only what is seen is in the document, so that ten thousand lines scroll like ten. */
export interface ListView {
  readonly element: HTMLElement;
  show(state: ListState): void;
  /** Lines that are seen at once. */
  pageSize(): number;
}

function lineOf(item: PageItem, decision: ReviewDecision | null | 'mixed'): readonly (Node | string)[] {
  const [row] = item.rows;
  if (row === undefined) return [];
  const many = item.rows.length > 1;
  const hints = new Set(item.rows.flatMap((one) => one.hints.map(({ code }) => code))).size;
  const sign = decision === null ? '' : decision === 'mixed' ? '≠' : decisionFaces[decision.kind].sign;
  const state =
    decision === null
      ? 'undecided'
      : decision === 'mixed'
        ? 'decided differently'
        : decisionFaces[decision.kind].done;
  return [
    make(
      'span',
      { class: 'sign', 'data-kind': decision === null || decision === 'mixed' ? null : decision.kind },
      make('span', { 'aria-hidden': 'true' }, sign),
      make('span', { class: 'hidden' }, `${state}: `),
    ),
    make(
      'span',
      { class: 'who' },
      many ? `${item.rows.length.toLocaleString('en')} alike` : nameText(row.subject.name),
    ),
    make('span', { class: 'what' }, nameText(row.role.name), ' on ', nameText(row.scope.name)),
    make(
      'span',
      { class: 'marks' },
      row.privileged ? make('span', { class: 'tag privileged' }, 'privileged') : '',
      hints > 0 ? make('span', { class: 'tag' }, hints === 1 ? '1 hint' : `${hints} hints`) : '',
    ),
  ];
}

/** See {@link ListView}. `choose` is told the number of the line that was pressed. */
export function createListView(choose: (at: number) => void): ListView {
  const inside = make('div', { role: 'presentation', class: 'lines' });
  const element = make(
    'div',
    { role: 'listbox', 'aria-label': 'Access to decide', tabindex: '0', class: 'list' },
    inside,
  );
  let state: ListState = { items: [], at: 0, decisionOf: () => null };
  let shownAt = -1;

  const draw = (): void => {
    const { items, at } = state;
    const first = Math.max(0, Math.floor(element.scrollTop / lineHeight) - spare);
    const last = Math.min(
      items.length,
      Math.ceil((element.scrollTop + element.clientHeight) / lineHeight) + spare,
    );
    inside.style.height = `${items.length * lineHeight}px`;
    const lines: HTMLElement[] = [];
    for (let number = first; number < last; number += 1) {
      const item = items[number];
      if (item === undefined) continue;
      const line = make(
        'div',
        {
          role: 'option',
          id: `line-${number}`,
          class: 'line',
          'aria-selected': String(number === at),
          'aria-setsize': String(items.length),
          'aria-posinset': String(number + 1),
        },
        ...lineOf(item, state.decisionOf(item)),
      );
      line.style.transform = `translateY(${number * lineHeight}px)`;
      line.addEventListener('click', () => choose(number));
      lines.push(line);
    }
    inside.replaceChildren(...lines);
    if (at >= first && at < last) element.setAttribute('aria-activedescendant', `line-${at}`);
    else element.removeAttribute('aria-activedescendant');
  };

  let asked = false;
  element.addEventListener(
    'scroll',
    () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        draw();
      });
    },
    { passive: true },
  );
  new ResizeObserver(() => draw()).observe(element);

  return {
    element,
    pageSize: () => Math.max(1, Math.floor(element.clientHeight / lineHeight) - 1),
    show(next) {
      state = next;
      inside.style.height = `${state.items.length * lineHeight}px`;
      const top = state.at * lineHeight;
      if (state.at !== shownAt) {
        if (top < element.scrollTop) element.scrollTop = top;
        else if (top + lineHeight > element.scrollTop + element.clientHeight)
          element.scrollTop = top + lineHeight - element.clientHeight;
      }
      shownAt = state.at;
      draw();
    },
  };
}
