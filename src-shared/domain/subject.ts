import { z } from 'zod';

/**
 * Who can hold an access rule (tenant-api §3.4). `app` is the name of service accounts before 2.24;
 * `all-authenticated-users` appears in 3.0 only.
 */
export const subjectTypeSchema = z.enum([
  'user',
  'group',
  'service-account',
  'app',
  'all-authenticated-users',
]);

/** See {@link subjectTypeSchema}. */
export type SubjectType = z.infer<typeof subjectTypeSchema>;

/** One subject. `id` is the e-mail for users, the name as the identity provider sends it for groups, the client id for service accounts. */
export const subjectRefSchema = z.object({ type: subjectTypeSchema, id: z.string().min(1) });

/** See {@link subjectRefSchema}. */
export type SubjectRef = z.infer<typeof subjectRefSchema>;
