import { z } from 'zod';

/**
 * One subject, one role, one scope; immutable (tenant-api §3.4). Types of subject and scope stay plain text here,
 * because a newer tenant may send values we do not know and they must survive (invariant I20).
 */
export const accessRuleSchema = z.object({
  id: z.number().int(),
  subjectType: z.string(),
  subjectId: z.string(),
  roleId: z.number().int(),
  roleName: z.string(),
  scopeType: z.string(),
  scopeId: z.string(),
  scopeName: z.string(),
  clusterId: z.string().nullable(),
  /** Who authorised it; may be empty. */
  createdBy: z.string(),
  createdAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
  deletedAt: z.string().nullable(),
  /** Creating, Ready, NotReady, Deleting; null on clusters before 2.22 (V41). */
  phase: z.string().nullable(),
});

/** See {@link accessRuleSchema}. */
export type AccessRule = z.infer<typeof accessRuleSchema>;
