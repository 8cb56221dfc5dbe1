/** A character that does not belong into an identifier, and what is wrong with it. */
export interface OddCharacter {
  /** Position counted in characters as people count them, from 1. */
  readonly position: number;
  /** `U+200B` */
  readonly codePoint: string;
  readonly kind: 'invisible' | 'confusable' | 'non-ascii' | 'space';
  /** What to show for it: the character itself, or its name where it cannot be seen. */
  readonly shown: string;
  /** The plain letter it can be taken for; only for `confusable`. */
  readonly looksLike: string | null;
}

const invisibleNames: Readonly<Record<number, string>> = {
  0x09: 'tab',
  0x0a: 'line break',
  0x0d: 'line break',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x034f: 'combining grapheme joiner',
  0x061c: 'Arabic letter mark',
  0x180e: 'Mongolian vowel separator',
  0x200b: 'zero-width space',
  0x200c: 'zero-width non-joiner',
  0x200d: 'zero-width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0xfeff: 'byte order mark',
};

/** Letters of other scripts that look like an ASCII letter in common fonts. */
const confusables: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    А: 'A',
    α: 'a',
    ɑ: 'a',
    В: 'B',
    Β: 'B',
    с: 'c',
    С: 'C',
    ϲ: 'c',
    ԁ: 'd',
    е: 'e',
    Е: 'E',
    Ε: 'E',
    ɡ: 'g',
    һ: 'h',
    Н: 'H',
    Η: 'H',
    і: 'i',
    І: 'I',
    ı: 'i',
    Ι: 'I',
    ј: 'j',
    Ј: 'J',
    К: 'K',
    Κ: 'K',
    ӏ: 'l',
    М: 'M',
    Μ: 'M',
    ո: 'n',
    Ν: 'N',
    о: 'o',
    О: 'O',
    ο: 'o',
    Ο: 'O',
    օ: 'o',
    р: 'p',
    Р: 'P',
    ρ: 'p',
    Ρ: 'P',
    ԛ: 'q',
    ѕ: 's',
    Ѕ: 'S',
    Т: 'T',
    Τ: 'T',
    υ: 'u',
    ν: 'v',
    ѵ: 'v',
    ԝ: 'w',
    х: 'x',
    Х: 'X',
    Χ: 'X',
    у: 'y',
    У: 'Y',
    Υ: 'Y',
    Ζ: 'Z',
    '․': '.',
    '。': '.',
    '＠': '@',
    '‐': '-',
    '‑': '-',
    '–': '-',
  }),
);

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}]/u;
const space = /\p{Zs}/u;

function hex(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Every character of a text that is invisible, a space, outside ASCII, or mistakable for an ASCII one (V07). */
export function oddCharacters(text: string): OddCharacter[] {
  const found: OddCharacter[] = [];
  let position = 0;
  for (const character of text) {
    position += 1;
    const code = character.codePointAt(0) ?? 0;
    if (code > 0x20 && code < 0x7f) continue;
    const codePoint = hex(code);
    const looksLike = confusables.get(character) ?? null;
    if (invisible.test(character)) {
      const shown = invisibleNames[code] ?? 'invisible character';
      found.push({ position, codePoint, kind: 'invisible', shown, looksLike: null });
    } else if (space.test(character)) {
      found.push({
        position,
        codePoint,
        kind: 'space',
        shown: invisibleNames[code] ?? 'space',
        looksLike: null,
      });
    } else {
      const kind = looksLike === null ? 'non-ascii' : 'confusable';
      found.push({ position, codePoint, kind, shown: character, looksLike });
    }
  }
  return found;
}
