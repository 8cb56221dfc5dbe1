declare const mark: unique symbol;

/**
 * A secret, or a text that holds some: byte-exact, for files that a password manager reads (file-formats §4.4b). Only the
 * type tells it from other text, so that a report for spreadsheets cannot take it.
 */
export type SecretText = string & { readonly [mark]: 'secret' };

/** Text that holds no secret as far as types can tell: every string but {@link SecretText}. */
export type OpenText = string & { readonly [mark]?: never; readonly length: number };

/** Marks a text as secret. */
export function asSecret(text: string): SecretText {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the mark is there for types only
  return text as SecretText;
}
