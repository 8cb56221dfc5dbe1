import { z } from 'zod';

const instant = z.string().nullish();

const accessKey = z.object({
  id: z.string(),
  name: z.string(),
  clientId: z.string(),
  createdAt: instant,
  lastLogin: instant,
  createdBy: z.string().nullish(),
});

/** Replies of `/api/v1/administration/access-keys` and, without owners, of `/api/v1/access-keys` (tenant-api §3.6). */
export const accessKeysSchema = z.object({ accessKeys: z.array(accessKey) });

/** Reply of `POST /api/v1/access-keys` (tenant-api §3.6). */
export const accessKeyCreatedSchema = accessKey.extend({ clientSecret: z.string().min(1) });

/** Reply of `/api/v1/security/settings` (tenant-api §3.7); what is of another shape is as if it were not told. */
export const securitySettingsSchema = z.object({
  autoRedirectSSO: z
    .object({ enabled: z.boolean().nullish(), idpAlias: z.string().nullish() })
    .nullish()
    .catch(null),
  browserSessionTimeout: z.object({ idleTimeout: z.number().nullish() }).nullish().catch(null),
  logoutRedirectUri: z.object({ uri: z.string().nullish() }).nullish().catch(null),
});
