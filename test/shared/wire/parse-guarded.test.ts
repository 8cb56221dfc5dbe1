import { expect, test } from 'vitest';
import { factsOfPage, parseGuarded, rowsOfPage } from '../../../src-shared/wire/parse-guarded.ts';

test.each([
  ['{"__proto__":{"admin":true},"a":1}', { a: 1 }],
  ['{"__proto__" : {"admin":true},"a":1}', { a: 1 }],
  ['{"\\u005f_proto__":{"admin":true},"a":1}', { a: 1 }],
  ['{"\\u005F\\u005Fproto\\u005f\\u005F":{"admin":true},"a":1}', { a: 1 }],
  ['{"constructor":{"prototype":{"admin":true}},"a":1}', { a: 1 }],
  ['{"a":[{"__proto__":{"admin":true}}]}', { a: [{}] }],
])('%s reaches no prototype', (text, expected) => {
  const value = parseGuarded(text, 'a page');
  expect(JSON.stringify(value)).toBe(JSON.stringify(expected));
  expect(Reflect.get(Object.assign({}, value), 'admin')).toBeUndefined();
  expect(Reflect.get({}, 'admin')).toBeUndefined();
});

test('harmless uses of the words stay', () => {
  const text = '{"constructor":"Ada","note":"__proto__: x","n\\u00e4me":"ü"}';
  expect(parseGuarded(text, 'a page')).toEqual({ constructor: 'Ada', note: '__proto__: x', näme: 'ü' });
});

test.each(['', '<html>', '{"a":', '{"a":1}}', '\u0000'])('%j is outside the contract', (text) => {
  expect(() => parseGuarded(text, 'a page')).toThrow('a page');
});

test('rows are the reply itself or a member of it', () => {
  expect(rowsOfPage([1], null, 'users')).toEqual([1]);
  expect(rowsOfPage({ accessRules: [2] }, 'accessRules', 'rules')).toEqual([2]);
  for (const wrong of [null, 'text', { accessRules: {} }, {}]) {
    expect(() => rowsOfPage(wrong, 'accessRules', 'rules')).toThrow('rules');
  }
});

test.each([[[[]]], [[1]], [['hello']], [[null]], [[{ id: 1 }, []]]])(
  'a list of %j is no list of facts',
  (wrong) => {
    expect(rowsOfPage(wrong, null, 'users')).toEqual(wrong);
    expect(() => factsOfPage(wrong, null, 'users')).toThrow('users');
  },
);

test('an empty list is one, and so is a list of objects', () => {
  expect(factsOfPage([], null, 'users')).toEqual([]);
  expect(factsOfPage({ roles: [{ id: 1 }] }, 'roles', 'roles')).toEqual([{ id: 1 }]);
});
