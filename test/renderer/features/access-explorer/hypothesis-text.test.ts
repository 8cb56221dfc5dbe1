import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  wishOfText,
  wishText,
  wishWords,
} from '../../../../src-renderer/features/access-explorer/hypothesis-text.ts';
import type { Wish } from '../../../../src-renderer/features/access-explorer/hypothesis-text.ts';
import { shareWhere, messageBeside } from '../../../../src-renderer/features/access-explorer/share-words.ts';
import { whatIfSummary } from '../../../../src-renderer/features/access-explorer/what-if-words.ts';

const name = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' });
const subject = fc.record({ type: fc.constantFrom('user', 'group', 'service-account'), id: name });
const anyWish: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({
    kind: fc.constant('give' as const),
    subject,
    roleId: fc.integer({ min: -9999, max: 9999 }),
    scope: fc.record({ type: fc.constantFrom('tenant' as const, 'project' as const), id: name }),
  }),
  fc.record({ kind: fc.constant('take' as const), ruleId: fc.string({ minLength: 1, maxLength: 40 }) }),
  fc.record({ kind: fc.constant('remove-subject' as const), subject }),
  fc.record({ kind: fc.constantFrom('join' as const, 'leave' as const), user: name, group: name }),
);

test('a wish survives the way through an address, whatever its names hold', () => {
  fc.assert(
    fc.property(anyWish, (wish) => {
      expect(wishOfText(wishText(wish))).toEqual(wish);
    }),
  );
});

test.each([
  '',
  'give|user%3Aa|x|project%3A1',
  'take|',
  'join|a',
  'leave|%',
  'burn|down',
  'give|a|1|project%3A1',
])('an address that says %j wishes nothing', (text) => {
  expect(wishOfText(text)).toBeNull();
});

test('wishes in words', () => {
  const names = { role: () => 'Viewer', scope: () => 'Project cats' };
  const words = (text: string): string => {
    const wish = wishOfText(text);
    return wish === null ? '' : wishWords(wish, names);
  };
  expect(words('give|user%3Aana|7|project%3A4')).toBe('Give Viewer on Project cats to ana');
  expect(words('remove-subject|service-account%3Aci')).toBe('Remove service account ci with all its rules');
  expect(words('leave|ana|vision')).toBe('ana leaves group vision');
});

test.each([
  [0, 0, 0, 'Nobody gains or loses anything.'],
  [1, 2, 0, '2 subjects lose something, 1 subject gains something.'],
  [0, 1, 1, '1 subject loses something. 1 other is reached and keeps what it has.'],
  [0, 0, 3, 'Nobody gains or loses anything. 3 others are reached and keep what they have.'],
])('%i gaining, %i losing, %i unchanged', (gaining, losing, unchanged, words) => {
  expect(whatIfSummary({ gaining, losing, unchanged })).toBe(words);
});

test('where a share counts, and a message beside its name', () => {
  const place = (type: string, name: string) => ({ type, id: name, name, path: ['oslo'], known: true });
  const vision = place('department', 'vision');
  expect(shareWhere({ place: vision, except: [] })).toBe('department vision in oslo');
  const cats = ['a', 'b', 'c', 'd', 'e'].map((name) => place('project', name));
  expect(shareWhere({ place: vision, except: cats })).toBe(
    'department vision in oslo, except project a, project b, project c and 2 more',
  );
  expect(messageBeside('ana', 'ana: not signed in')).toBe('not signed in');
  expect(messageBeside('ana', 'anabel: x')).toBe('anabel: x');
});
