import { pageSealFormat } from '../domain/review-formats.ts';
import { canonicalText } from './canonical-text.ts';

/**
 * A packet sealed for a browser, as it stands in its page: deflated (raw), then AES-256-GCM with the tag behind, under
 * PBKDF2-SHA-256 of the passphrase. All three of salt, iv and data are base64.
 */
export interface PageSeal {
  readonly format: typeof pageSealFormat;
  readonly rounds: number;
  readonly salt: string;
  readonly iv: string;
  readonly data: string;
}

/** Rounds of PBKDF2-SHA-256 of the product; fewer only in tests that open the same page many times. */
export const pageRounds = 600_000;

/** A page that asks for more is broken, or made to keep its reader waiting. */
const mostRounds = 10_000_000;

/** Base64 in its one form: also the bits that no byte needs are zero, so that no other text means the same bytes. */
function isExactBase64(text: string): boolean {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return false;
  if (text.endsWith('==')) return 'AQgw'.includes(text.at(-3) ?? ' ');
  return !text.endsWith('=') || 'AEIMQUYcgkosw048'.includes(text.at(-2) ?? ' ');
}

/** What is bound to the sealed bytes though it is not sealed. */
export function pageSealBinding({ format, rounds, salt, iv }: Omit<PageSeal, 'data'>): string {
  return canonicalText({ format, rounds, salt, iv });
}

/** The sealed packet of a page; null for a text that is none, or not in the one form that it has. */
export function readPageSeal(text: string): PageSeal | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || canonicalText(parsed) !== text) return null;
  const { format, rounds, salt, iv, data }: Partial<Record<keyof PageSeal, unknown>> = parsed;
  if (Object.keys(parsed).length !== 5 || format !== pageSealFormat) return null;
  if (typeof rounds !== 'number' || !Number.isInteger(rounds) || rounds < 1 || rounds > mostRounds)
    return null;
  if (typeof salt !== 'string' || typeof iv !== 'string' || typeof data !== 'string') return null;
  return [salt, iv, data].every(isExactBase64) ? { format, rounds, salt, iv, data } : null;
}
