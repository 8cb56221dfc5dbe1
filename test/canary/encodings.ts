import { Buffer } from 'node:buffer';

/** The ways in which a secret may stand somewhere (reliability §4, the canary test). */
export const encodings = ['utf-8', 'utf-16le', 'base64', 'base64url', 'hex', 'percent', 'json'] as const;
/** See {@link encodings}. */
export type Encoding = (typeof encodings)[number];

const escaped = (text: string, digits: (code: string) => string): string =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${digits(text.charCodeAt(at).toString(16).padStart(4, '0'))}`,
  ).join('');

/** JSON without a character beyond ASCII, as some writers make it. */
const asciiJson = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[\u007f-\uffff]/g, (letter) => escaped(letter, (code) => code));

const percents = (text: string): string[] => {
  const every = [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const usual = encodeURIComponent(text);
  return [
    usual,
    usual.replaceAll(/%../g, (code) => code.toLowerCase()),
    new URLSearchParams({ a: text }).toString().slice(2),
    every,
    every.replaceAll(/%../g, (code) => code.toUpperCase()),
  ];
};

/** What of a text stands in base64 whatever comes before and after it, for each of the three places it may begin at. */
const alignments = (text: string, alphabet: 'base64' | 'base64url'): string[] =>
  [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    return bytes
      .toString(alphabet)
      .slice(Math.ceil((before * 8) / 6), Math.floor((bytes.byteLength * 8) / 6));
  });

/** The bytes to look for, by encoding: each stands wherever the text is part of something that was so encoded. */
export function formsOf(text: string): Readonly<Record<Encoding, readonly Buffer[]>> {
  const hex = Buffer.from(text).toString('hex');
  const bytes = (forms: readonly string[]): Buffer[] => [...new Set(forms)].map((form) => Buffer.from(form));
  return {
    'utf-8': bytes([text]),
    'utf-16le': [Buffer.from(text, 'utf16le')],
    base64: bytes(alignments(text, 'base64')),
    base64url: bytes(alignments(text, 'base64url')),
    hex: bytes([hex, hex.toUpperCase()]),
    percent: bytes(percents(text)),
    json: bytes([
      JSON.stringify(text).slice(1, -1),
      asciiJson(text),
      escaped(text, (code) => code),
      escaped(text, (code) => code.toUpperCase()),
    ]),
  };
}

/** A text that holds the secret in one encoding, `at` bytes behind its beginning: what a leak could look like. */
export function leakOf(text: string, encoding: Encoding, at: number): Buffer {
  const around = `${'x'.repeat(at)}${text}yz`;
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(around);
    case 'utf-16le':
      return Buffer.from(around, 'utf16le');
    case 'hex':
      return Buffer.from(Buffer.from(around).toString('hex'));
    case 'base64':
    case 'base64url':
      return Buffer.from(Buffer.from(around).toString(encoding));
    case 'percent':
      return Buffer.from(`at=${encodeURIComponent(around)}&`);
    case 'json':
      return Buffer.from(JSON.stringify({ at: around }));
    default:
      throw new Error(`no such encoding: ${String(encoding satisfies never)}`);
  }
}
