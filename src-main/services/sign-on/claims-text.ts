import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { parseGuarded } from '../../../src-shared/wire/parse-guarded.ts';

const unreadable = (): RolebookError =>
  new RolebookError({
    kind: 'input',
    origin: 'main',
    reason: 'claims-unreadable',
    message: 'This is neither a token nor the JSON of its claims.',
    hint: 'Paste the whole token (three parts with dots between them), or an object such as {"email": "ada@example.com"}.',
  });

/** The claims in a text: a token (JWT, its signature is not looked at), or an object in JSON. Throws `input`. */
export function claimsOf(text: string): Readonly<Record<string, unknown>> {
  const trimmed = text.trim().replace(/^Bearer\s+/i, '');
  const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(trimmed) ?? [];
  const json = payload === undefined ? trimmed : Buffer.from(payload, 'base64url').toString('utf8');
  let parsed: unknown;
  try {
    parsed = parseGuarded(json, 'claims');
  } catch {
    throw unreadable();
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw unreadable();
  return Object.fromEntries(Object.entries(parsed));
}
