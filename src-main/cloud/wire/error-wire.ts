import { z } from 'zod';
import { withoutTokens } from '../conceal.ts';

/** The error envelope of every call but the v2 token call (tenant-api §2). No machine-readable reason. */
export const errorEnvelopeSchema = z.object({
  code: z.number().int().nullish(),
  message: z.string(),
  details: z.string().nullish(),
});

/** The OAuth error object of `/api/v2/token` and of Keycloak (RFC 6749 §5.2). */
export const oauthErrorSchema = z.object({
  error: z.string(),
  error_description: z.string().nullish(),
});

/** The tenant's own words made safe to show: no tokens, one line, no control characters, at most 300 characters. */
export function quotable(text: string): string {
  const line = withoutTokens(text)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
