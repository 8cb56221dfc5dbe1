import { z } from 'zod';
import { readWire } from './outside-contract.ts';

/** A service account as sent; applications of older versions have the same shape (tenant-api §3.6). */
export const serviceAccountWireSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  clientId: z.string().nullish(),
  enabled: z.boolean().nullish(),
  createdBy: z.string().nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  lastLogin: z.string().nullish(),
});

/** A subject that is a machine. Its rules may name it by client id, name or id (tenant-api §5, question 2). */
export interface ServiceAccount {
  readonly id: string;
  readonly name: string;
  /** What it signs in with; its name where the tenant gives none (older applications). */
  readonly clientId: string;
  readonly enabled: boolean;
  readonly createdBy: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly lastLogin: string | null;
}

/** One service account from what the tenant sent. Throws `outside-contract`. */
export function serviceAccountFromWire(raw: unknown): ServiceAccount {
  const wire = readWire(serviceAccountWireSchema, raw, 'a service account');
  return {
    id: wire.id,
    name: wire.name,
    clientId: wire.clientId || wire.name,
    enabled: wire.enabled ?? true,
    createdBy: wire.createdBy ?? '',
    createdAt: wire.createdAt ?? null,
    updatedAt: wire.updatedAt ?? null,
    lastLogin: wire.lastLogin ?? null,
  };
}
