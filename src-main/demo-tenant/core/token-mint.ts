import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Millis } from './instant.ts';
import { uuidOf, type Rng } from './mixing.ts';

/** What a token of the demo tenant says. `iat` and `exp` in whole seconds, as JWTs have them. */
interface Claims {
  typ: 'Bearer' | 'Refresh' | 'External' | 'ID';
  iss: string;
  sub: string;
  azp: string;
  tenant_id: number;
  preferred_username: string;
  email?: string;
  groups?: readonly string[];
  /** Rotation of the client secret it was made with. */
  gen?: number;
  iat: number;
  /** Issue time in milliseconds, for comparing with the end of sessions. */
  iat_ms: number;
  exp: number;
  jti: string;
}

export type TokenSubject = Omit<Claims, 'typ' | 'iss' | 'tenant_id' | 'iat' | 'iat_ms' | 'exp' | 'jti'>;

/** Makes and checks signed tokens (JWT, HS256). */
export interface TokenMint {
  lifetimeSeconds: number;
  make(typ: Claims['typ'], subject: TokenSubject, now: Millis, lifetimeSeconds?: number): string;
  /** Claims of a token with a good signature that has not expired; else `undefined`. */
  check(token: string, typ: Claims['typ'], now: Millis): Readonly<Claims> | undefined;
}

const HEADER = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

/** So many tokens are remembered as good. */
const soundTokens = 1000;

/** Creates a mint whose key comes from the seed, so that tokens outlive a restart with the same seed. */
export function createTokenMint(
  seed: number,
  tenantId: number,
  lifetimeSeconds: number,
  rng: Rng,
): TokenMint {
  const key = `demo-tenant-${seed}-${tenantId}`;
  /** Claims of tokens whose signature was found good: every request brings one, mostly the same. */
  const sound = new Map<string, Readonly<Claims>>();
  const sign = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  return {
    lifetimeSeconds,
    make: (typ, subject, now, lifetime = lifetimeSeconds) => {
      const iat = Math.floor(now / 1000);
      const claims: Claims = {
        ...subject,
        typ,
        iss: 'https://tenant.example.test/auth/realms/runai',
        tenant_id: tenantId,
        iat,
        iat_ms: now,
        exp: iat + lifetime,
        jti: uuidOf(rng.word(), rng.word()),
      };
      const text = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
      return `${text}.${sign(text).toString('base64url')}`;
    },
    check: (token, typ, now) => {
      const claims = sound.get(token) ?? read(token);
      return claims !== undefined && claims.typ === typ && claims.exp * 1000 > now ? claims : undefined;
    },
  };

  function read(token: string): Readonly<Claims> | undefined {
    const [header, payload, signature, ...rest] = token.split('.');
    if (header !== HEADER || payload === undefined || signature === undefined || rest.length > 0)
      return undefined;
    const given = Buffer.from(signature, 'base64url');
    const wanted = sign(`${header}.${payload}`);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
    if (sound.size >= soundTokens) sound.clear();
    sound.set(token, claims);
    return claims;
  }
}
