import { z } from 'zod';
import { type Connection, productLineSchema } from '../../src-shared/domain/tenant.ts';
import type { OpenTenant } from '../../src-shared/ipc/tenants-contract.ts';
import { productTexts } from '../../src-shared/profiles/product-features.ts';
import { productReleaseSchema, releaseText } from '../../src-shared/profiles/product-release.ts';
import { decideAbilities } from './abilities.ts';

/** What the last successful probe told, kept so that a tenant can be described while it is out of reach. No secret. */
export const knownTenantSchema = z.object({
  productLine: productLineSchema,
  /** E-mail or client id the tenant knows the actor by. */
  actor: z.string(),
  tenantId: z.string().nullable(),
  /** Which versions of the line 2.19 to 2.23 it may be; null for other lines, and where nobody has looked. */
  release: productReleaseSchema.nullish(),
  permissions: z.array(z.object({ resourceType: z.string(), actions: z.array(z.string()) })),
});

/** See {@link knownTenantSchema}. */
export type KnownTenant = z.infer<typeof knownTenantSchema>;

/** The open tenant as the window is told. Pure. */
export function describeTenant(connection: Connection, known: KnownTenant | null): OpenTenant {
  const line = known?.productLine ?? null;
  const release = known?.release ?? null;
  const told = release === null || line !== '2.22' ? null : releaseText(release);
  const productText = line === null ? 'Version not known yet' : (told ?? productTexts[line]);
  return {
    connection: { ...connection, productLine: line },
    productLine: line,
    productText,
    actor: known?.actor ?? connection.account,
    tenantId: known?.tenantId ?? null,
    abilities: decideAbilities(
      known === null ? null : { permissions: known.permissions, line: known.productLine, release },
    ),
  };
}
