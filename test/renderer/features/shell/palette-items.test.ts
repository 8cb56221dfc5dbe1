import { expect, test } from 'vitest';
import { matchingItems } from '../../../../src-renderer/features/shell/palette-items.ts';

const labels = (typed: string): string[] => matchingItems(typed).map((item) => item.label);

test('everything is offered before anything is typed', () => {
  expect(labels('')).toEqual(expect.arrayContaining(['Access rules', 'New user', 'New access rule']));
});

test('the start of a label comes before the start of a word, and that before the middle', () => {
  expect(labels('us')).toEqual(['Users', 'New user', 'Clusters']);
  expect(labels('  ROLES ')).toEqual(['Roles', 'Compare roles', 'Table of roles']);
  expect(labels('zzz')).toEqual([]);
});

test.each([
  ['upgrade', '/roles/upgrade', undefined],
  ['least', '/roles/least', undefined],
  ['what if', '/access', { tab: 'what-if' }],
])('%s leads to %s', (typed, go, search) => {
  expect(matchingItems(typed)[0]?.run).toEqual(search === undefined ? { go } : { go, search });
});

test('keys are unique: what is chosen is kept by its key', () => {
  const keys = matchingItems('').map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
