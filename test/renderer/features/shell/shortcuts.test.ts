import { describe, expect, test } from 'vitest';
import { readKey } from '../../../../src-renderer/features/shell/shortcuts.ts';

const key = (name: string, change: { mod?: boolean; alt?: boolean; typing?: boolean } = {}) => ({
  key: name,
  mod: false,
  alt: false,
  typing: false,
  ...change,
});

describe('shortcuts', () => {
  test.each([
    ['k', { mod: true }, { act: 'find' }],
    ['n', { mod: true }, { act: 'new-user' }],
    ['/', {}, { act: 'focus-search' }],
    ['?', {}, { act: 'show-shortcuts' }],
    ['x', {}, null],
    ['k', {}, null],
    ['c', { mod: true }, null],
    ['/', { alt: true }, null],
  ] as const)('%s %j', (name, change, act) => {
    expect(readKey(key(name, change), false)).toEqual({ act, waiting: false });
  });

  test('g then a letter goes to a page; any other letter ends the wait', () => {
    expect(readKey(key('g'), false)).toEqual({ act: null, waiting: true });
    expect(readKey(key('u'), true).act).toEqual({ act: 'go', path: '/users' });
    expect(readKey(key('g'), true).act).toEqual({ act: 'go', path: '/groups' });
    expect(readKey(key('x'), true)).toEqual({ act: null, waiting: false });
  });

  test('none of the plain keys fires while typing, the palette does', () => {
    for (const name of ['/', '?', 'g', 'u']) {
      expect(readKey(key(name, { typing: true }), false)).toEqual({ act: null, waiting: false });
    }
    expect(readKey(key('k', { typing: true, mod: true }), false).act).toEqual({ act: 'find' });
  });
});
