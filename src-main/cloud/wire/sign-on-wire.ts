import { z } from 'zod';

const instant = z.string().nullish();

/** Reply of `/api/v1/administration/access-keys` (tenant-api §3.6). */
export const accessKeysSchema = z.object({
  accessKeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      clientId: z.string(),
      createdAt: instant,
      lastLogin: instant,
      createdBy: z.string().nullish(),
    }),
  ),
});

/** Reply of `/api/v1/security/settings` (tenant-api §3.7); what is of another shape is as if it were not told. */
export const securitySettingsSchema = z.object({
  autoRedirectSSO: z
    .object({ enabled: z.boolean().nullish(), idpAlias: z.string().nullish() })
    .nullish()
    .catch(null),
  browserSessionTimeout: z.object({ idleTimeout: z.number().nullish() }).nullish().catch(null),
  logoutRedirectUri: z.object({ uri: z.string().nullish() }).nullish().catch(null),
});
