/** A piece of a text: as it stands, or a character that must be made visible. */
export type TextPart =
  | { readonly kind: 'plain'; readonly text: string }
  /** `shown` stands in its place (an invisible character) or is the character itself (a look-alike). */
  | { readonly kind: 'mark'; readonly shown: string; readonly reason: string };

/** Plain ASCII and Latin letters with accents, no control characters: the usual case, decided by one test. */
const harmless = /^[\x20-\x7e\u00c0-\u024f]*$/;

const invisible: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /\p{Cc}/u, reason: 'control character' },
  { pattern: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u, reason: 'changes the writing direction' },
  { pattern: /[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]/u, reason: 'zero-width character' },
  {
    pattern: /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0\u115f\u1160]/u,
    reason: 'unusual space',
  },
  { pattern: /[\u2028\u2029]/u, reason: 'line separator' },
  { pattern: /[\u{e0000}-\u{e007f}]/u, reason: 'invisible tag character' },
  { pattern: /[\ufe00-\ufe0d\u{e0100}-\u{e01ef}]/u, reason: 'variation selector' },
  { pattern: /[\ue000-\uf8ff\u{f0000}-\u{10ffff}]/u, reason: 'private-use character' },
  { pattern: /[\ud800-\udfff\ufffd]/u, reason: 'broken character' },
];

/** Letters of other scripts that are drawn like Latin ones. */
const lookAlikes = /^[аАвВсСеЕԍһНіІїјЈкКӏмМоОрРԛѕЅтТуУүхХԝԁαΑβΒεΕηΗιΙκΚμΜνΝοΟρΡτΤυΥχΧγΖօոսհցԼ]+$/u;
const latin = /\p{Script=Latin}/u;
const otherLetter = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
/** Full-width Latin, mathematical letters and the like: compatibility forms of ASCII. */
const compatibility = /[\uff01-\uff5e\u{1d400}-\u{1d7ff}\u2100-\u214f]/u;
const joining =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}]/u;
const picture = /\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}]|\ufe0f/u;

/** Whether a text is made of ASCII and of Latin letters with accents alone: nothing to mark, and one direction. */
export function isPlainLatin(text: string): boolean {
  return harmless.test(text);
}

/**
 * Finds what could deceive a reader in a name or an e-mail: invisible and direction characters, and letters of
 * another script inside (or instead of) a Latin word (design §11).
 *
 * @returns the text in pieces, or null when there is nothing to mark
 */
export function inspectText(text: string): readonly TextPart[] | null {
  if (isPlainLatin(text)) return null;
  const characters = Array.from(text);
  const deceiving = deceivingLetters(characters);
  const parts: TextPart[] = [];
  let plain = '';
  let marks = 0;
  const mark = (shown: string, reason: string): void => {
    if (plain !== '') parts.push({ kind: 'plain', text: plain });
    plain = '';
    marks += 1;
    parts.push({ kind: 'mark', shown, reason });
  };
  for (const [index, character] of characters.entries()) {
    const hidden = invisible.find(({ pattern }) => pattern.test(character));
    if (hidden !== undefined && !joinsRightly(characters, index)) {
      mark(codePoint(character), hidden.reason);
    } else if (compatibility.test(character)) {
      mark(character, `look-alike, ${codePoint(character)}`);
    } else if (deceiving.has(index)) {
      mark(character, `${scriptName(character)} letter, ${codePoint(character)}`);
    } else plain += character;
  }
  if (marks === 0) return null;
  if (plain !== '') parts.push({ kind: 'plain', text: plain });
  return parts;
}

/** Positions of letters that pretend: foreign ones in a word with Latin letters, or a word made of look-alikes. */
function deceivingLetters(characters: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  const anyLatin = characters.some((character) => latin.test(character));
  let word: number[] = [];
  const close = (): void => {
    const letters = word.map((index) => characters[index] ?? '');
    const foreign = word.filter((index) => otherLetter.test(characters[index] ?? ''));
    const mixed = letters.some((letter) => latin.test(letter));
    const disguised = anyLatin && foreign.length > 0 && lookAlikes.test(letters.join(''));
    if (mixed || disguised) for (const index of foreign) found.add(index);
    word = [];
  };
  for (const [index, character] of characters.entries()) {
    if (/[\p{L}\p{M}]/u.test(character)) word.push(index);
    else if (!invisible.some(({ pattern }) => pattern.test(character))) close();
  }
  close();
  return found;
}

/** Joiners belong into emoji sequences and into some scripts' words. */
function joinsRightly(characters: readonly string[], index: number): boolean {
  const character = characters[index] ?? '';
  if (character !== '\u200d' && character !== '\u200c') return false;
  const before = characters[index - 1] ?? '';
  const after = characters[index + 1] ?? '';
  if (character === '\u200d' && picture.test(before) && picture.test(after)) return true;
  return joining.test(before) && joining.test(after);
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function scriptName(character: string): string {
  if (/\p{Script=Cyrillic}/u.test(character)) return 'Cyrillic';
  if (/\p{Script=Greek}/u.test(character)) return 'Greek';
  if (/\p{Script=Armenian}/u.test(character)) return 'Armenian';
  return 'Cherokee';
}
