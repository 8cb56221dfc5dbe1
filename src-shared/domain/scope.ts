import { z } from 'zod';

/** The scope types a rule of ours may name, widest first (tenant-api §3.4). `system` belongs to the platform owner. */
export const scopeTypeSchema = z.enum(['system', 'tenant', 'cluster', 'department', 'project']);

/** See {@link scopeTypeSchema}. */
export type ScopeType = z.infer<typeof scopeTypeSchema>;

/** One place rights can be given on; grants cascade downward from it. */
export const scopeRefSchema = z.object({
  type: scopeTypeSchema,
  /** Tenant number as text, cluster uuid, department or project id (numeric or uuid text). */
  id: z.string().min(1),
});

/** See {@link scopeRefSchema}. */
export type ScopeRef = z.infer<typeof scopeRefSchema>;

/** A node of the scope tree: tenant > clusters > departments > projects. */
export const scopeNodeSchema = z.object({
  type: scopeTypeSchema,
  id: z.string(),
  name: z.string(),
  /** Index of the parent in the same list, or null for the tenant. The list is in depth-first order. */
  parent: z.number().int().nonnegative().nullable(),
  /** A state worth showing, e.g. `Disconnected`, `Deleting`; null when there is nothing to say. */
  state: z.string().nullable(),
  /** Access rules of the mirror that sit exactly on this scope. */
  ruleCount: z.number().int().nonnegative(),
});

/** See {@link scopeNodeSchema}. */
export type ScopeNode = z.infer<typeof scopeNodeSchema>;
