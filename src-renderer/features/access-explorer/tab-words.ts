import type { AccessTab } from './access-search.ts';

/** The tabs, as questions. */
export const tabWords: Readonly<Record<AccessTab, string>> = {
  can: 'What can they do',
  who: 'Who can',
};

/** What a question needs to be told. */
export function asksFor(tab: AccessTab): {
  readonly subject: boolean;
  readonly need: boolean;
  readonly scope: boolean;
} {
  return { subject: tab === 'can', need: tab === 'who', scope: true };
}
