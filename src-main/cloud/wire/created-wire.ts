import { z } from 'zod';

/** Reply of `POST /api/v1/users`. The password may be absent when the tenant mails a link instead (tenant-api §5.6). */
export const userCreatedSchema = z.object({
  id: z.string().min(1),
  username: z.string(),
  tempPassword: z.string().nullish(),
});

/** Reply of `POST /api/v1/users/{id}/password`. */
export const passwordIssuedSchema = z.object({ tempPassword: z.string().min(1) });

/** A client secret as issued: applications, the older name of service accounts, call it `secret` (tenant-api §3.6). */
export const clientSecretIssuedSchema = z.union([
  z.object({ clientSecret: z.string().min(1) }),
  z.object({ secret: z.string().min(1) }).transform(({ secret }) => ({ clientSecret: secret })),
]);

/** Reply of `POST /api/v1/service-accounts`; the client id may be left out and is the name then (tenant-api §3.6). */
export const serviceAccountCreatedSchema = z.intersection(
  z.object({ id: z.string().min(1), name: z.string(), clientId: z.string().nullish() }),
  clientSecretIssuedSchema,
);

/** Reply of `batch-create`: what was made as sent, and what was not with the payload it came from (tenant-api §3.4). */
export const batchCreatedSchema = z.object({
  succeeded: z.array(z.unknown()).nullish(),
  failed: z
    .array(
      z.object({
        payload: z
          .object({
            subjectId: z.string().nullish(),
            subjectType: z.string().nullish(),
            scopeId: z.string().nullish(),
            scopeType: z.string().nullish(),
          })
          .nullish(),
        code: z.number().int().nullish(),
        message: z.string().nullish(),
      }),
    )
    .nullish(),
});
