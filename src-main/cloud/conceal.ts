/** What stands in a quote where a secret may have stood. */
const hidden = '[…]';

const tokenLike: readonly RegExp[] = [
  /\beyJ[\w-]{4,}(?:\.[\w-]*)*/g,
  /\b(?<=bearer |basic )[\w.~+/=-]{8,}/gi,
  // Nothing that people read is so long and so mixed.
  /(?<![\w-])(?=[\w-]*[a-z])(?=(?:[\w-]*[A-Z]){3})(?=[\w-]*\d)[\w-]{32,}/g,
];

/** A text without what looks like a token, whoever's it is. */
export function withoutTokens(text: string): string {
  return tokenLike.reduce((rest, pattern) => rest.replace(pattern, hidden), text);
}

/** The part of a call that says what its refusal may not quote. */
export interface Asking {
  readonly path: string;
  readonly body?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> };
  /** `secret`: it issues one. */
  readonly repeat: 'safe' | 'once' | 'secret';
}

const secretName = /secret|password|token/i;

/** Texts of a body by whether their member names a secret. */
function textsOf({ body }: Asking): { secret: string[]; open: string[] } {
  const texts = { secret: [] as string[], open: [] as string[] };
  const walk = (value: unknown, isSecret: boolean): void => {
    if (typeof value === 'string') texts[isSecret ? 'secret' : 'open'].push(value);
    else if (Array.isArray(value)) for (const one of value) walk(one, isSecret);
    else if (value !== null && typeof value === 'object')
      for (const [name, part] of Object.entries(value)) walk(part, isSecret || secretName.test(name));
  };
  if (body !== undefined) walk('json' in body ? body.json : body.form, false);
  return texts;
}

/** Words as people write them, alone or joined; and numbers. */
const plain =
  /^(?:\p{L}[\p{Ll}\p{M}'’]*|\p{Lu}+)(?:[-./_@](?:\p{L}[\p{Ll}\p{M}'’]*|\p{Lu}+))*$|^[\d.,:%-]+$/u;
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
/** Shorter ones are no secrets. */
const shortestSecret = 8;

/**
 * The tenant's words about a refused call, without the secrets that went with it, should the tenant quote them: the token
 * or a piece of it, and the secret members of the body. About a call that issues a secret only words are quoted, and what
 * the call named itself: what was issued is not known here. A password that is a plain word would pass.
 */
export function concealed(said: string, call: Asking, token: string | null): string {
  const { secret, open } = textsOf(call);
  let text = said;
  for (const whole of [...secret, token ?? ''].filter((one) => one.length > 3))
    text = text.replaceAll(whole, hidden);
  if (token !== null)
    text = text.replaceAll(/[\w-]{12,}/g, (piece) => (token.includes(piece) ? hidden : piece));
  if (call.repeat === 'secret') {
    const named = [call.path, ...open].join('\n').toLowerCase();
    text = text.replaceAll(/\S+/g, (word) => {
      const core = word.replaceAll(edges, '');
      const fine = word.length < shortestSecret || plain.test(core) || named.includes(core.toLowerCase());
      return fine ? word : hidden;
    });
  }
  return withoutTokens(text);
}
