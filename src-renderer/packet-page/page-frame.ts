import type { ReviewPacket } from '../../src-shared/domain/review-file.ts';
import { make, nameText } from './page-dom.ts';

/** The parts of the deciding page, from top to bottom. */
export interface FrameParts {
  readonly top: readonly Node[];
  readonly bar: readonly Node[];
  readonly split: readonly Node[];
  readonly foot: readonly Node[];
}

/** Puts the deciding page together, in place of whatever was there. */
export function showFrame(
  page: HTMLElement,
  { campaign, reviewer }: ReviewPacket,
  { top, bar, split, foot }: FrameParts,
): void {
  page.className = 'deciding';
  page.replaceChildren(
    make(
      'header',
      {},
      make(
        'div',
        { class: 'title' },
        make('h1', {}, nameText(campaign.name)),
        make(
          'p',
          {},
          nameText(campaign.tenant),
          `, as of ${campaign.asOf.slice(0, 10)}. Due ${campaign.due}. Reviewer: `,
          nameText(reviewer.name),
        ),
      ),
      make('div', { class: 'row' }, ...top),
    ),
    make('div', { class: 'row bar', role: 'group', 'aria-label': 'Show' }, ...bar),
    make('div', { class: 'split' }, ...split),
    make('footer', {}, ...foot),
  );
  document.title = `${campaign.name} · Access review`;
}
