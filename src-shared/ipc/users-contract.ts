import { z } from 'zod';
import { credentialInfoSchema } from '../domain/credential.ts';
import { scopeRefSchema } from '../domain/scope.ts';
import { errorBodySchema } from '../errors/error-body.ts';
import { findingKeyLength, findingSchema } from '../rules/finding.ts';
import { reasonLength } from '../rules/reason-rules.ts';
import { act, call } from './define.ts';

/** Warnings the user has seen and accepted: finding keys, or a bare rule (`V38`) for all warnings of it. */
const acknowledged = z.array(z.string().max(findingKeyLength)).max(1000).default([]);
/** When what is saved leaves: as the settings say (absent), at once, or staged until it is sent from Changes. */
export const sendWhenSchema = z.enum(['now', 'staged']).optional();
export type SendWhen = z.infer<typeof sendWhenSchema>;
/** Why rights that reach far are given (V38), in words; kept with each rule that reaches far. */
export const reasonSchema = z.string().max(reasonLength).nullable().optional();
const userIds = z.array(z.string().min(1).max(200)).min(1).max(1000);

/** One role on one or more scopes, as chosen in the dialog; never an implicit empty (V14, O21). */
export const grantSchema = z.strictObject({
  roleId: z.number().int(),
  scopes: z.array(scopeRefSchema).min(1).max(500),
});
export type Grant = z.infer<typeof grantSchema>;

/** What Save sends. */
export const newUserSchema = z.strictObject({
  /** `local` creates the account; `sso` only pre-authorises the e-mail by rules (O16). */
  kind: z.enum(['local', 'sso']),
  email: z.string().max(400),
  firstName: z.string().max(255).nullable().default(null),
  lastName: z.string().max(255).nullable().default(null),
  grants: z.array(grantSchema).max(50),
  /** Roles and clusters of a user of 2.13, where they stand on the user, in place of grants (R16, R27). */
  legacy: z
    .strictObject({
      roleIds: z.array(z.number().int()).max(50),
      clusters: z.union([z.enum(['all', 'none']), z.array(z.string().min(1).max(200)).max(500)]),
    })
    .optional(),
  /** Server mails a link to set the password, where the version has it. */
  notify: z.boolean().default(false),
  acknowledged,
  reason: reasonSchema,
  send: sendWhenSchema,
});
export type NewUser = z.infer<typeof newUserSchema>;

/** How one rule of a save ended. */
export const rulePartSchema = z.object({
  roleId: z.number().int(),
  roleName: z.string(),
  scope: scopeRefSchema,
  scopeName: z.string(),
  /** `pending`: saved here, sent later. */
  outcome: z.enum(['created', 'exists', 'failed', 'not-tried', 'unknown', 'pending']),
  ruleId: z.number().int().nullable(),
  error: errorBodySchema.nullable(),
});
export type RulePart = z.infer<typeof rulePartSchema>;

/** How the removal of a rule ended that a wider one of a save covers. */
export const removedPartSchema = z.object({
  ruleId: z.number().int(),
  roleName: z.string(),
  scopeType: z.string(),
  scopeName: z.string(),
  /** `pending`: saved here, sent later. */
  outcome: z.enum(['removed', 'failed', 'not-tried', 'unknown', 'pending']),
  error: errorBodySchema.nullable(),
});
export type RemovedPart = z.infer<typeof removedPartSchema>;

/** The report after Save: the account, each rule, the credential (its info only) and what to do about failures. */
export const createReportSchema = z.object({
  email: z.string(),
  userId: z.string().nullable(),
  account: z.object({
    /** `pending`: saved here, sent later. */
    outcome: z.enum(['created', 'exists', 'pre-authorised', 'failed', 'unknown', 'pending']),
    error: errorBodySchema.nullable(),
  }),
  rules: z.array(rulePartSchema),
  /** Narrower rules that were to go with it; absent where none was. */
  removed: z.array(removedPartSchema).optional(),
  credential: credentialInfoSchema.nullable(),
  /** True when calling users.addRules with the failed parts can finish the job. */
  repairable: z.boolean(),
  requests: z.number().int().nonnegative(),
});
export type CreateReport = z.infer<typeof createReportSchema>;

/** What the mirror and the rules say about an e-mail while it is typed (V01–V07, V28). */
export const emailStateSchema = z.object({
  findings: z.array(findingSchema),
  existing: z.object({ id: z.string(), email: z.string(), isLocal: z.boolean().nullable() }).nullable(),
  /** Rules that already name this e-mail (a pre-authorised or deleted-and-recreated one, V28). */
  ruleCount: z.number().int().nonnegative(),
  /** Those rules, so that none of them is chosen again (V36, V37); whether a user of that e-mail is there or not. */
  held: z.array(z.object({ roleId: z.number().int(), scopeType: z.string(), scopeId: z.string() })),
});
export type EmailState = z.infer<typeof emailStateSchema>;

/** What deleting would take away, shown before it is done (V20–V22, V26, V27). */
export const deletePreviewSchema = z.object({
  users: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      isLocal: z.boolean().nullable(),
      ruleCount: z.number().int().nonnegative(),
      rules: z.array(z.object({ roleName: z.string(), scopeName: z.string(), scopeType: z.string() })),
      lastLogin: z.string().nullable(),
      findings: z.array(findingSchema),
    }),
  ),
  findings: z.array(findingSchema),
  /** The phrase to type before it may be done (V29), or null. */
  typedPhrase: z.string().nullable(),
});
export type DeletePreview = z.infer<typeof deletePreviewSchema>;

/** How one user of a bulk act ended. */
export const userOutcomeSchema = z.object({
  id: z.string(),
  email: z.string(),
  /** `pending`: saved here, sent later. */
  outcome: z.enum(['done', 'already-gone', 'failed', 'unknown', 'not-tried', 'pending']),
  error: errorBodySchema.nullable(),
});
export type UserOutcome = z.infer<typeof userOutcomeSchema>;

export const usersCalls = {
  'users.emailState': call(
    z.strictObject({ email: z.string().max(400), kind: z.enum(['local', 'sso']) }),
    emailStateSchema,
  ),
  'users.create': act(newUserSchema, createReportSchema),
  /** Repairs a half-made user, or gives rules to an existing one. */
  'users.addRules': act(
    z.strictObject({
      email: z.string().max(400),
      grants: z.array(grantSchema).min(1).max(50),
      /** Rules that are held and that a wider one of these covers go in the same group, each after the one that covers it. */
      removeNarrower: z.boolean().optional(),
      acknowledged,
      reason: reasonSchema,
      send: sendWhenSchema,
    }),
    createReportSchema,
  ),
  'users.deletePreview': act(z.strictObject({ ids: userIds }), deletePreviewSchema),
  'users.delete': act(
    z.strictObject({
      ids: userIds,
      /** The typed phrase where the preview asked for one. */
      typed: z.string().max(200).nullable().default(null),
      acknowledged,
      send: sendWhenSchema,
    }),
    z.array(userOutcomeSchema),
  ),
  /** A new temporary password into the credential tray; local users only (V32, V33). Null: saved here, sent later. */
  'users.resetPassword': act(
    z.strictObject({ id: z.string().min(1).max(200), send: sendWhenSchema }),
    credentialInfoSchema.nullable(),
  ),
  'users.signOutEverywhere': act(z.strictObject({ ids: userIds }), z.array(userOutcomeSchema)),
};
