import { z } from 'zod';

/** Reply of `/api/v2/token` (RFC 6749 names) and of `/api/v1/token` (camelCase), tenant-api §3.1. */
export const tokenReplySchema = z.union([
  z
    .object({
      access_token: z.string().min(1),
      expires_in: z.number().positive().nullish(),
      refresh_token: z.string().nullish(),
    })
    .transform((reply) => ({
      access: reply.access_token,
      expiresIn: reply.expires_in ?? null,
      refresh: reply.refresh_token || null,
    })),
  z
    .object({
      accessToken: z.string().min(1),
      expiresIn: z.number().positive().nullish(),
      refreshToken: z.string().nullish(),
    })
    .transform((reply) => ({
      access: reply.accessToken,
      expiresIn: reply.expiresIn ?? null,
      refresh: reply.refreshToken || null,
    })),
]);

const claimsSchema = z.object({
  exp: z.number().nullish(),
  iat: z.number().nullish(),
  email: z.string().nullish(),
  preferred_username: z.string().nullish(),
});

/** What is read from a token. Claims are not documented (tenant-api §5.15): all of them may be missing. */
export interface TokenClaims {
  /** Seconds the token is good for, told by its own two stamps; null without both. */
  readonly lifeSeconds: number | null;
  /** Seconds since 1970 on the tenant's clock. */
  readonly expiresAt: number | null;
  readonly email: string | null;
}

/** The claims of a JWT. Nothing is verified: the tenant does that, we only want to know when to renew. Never throws. */
export function claimsOf(token: string): TokenClaims {
  const none: TokenClaims = { lifeSeconds: null, expiresAt: null, email: null };
  try {
    const payload = token.split('.')[1] ?? '';
    const text = Buffer.from(payload, 'base64url').toString();
    const claims = claimsSchema.parse(JSON.parse(text));
    const exp = claims.exp ?? null;
    const name = claims.email || claims.preferred_username || null;
    return {
      lifeSeconds: exp === null || typeof claims.iat !== 'number' ? null : exp - claims.iat,
      expiresAt: exp,
      email: name !== null && name.includes('@') ? name : null,
    };
  } catch {
    return none;
  }
}
