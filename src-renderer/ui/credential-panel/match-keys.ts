import type { Person } from './export-model.ts';

/** A public key out of a text with many, and what stands beside it that may say whose it is. */
export interface FoundKey {
  readonly key: string;
  readonly beside: string;
}

const block = /-----BEGIN PGP PUBLIC KEY BLOCK-----[\s\S]*?-----END PGP PUBLIC KEY BLOCK-----/g;

/**
 * The keys of a text. For age the line a key stands in may name its owner, or the one before where that holds no key; for
 * OpenPGP the line before the block, beside what the key says itself.
 */
export function keysIn(kind: 'age' | 'openpgp', text: string): FoundKey[] {
  if (kind === 'openpgp') {
    return [...text.matchAll(block)].map((found) => ({
      key: found[0],
      beside: text.slice(0, found.index).trimEnd().split('\n').at(-1) ?? '',
    }));
  }
  let before = '';
  return text.split(/\r?\n/).flatMap((line): FoundKey[] => {
    const key = /\bage1[a-z0-9]+/.exec(line)?.[0];
    const said = before;
    before = key === undefined ? line : '';
    if (key === undefined) return [];
    const beside = line.replace(key, ' ');
    return [{ key, beside: /[\p{L}\p{N}]/u.test(beside) ? beside : said }];
  });
}

/** What came of looking for the owners of keys. */
export interface MatchedKeys {
  /** What is to stand in the field of each person that has one: all keys that name them. */
  readonly texts: ReadonlyMap<Person['key'], string>;
  /** Keys that name nobody here. */
  readonly strangers: number;
}

/** Words as accounts are compared: whole, whatever the case. `Ada <ada@example.com>,` holds `ada@example.com`. */
const words = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .split(/[\s<>()[\]"',;=]+/)
      .map((word) => word.replace(/^mailto:|[:.]+$/g, '')),
  );

/**
 * Whose each key is, by the account that stands beside it. One that names several people is for all of them: whoever wrote
 * it down so wants that.
 */
export function matchKeys(found: readonly FoundKey[], people: readonly Person[]): MatchedKeys {
  const texts = new Map<string, string>();
  let strangers = 0;
  for (const { key, beside } of found) {
    const named = words(beside);
    const owners = people.filter(({ account }) => named.has(account.toLowerCase()));
    if (owners.length === 0) strangers += 1;
    for (const owner of owners) {
      const before = texts.get(owner.key);
      texts.set(owner.key, before === undefined ? key : `${before}\n${key}`);
    }
  }
  return { texts, strangers };
}
