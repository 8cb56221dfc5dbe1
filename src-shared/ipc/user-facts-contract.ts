import { z } from 'zod';
import { accessKeySchema } from '../domain/access-key.ts';
import { subjectTypeSchema } from '../domain/subject.ts';
import { findingSchema } from '../rules/finding.ts';
import { passwordStates } from '../rules/password-rules.ts';
import { call } from './define.ts';

/** A project or department that somebody is assigned to beside the rules. */
const assignedUnitSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Names from the cluster down to the unit's parent. */
  path: z.array(z.string()),
  /** `direct`, or the group that is assigned. */
  via: z.string(),
});
export type AssignedUnit = z.infer<typeof assignedUnitSchema>;

/** Where somebody is assigned on a version that keeps that apart from roles (2.13; domain R40, R41). */
export const assignmentsViewSchema = z.object({
  /** False where everything is given by access rules. */
  applies: z.boolean(),
  /** Null where the tenant does not tell. */
  projects: z.array(assignedUnitSchema).nullable(),
  departments: z.array(assignedUnitSchema).nullable(),
  /** V12, V13, V19. */
  findings: z.array(findingSchema),
  /** Why it is not changed here. */
  whyNotHere: z.string(),
  asOf: z.string().nullable(),
});
export type AssignmentsView = z.infer<typeof assignmentsViewSchema>;

/** How far a password is the user's own (V31). */
export const passwordViewSchema = z.object({
  state: z.enum(passwordStates),
  since: z.string().nullable(),
  words: z.string(),
  findings: z.array(findingSchema),
});
export type PasswordView = z.infer<typeof passwordViewSchema>;

/** Access keys of a user as the tenant lists them now (V42). One's own are made by `accessKeys.issue`; those of others only by them. */
export const accessKeysViewSchema = z.object({
  keys: z.array(accessKeySchema),
  /** Why they cannot be listed: the version has none, the actor may not, or the tenant is out of reach. */
  whyNot: z.string().nullable(),
  findings: z.array(findingSchema),
});
export type AccessKeysView = z.infer<typeof accessKeysViewSchema>;

export const userFactsCalls = {
  'users.password': call(z.strictObject({ id: z.string().min(1).max(400) }), passwordViewSchema),
  'users.accessKeys': call(z.strictObject({ email: z.string().min(1).max(400) }), accessKeysViewSchema),
  'users.assignments': call(
    z.strictObject({ type: subjectTypeSchema, id: z.string().min(1).max(400) }),
    assignmentsViewSchema,
  ),
};
