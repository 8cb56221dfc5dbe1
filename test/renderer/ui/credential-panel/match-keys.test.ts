import { describe, expect, it } from 'vitest';
import { keysIn, matchKeys } from '../../../../src-renderer/ui/credential-panel/match-keys.ts';

const people = ['ada@example.com', 'ben@example.com', 'ci-client'].map((account) => ({
  key: `key of ${account}`,
  account,
  ids: [account],
}));
const armoured = (name: string): string =>
  `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${name}\n-----END PGP PUBLIC KEY BLOCK-----`;

const given = (text: string): Record<string, string> => {
  const { texts, strangers } = matchKeys(keysIn('age', text), people);
  return {
    ...Object.fromEntries([...texts].map(([person, keys]) => [person.replace('key of ', ''), keys])),
    strangers: String(strangers),
  };
};

describe('age keys of many', () => {
  it.each([
    ['a name before the key', 'ada@example.com age1aaa'],
    ['as the terminal takes it', 'ada@example.com=age1aaa'],
    ['a key before the name', 'age1aaa  # Ada <ADA@Example.com>'],
    ['a table', 'Ada;ada@example.com;age1aaa'],
    ['quoted', '"ada@example.com","age1aaa"'],
    ['a remark before the key', '# ada@example.com\r\nage1aaa\r\n'],
    ['a remark that ends with a colon', 'ada@example.com:\nage1aaa'],
  ])('are found by %s', (_, text) => {
    expect(given(text)).toEqual({ 'ada@example.com': 'age1aaa', strangers: '0' });
  });

  it('go to those they name, several to one, service accounts by their client id', () => {
    expect(
      given('ada@example.com age1aaa\nben@example.com age1bbb\nci-client age1ccc\nada@example.com age1ddd'),
    ).toEqual({
      'ada@example.com': 'age1aaa\nage1ddd',
      'ben@example.com': 'age1bbb',
      'ci-client': 'age1ccc',
      strangers: '0',
    });
  });

  it('go to nobody by a part of a name, by the line of another key, or by nothing', () => {
    expect(given('dada@example.com age1aaa\nada@example.com.evil.test age1bbb\nage1ccc')).toEqual({
      strangers: '3',
    });
    expect(given('ada@example.com age1aaa\nage1bbb')).toEqual({
      'ada@example.com': 'age1aaa',
      strangers: '1',
    });
  });
});

describe('OpenPGP keys of many', () => {
  it('are blocks, named by the line before', () => {
    const text = `ada@example.com\n${armoured('one')}\n\nBen <ben@example.com>:\n${armoured('two')}\n${armoured('three')}`;
    const found = keysIn('openpgp', text);
    expect(found.map(({ key }) => key)).toEqual([armoured('one'), armoured('two'), armoured('three')]);
    const { texts, strangers } = matchKeys(found, people);
    expect([...texts.values()]).toEqual([armoured('one'), armoured('two')]);
    expect(strangers).toBe(1);
  });
});
