import type { AccessTab } from './access-search.ts';

/** The tabs, as questions. */
export const tabWords: Readonly<Record<AccessTab, string>> = {
  can: 'What can they do',
  who: 'Who can',
  why: 'Why not',
  'what-if': 'What if',
  compare: 'Compare',
  'to-do': 'To do',
};

/** What a question needs to be told. */
export function asksFor(tab: AccessTab): {
  readonly subject: boolean;
  readonly other: boolean;
  readonly need: boolean;
  readonly scope: boolean;
} {
  return {
    subject: tab === 'can' || tab === 'why' || tab === 'compare',
    other: tab === 'compare',
    need: tab === 'who' || tab === 'why',
    scope: tab !== 'what-if' && tab !== 'to-do',
  };
}
