import { type HintCode, hintCodes } from '../../../src-shared/domain/review.ts';

const words: Readonly<Record<HintCode, string>> = {
  'never-signed-in': 'Has never signed in.',
  dormant: 'Has not signed in for long.',
  redundant: 'Other access rules give the same.',
  'wide-scope': 'Reaches far.',
  outlier: 'Few others there hold this role.',
  'granted-by-self': 'Granted to themselves.',
  'never-reviewed': 'In no review before.',
  orphaned: 'Something of it is not there any more.',
  'dormant-role': 'Not in force now.',
};

/** Hints of a row in short, each once, while their own words are not there: those of a group, or on their way. */
export function hintWords(codes: readonly string[]): readonly string[] {
  return [...new Set(codes)].map((code) => {
    const known = hintCodes.find((one) => one === code);
    return known === undefined ? code : words[known];
  });
}
