import { z } from 'zod';
import { readWire } from './outside-contract.ts';

/** A cluster as sent by `/api/v1/clusters` (tenant-api §3.8). */
export const clusterWireSchema = z.object({
  uuid: z.string().min(1),
  tenantId: z.union([z.number(), z.string()]).nullish(),
  name: z.string(),
  domain: z.string().nullish(),
  version: z.string().nullish(),
  status: z.object({ state: z.string().nullish() }).nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  lastLiveness: z.string().nullish(),
  deleteRequestedAt: z.string().nullish(),
});

/** A cluster of the tenant: the first level of scopes below it. */
export interface Cluster {
  readonly id: string;
  /** The tenant's number as text: the scope id of the tenant itself. */
  readonly tenantId: string | null;
  readonly name: string;
  readonly domain: string | null;
  /** Version of the cluster's part, a lower bound for the tenant's. */
  readonly version: string | null;
  /** Connected, Disconnected, WaitingToConnect, … or a newer word. */
  readonly state: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly lastLiveness: string | null;
  readonly deleteRequestedAt: string | null;
}

/** One cluster from what the tenant sent. Throws `outside-contract`. */
export function clusterFromWire(raw: unknown): Cluster {
  const wire = readWire(clusterWireSchema, raw, 'a cluster');
  return {
    id: wire.uuid,
    tenantId: wire.tenantId === null || wire.tenantId === undefined ? null : String(wire.tenantId),
    name: wire.name,
    domain: wire.domain ?? null,
    version: wire.version ?? null,
    state: wire.status?.state ?? null,
    createdAt: wire.createdAt ?? null,
    updatedAt: wire.updatedAt ?? null,
    lastLiveness: wire.lastLiveness ?? null,
    deleteRequestedAt: wire.deleteRequestedAt ?? null,
  };
}
