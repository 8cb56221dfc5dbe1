import { abilitiesSchema, type Abilities } from '../../../../src-shared/domain/tenant.ts';
import type { OpenTenant } from '../../../../src-shared/ipc/tenants-contract.ts';

/** Abilities of somebody who may do all but what is named. */
export function abilitiesBut(refused: Partial<Record<keyof Abilities, string>>): Abilities {
  const entries = abilitiesSchema.keyof().options.map((id) => {
    const reason = refused[id] ?? null;
    return [id, { allowed: reason === null, reason }];
  });
  return abilitiesSchema.parse(Object.fromEntries(entries));
}

/** A tenant just connected. */
export const openTenant: OpenTenant = {
  connection: {
    key: 'acme-1',
    url: 'https://acme.example.com',
    label: 'acme.example.com',
    account: 'rolebook',
    method: 'service-account',
    isDemo: false,
    productLine: '3.0',
    hasSecret: true,
  },
  productLine: '3.0',
  productText: 'Run:ai 3.0',
  actor: 'rolebook',
  tenantId: '212',
  abilities: abilitiesBut({}),
};
