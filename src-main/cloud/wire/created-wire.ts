import { z } from 'zod';

/** Reply of `POST /api/v1/users`. The password may be absent when the tenant mails a link instead (tenant-api §5.6). */
export const userCreatedSchema = z.object({
  id: z.string().min(1),
  username: z.string(),
  tempPassword: z.string().nullish(),
});

/** Reply of `POST /api/v1/users/{id}/password`. */
export const passwordIssuedSchema = z.object({ tempPassword: z.string().min(1) });

/** Reply of `batch-create`: what was made as sent, and what was not with the payload it came from (tenant-api §3.4). */
export const batchCreatedSchema = z.object({
  succeeded: z.array(z.unknown()).nullish(),
  failed: z
    .array(
      z.object({
        payload: z.object({ scopeId: z.string().nullish(), scopeType: z.string().nullish() }).nullish(),
        code: z.number().int().nullish(),
        message: z.string().nullish(),
      }),
    )
    .nullish(),
});
