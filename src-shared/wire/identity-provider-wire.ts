import { z } from 'zod';
import { readWire } from './outside-contract.ts';

/** An identity provider as sent (tenant-api §3.7). Its secret members are deliberately not described here. */
export const identityProviderWireSchema = z.object({
  alias: z.string().min(1),
  type: z.string(),
  redirectUri: z.string().nullish(),
  oidcData: z.object({ clientId: z.string().nullish(), discoverDocumentUrl: z.string().nullish() }).nullish(),
  samlData: z
    .object({ entityId: z.string().nullish(), signingCertificate: z.string().nullish().catch(null) })
    .nullish(),
  mappers: z.record(z.string(), z.unknown()).nullish().catch(null),
});

/** Where SSO users come from. Never holds its client secret. */
export interface IdentityProvider {
  readonly alias: string;
  /** saml, oidc, openshift-v4, or a newer word. */
  readonly type: string;
  readonly redirectUri: string;
  /** The discovery document (OIDC) or entity id (SAML); null where the tenant says neither. */
  readonly source: string | null;
  /** The certificate that its assertions are signed with (SAML), PEM or base64; null where the tenant sends none. */
  readonly certificate: string | null;
  /** Names of attributes, by what they become (`email`, `groups`, `uid` …); null where the tenant sends no mapping. */
  readonly mappers: Readonly<Record<string, string | null>> | null;
}

/** One identity provider from what the tenant sent. Throws `outside-contract`. */
export function identityProviderFromWire(raw: unknown): IdentityProvider {
  const wire = readWire(identityProviderWireSchema, raw, 'an identity provider');
  return {
    alias: wire.alias,
    type: wire.type,
    redirectUri: wire.redirectUri ?? '',
    source: wire.oidcData?.discoverDocumentUrl ?? wire.samlData?.entityId ?? null,
    certificate: wire.samlData?.signingCertificate || null,
    mappers:
      wire.mappers === null || wire.mappers === undefined
        ? null
        : Object.fromEntries(
            Object.entries(wire.mappers).map(([what, name]) => [
              what,
              typeof name === 'string' ? name : null,
            ]),
          ),
  };
}

const secretMember = /secret|password|token|privatekey/i;

/**
 * The same fact without members that hold a secret, however deep. Identity providers are the one kind of fact that
 * the tenant may send with a secret inside (tenant-api §3.7); the copy keeps every other member as sent (I20).
 */
export function withoutSecrets(raw: unknown): unknown {
  if (Array.isArray(raw)) return raw.map(withoutSecrets);
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(
    Object.entries(raw)
      .filter(([name]) => !secretMember.test(name))
      .map(([name, value]) => [name, withoutSecrets(value)]),
  );
}
