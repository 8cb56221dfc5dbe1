import type { WhatIf } from '../../../src-shared/ipc/access-why-contract.ts';
import { counted } from '../../../src-shared/words/count.ts';

/** What it comes to, in one line: "2 lose, 1 gains; 14 others are reached and keep what they have." */
export function whatIfSummary(answer: Pick<WhatIf, 'gaining' | 'losing' | 'unchanged'>): string {
  const { gaining, losing, unchanged } = answer;
  const untouched =
    unchanged === 0
      ? ''
      : ` ${counted(unchanged, 'other')} ${unchanged === 1 ? 'is' : 'are'} reached and ${unchanged === 1 ? 'keeps' : 'keep'} what ${unchanged === 1 ? 'it has' : 'they have'}.`;
  if (gaining === 0 && losing === 0) return `Nobody gains or loses anything.${untouched}`;
  const parts = [
    ...(losing > 0 ? [`${counted(losing, 'subject')} ${losing === 1 ? 'loses' : 'lose'} something`] : []),
    ...(gaining > 0 ? [`${counted(gaining, 'subject')} ${gaining === 1 ? 'gains' : 'gain'} something`] : []),
  ];
  return `${parts.join(', ')}.${untouched}`;
}
