/** What a letter says of a secret, so that it can be read and typed from paper. */

const groupLength = 4;
/** Longer ones nobody types; spelling them would fill pages. */
const longestSpelled = 80;

/** A secret in groups of four characters; characters are not torn apart. */
export function groupsOf(secret: string): string[] {
  const characters = Array.from(secret);
  return Array.from({ length: Math.ceil(characters.length / groupLength) }, (_, at) =>
    characters.slice(at * groupLength, (at + 1) * groupLength).join(''),
  );
}

const signs: Readonly<Record<string, string>> = {
  ' ': 'space',
  '!': 'exclamation mark',
  '"': 'double quote',
  '#': 'hash',
  $: 'dollar',
  '%': 'per cent',
  '&': 'ampersand',
  "'": 'single quote',
  '(': 'opening bracket',
  ')': 'closing bracket',
  '*': 'asterisk',
  '+': 'plus',
  ',': 'comma',
  '-': 'hyphen',
  '.': 'full stop',
  '/': 'slash',
  ':': 'colon',
  ';': 'semicolon',
  '<': 'less than',
  '=': 'equals',
  '>': 'greater than',
  '?': 'question mark',
  '@': 'at',
  '[': 'opening square bracket',
  '\\': 'backslash',
  ']': 'closing square bracket',
  '^': 'caret',
  _: 'underscore',
  '`': 'backtick',
  '{': 'opening brace',
  '|': 'vertical bar',
  '}': 'closing brace',
  '~': 'tilde',
};

/** A character's number, `U+00E4`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function spelled(character: string): string {
  if (/[A-Z]/.test(character)) return `capital ${character}`;
  if (/[a-z]/.test(character)) return `small ${character}`;
  if (/[0-9]/.test(character)) return `digit ${character}`;
  const sign = signs[character];
  if (sign !== undefined) return sign;
  return /\p{L}/u.test(character) ? `${character} (${codePoint(character)})` : codePoint(character);
}

/** How a secret is said aloud, character by character; null for one too long to be typed. */
export function spelling(secret: string): string | null {
  const characters = Array.from(secret);
  return characters.length > longestSpelled ? null : characters.map(spelled).join(', ');
}

/** The day of a moment in UTC, as it is written in letters: 5 March 2026. */
export function letterDay(rfc3339: string): string {
  const date = new Date(rfc3339);
  const months = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}
