import { z } from 'zod';
import { readWire } from './outside-contract.ts';

/** A project as sent; quota and usage are left aside (tenant-api §3.8). `parentId` is its department. */
export const projectWireSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  description: z.string().nullish(),
  clusterId: z.string(),
  parentId: z.string().nullish(),
  status: z.object({ namespace: z.string().nullish(), phase: z.string().nullish() }).nullish(),
  createdBy: z.string().nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
});

/** A project: the narrowest scope. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly clusterId: string;
  readonly departmentId: string | null;
  readonly namespace: string | null;
  /** Creating, Ready, Deleting, … or a newer word. */
  readonly phase: string | null;
  readonly createdBy: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** One project from what the tenant sent. Throws `outside-contract`. */
export function projectFromWire(raw: unknown): Project {
  const wire = readWire(projectWireSchema, raw, 'a project');
  return {
    id: wire.id,
    name: wire.name,
    description: wire.description ?? '',
    clusterId: wire.clusterId,
    departmentId: wire.parentId ?? null,
    namespace: wire.status?.namespace ?? null,
    phase: wire.status?.phase ?? null,
    createdBy: wire.createdBy ?? '',
    createdAt: wire.createdAt ?? null,
    updatedAt: wire.updatedAt ?? null,
  };
}
