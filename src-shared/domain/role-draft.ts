import { z } from 'zod';

/** A resource type and what may be done with it, as a draft names it. Both are open sets (tenant-api §3.5). */
export const grantedSchema = z.strictObject({
  resourceType: z.string().min(1).max(200),
  actions: z.array(z.string().min(1).max(40)).max(20),
});

/** A custom role as it is being written (V43). */
export const roleDraftSchema = z.strictObject({
  name: z.string().max(400),
  description: z.string().max(4000),
  permissionSetIds: z.array(z.string().min(1).max(100)).max(1000),
  /** Single permissions beside the sets, where the tenant takes them; empty elsewhere. */
  permissions: z.array(grantedSchema).max(1000),
});

/** See {@link roleDraftSchema}. */
export type RoleDraft = z.infer<typeof roleDraftSchema>;
