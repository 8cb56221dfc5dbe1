import { expect, test } from 'vitest';
import { countedOf, singularOf } from '../../../src-shared/words/count.ts';

test.each([
  [0, 0, 'projects', '0 projects'],
  [1, 1, 'projects', '1 project'],
  [1, 1, 'access rules', '1 access rule'],
  [2, 2, 'users', '2 users'],
  [0, 1, 'users', '0 of 1 user'],
  [1, 1284, 'users', '1 of 1,284 users'],
])('%i of %i %s: %s', (count, of, nouns, words) => expect(countedOf(count, of, nouns)).toBe(words));

test('the singular of the nouns of the screens', () => expect(singularOf('clusters')).toBe('cluster'));
