/** Letters in groups of four, as they are easiest to compare and to read out. The groups joined give the secret. */
export function groupSecret(secret: string, size = 4): readonly string[] {
  const letters = Array.from(secret);
  const groups: string[] = [];
  for (let from = 0; from < letters.length; from += size)
    groups.push(letters.slice(from, from + size).join(''));
  return groups;
}

/** What a character is, so that digits, capitals and signs can be told apart by more than their shape. */
export type CharacterKind = 'capital' | 'letter' | 'digit' | 'sign';

/** See {@link CharacterKind}. */
export function kindOfCharacter(character: string): CharacterKind {
  if (/\p{Lu}/u.test(character)) return 'capital';
  if (/\p{L}/u.test(character)) return 'letter';
  if (/\p{Nd}/u.test(character)) return 'digit';
  return 'sign';
}

const signs: Readonly<Record<string, string>> = {
  ' ': 'space',
  '!': 'exclamation mark',
  '"': 'double quote',
  '#': 'hash',
  $: 'dollar',
  '%': 'percent',
  '&': 'ampersand',
  "'": 'single quote',
  '(': 'left parenthesis',
  ')': 'right parenthesis',
  '*': 'asterisk',
  '+': 'plus',
  ',': 'comma',
  '-': 'hyphen',
  '.': 'dot',
  '/': 'slash',
  ':': 'colon',
  ';': 'semicolon',
  '<': 'less than',
  '=': 'equals',
  '>': 'greater than',
  '?': 'question mark',
  '@': 'at sign',
  '[': 'left bracket',
  '\\': 'backslash',
  ']': 'right bracket',
  '^': 'caret',
  _: 'underscore',
  '`': 'backtick',
  '{': 'left brace',
  '|': 'vertical bar',
  '}': 'right brace',
  '~': 'tilde',
};

/** The secret spelled out, e.g. `capital B, digit 7, hyphen`: for a screen reader or the telephone. */
export function spellSecret(secret: string): string {
  return Array.from(secret)
    .map((character) => {
      const sign = signs[character];
      if (sign !== undefined) return sign;
      switch (kindOfCharacter(character)) {
        case 'capital':
          return `capital ${character}`;
        case 'digit':
          return `digit ${character}`;
        case 'letter':
          return character;
        default:
          return `the character ${character}`;
      }
    })
    .join(', ');
}
