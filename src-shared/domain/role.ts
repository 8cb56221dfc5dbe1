import { z } from 'zod';

/** The four actions a permission can hold, in the order they are always shown. */
export const permissionActions = ['create', 'read', 'update', 'delete'] as const;

/** One of {@link permissionActions}. */
export type PermissionAction = (typeof permissionActions)[number];

/** A resource type and what may be done with it. Resource types and actions are open sets (tenant-api §3.5). */
export const permissionSchema = z.object({
  resourceType: z.string(),
  /** Name for people; the resource type itself where the tenant gives none. */
  displayName: z.string(),
  /** organization, physical-resource, iam, dashboard, workload, workload-asset, or a newer one; `other` where unknown. */
  group: z.string(),
  actions: z.array(z.string()),
});

/** See {@link permissionSchema}. */
export type Permission = z.infer<typeof permissionSchema>;

/** A predefined or custom role (tenant-api §3.5). The name is the only key that is stable across installations. */
export const roleSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  description: z.string(),
  permissions: z.array(permissionSchema),
  permissionSets: z.array(z.object({ id: z.string(), name: z.string() })),
  custom: z.boolean(),
  /** False where the tenant says the role cannot take effect. */
  enabled: z.boolean(),
  createdBy: z.string(),
  createdAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
});

/** See {@link roleSchema}. */
export type Role = z.infer<typeof roleSchema>;
