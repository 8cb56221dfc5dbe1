import { z } from 'zod';
import { readWire } from './outside-contract.ts';

/** A department as sent; quota and usage are left aside (tenant-api §3.8). */
export const departmentWireSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  description: z.string().nullish(),
  clusterId: z.string(),
  createdBy: z.string().nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
});

/** A department: a scope inside one cluster, parent of projects. Names are unique per cluster only. */
export interface Department {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly clusterId: string;
  readonly createdBy: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** One department from what the tenant sent. Throws `outside-contract`. */
export function departmentFromWire(raw: unknown): Department {
  const wire = readWire(departmentWireSchema, raw, 'a department');
  return {
    id: wire.id,
    name: wire.name,
    description: wire.description ?? '',
    clusterId: wire.clusterId,
    createdBy: wire.createdBy ?? '',
    createdAt: wire.createdAt ?? null,
    updatedAt: wire.updatedAt ?? null,
  };
}
