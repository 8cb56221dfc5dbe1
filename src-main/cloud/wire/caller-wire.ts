import { z } from 'zod';

/** Reply of `/api/v1/authorization/permissions` (tenant-api §3.2). */
export const callerPermissionsSchema = z.array(
  z.object({ resourceType: z.string(), actions: z.array(z.string()).nullish() }),
);

/** `{count}` of the count calls. */
export const countSchema = z.object({ count: z.number().int().nonnegative() });

/** Where the tenant's number may be found without asking for it (tenant-api §3.8). */
export const tenantNumberSchema = z.array(
  z.object({ tenantId: z.union([z.number(), z.string()]).nullish() }),
);

/** The caller's own rules: a page one level deeper than elsewhere (tenant-api §3.2). */
export const myRulesSchema = z.object({ accessRules: z.object({ accessRules: tenantNumberSchema }) });
