import { expect, test } from 'vitest';
import { createPageCache } from '../../../../src-renderer/ui/data-grid/page-cache.ts';

test('the least recently used page goes first', () => {
  const cache = createPageCache<string>(2);
  cache.set(0, 'a');
  cache.set(1, 'b');
  expect(cache.get(0)).toBe('a');
  cache.set(2, 'c');
  expect(cache.has(1)).toBe(false);
  expect(cache.get(0)).toBe('a');
  expect(cache.get(2)).toBe('c');
  expect(cache.size).toBe(2);
});

test('setting a page again renews it and does not push another out', () => {
  const cache = createPageCache<string>(2);
  cache.set(0, 'a');
  cache.set(1, 'b');
  cache.set(0, 'a2');
  expect(cache.size).toBe(2);
  cache.set(2, 'c');
  expect(cache.get(0)).toBe('a2');
  expect(cache.has(1)).toBe(false);
});
