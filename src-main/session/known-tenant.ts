import { z } from 'zod';
import { type Connection, productLineSchema } from '../../src-shared/domain/tenant.ts';
import type { OpenTenant } from '../../src-shared/ipc/tenants-contract.ts';
import { productTexts } from '../../src-shared/profiles/product-features.ts';
import { decideAbilities } from './abilities.ts';

/** What the last successful probe told, kept so that a tenant can be described while it is out of reach. No secret. */
export const knownTenantSchema = z.object({
  productLine: productLineSchema,
  /** E-mail or client id the tenant knows the actor by. */
  actor: z.string(),
  tenantId: z.string().nullable(),
  permissions: z.array(z.object({ resourceType: z.string(), actions: z.array(z.string()) })),
});

/** See {@link knownTenantSchema}. */
export type KnownTenant = z.infer<typeof knownTenantSchema>;

/** The open tenant as the window is told. Pure. */
export function describeTenant(connection: Connection, known: KnownTenant | null): OpenTenant {
  const line = known?.productLine ?? null;
  const productText = line === null ? 'Version not known yet' : productTexts[line];
  return {
    connection: { ...connection, productLine: line },
    productLine: line,
    productText,
    actor: known?.actor ?? connection.account,
    tenantId: known?.tenantId ?? null,
    abilities: decideAbilities(
      known === null ? null : { permissions: known.permissions, line: known.productLine },
    ),
  };
}
