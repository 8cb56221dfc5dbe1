import { expect, test } from 'vitest';
import { signedWords } from '../../../src-shared/reviews/signing.ts';

test.each([
  [false, /^Signed off by root@example\.com on \d+ Mar 2026, \d\d:\d\d\. These decisions stand\.$/],
  [
    true,
    /^Signed off by rita@example\.com, whose answer root@example\.com took on \d+ Mar 2026, \d\d:\d\d\. These decisions stand\.$/,
  ],
])('says who signed when, with an answer: %s', (answer, words) => {
  const signing = { by: 'root@example.com', at: '2026-03-05T12:00:00.000Z', answer };
  expect(signedWords('rita@example.com', signing)).toMatch(words);
});
