import { z } from 'zod';
import { permissionActions } from '../domain/role.ts';
import { scopeRefSchema } from '../domain/scope.ts';
import { findingKeyLength, findingSchema } from '../rules/finding.ts';
import {
  accessAsSchema,
  accessCellRefSchema,
  accessPathSchema,
  accessPlaceSchema,
  accessStates,
  accessSubjectRefSchema,
  accessSubjectSchema,
} from './access-contract.ts';
import { editReportSchema } from './changes-contract.ts';
import { act, call } from './define.ts';
import { reasonSchema, sendWhenSchema } from './users-contract.ts';

const count = z.number().int().nonnegative();
const window = { from: count.default(0), to: count.default(100) };

/** One thing to do so that something comes into force. A scope that is null is to be chosen, wherever the role counts. */
export const remedyActSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('give'), roleId: z.number().int(), scope: scopeRefSchema.nullable() }),
  /** At the identity provider. */
  z.object({ kind: z.literal('join'), group: z.string() }),
  z.object({ kind: z.literal('switch-role-on'), roleId: z.number().int() }),
  z.object({ kind: z.enum(['make-project', 'make-department']), scope: scopeRefSchema }),
  /** Beside the role, in the tenant's own console (2.13). */
  z.object({
    kind: z.enum(['assign-project', 'assign-department']),
    subject: accessSubjectRefSchema,
    scope: scopeRefSchema.nullable(),
  }),
  z.object({ kind: z.literal('permit-cluster'), scope: scopeRefSchema.nullable() }),
  z.object({
    kind: z.enum(['sign-in', 'enable-account', 'install-module', 'switch-departments-on', 'upgrade']),
  }),
]);
export type RemedyAct = z.infer<typeof remedyActSchema>;

/** What would bring something into force: all of its acts together, and none of them is for nothing. */
const remedySchema = z.object({
  /** e.g. "Give Viewer on project cats." */
  words: z.string(),
  acts: z.array(remedyActSchema).min(1),
  /** The access rule among them, ready to be given; null where there is none, or its scope is to be chosen. */
  grant: z
    .object({ roleId: z.number().int(), roleName: z.string(), scope: scopeRefSchema, scopeName: z.string() })
    .nullable(),
});
export type Remedy = z.infer<typeof remedySchema>;

/** What keeps somebody from something; the nearest first. */
export const missingPieceSchema = z.object({
  /**
   * `dormant`: granted there, and gated · `other-cluster`: holds it in other clusters only · `other-place`: elsewhere
   * only · `role-lacks`: what it holds there does not give this · `not-in-group`: a group would give it · `no-rule`.
   */
  kind: z.enum(['dormant', 'other-cluster', 'other-place', 'role-lacks', 'not-in-group', 'no-rule']),
  message: z.string(),
  /** The path that it is about. */
  path: accessPathSchema.nullable(),
  remedy: remedySchema.nullable(),
});
export type MissingPiece = z.infer<typeof missingPieceSchema>;

/** Why, or why not (domain §4.3). */
export const explanationSchema = z.object({
  subject: accessSubjectSchema,
  resourceType: z.string(),
  displayName: z.string(),
  action: z.enum(permissionActions),
  place: accessPlaceSchema.nullable(),
  state: z.enum(accessStates),
  /** The answer in one sentence. */
  sentence: z.string(),
  /** Every path that gives it there, those in force first. */
  paths: z.array(accessPathSchema),
  /** Empty where it is in force on all of the place. */
  missing: z.array(missingPieceSchema),
  asOf: z.string().nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const explainQuestionSchema = z.strictObject({
  subject: accessSubjectRefSchema,
  ...accessCellRefSchema.shape,
  /** Null: anywhere. */
  scope: scopeRefSchema.nullable().default(null),
  as: accessAsSchema,
});
export type ExplainQuestion = z.infer<typeof explainQuestionSchema>;

/** One thing that might be done. */
export const hypothesisSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('give'),
    subject: accessSubjectRefSchema,
    roleId: z.number().int(),
    scope: scopeRefSchema,
  }),
  z.strictObject({ kind: z.literal('take'), ruleId: z.string().max(40) }),
  /** All rules that name it, and for a user the account. */
  z.strictObject({ kind: z.literal('remove-subject'), subject: accessSubjectRefSchema }),
  z.strictObject({ kind: z.literal('join'), user: z.string().max(400), group: z.string().max(400) }),
  z.strictObject({ kind: z.literal('leave'), user: z.string().max(400), group: z.string().max(400) }),
  /** Another set of permissions, or switched on or off; null: as it is. */
  z.strictObject({
    kind: z.literal('role'),
    roleId: z.number().int(),
    permissions: z
      .array(z.strictObject({ resourceType: z.string().max(200), actions: z.array(z.string()).max(20) }))
      .max(500)
      .nullable(),
    enabled: z.boolean().nullable(),
  }),
]);
export type Hypothesis = z.infer<typeof hypothesisSchema>;

/** Cells at one place: what is gained, lost or kept there, and below it. */
export const accessShareSchema = z.object({
  place: accessPlaceSchema,
  /** Places inside it that are left out: there nothing changes. */
  except: z.array(accessPlaceSchema),
  rows: z.array(
    z.object({
      resourceType: z.string(),
      displayName: z.string(),
      actions: z.array(z.enum(permissionActions)),
    }),
  ),
});
export type AccessShare = z.infer<typeof accessShareSchema>;

/** What it would mean for one subject. */
export const accessDifferenceSchema = z.object({
  subject: accessSubjectSchema,
  gained: z.array(accessShareSchema),
  lost: z.array(accessShareSchema),
  /** What one way less would have taken, and another way still gives. */
  kept: z.array(accessShareSchema),
  /** The same in words, e.g. "− loses delete on Projects on department vision". */
  words: z.array(z.string()),
});
export type AccessDifference = z.infer<typeof accessDifferenceSchema>;

export const whatIfSchema = z.object({
  /** Subjects for whom anything changes, or is kept by another way; those who lose most first. */
  subjects: z.array(accessDifferenceSchema),
  total: count,
  gaining: count,
  losing: count,
  /** Reached, and for whom nothing changes. */
  unchanged: count,
  asOf: z.string().nullable(),
});
export type WhatIf = z.infer<typeof whatIfSchema>;

export const whatIfQuestionSchema = z.strictObject({
  hypotheses: z.array(hypothesisSchema).max(2000).default([]),
  /** Beside them the open changes: `count` what they come to, `given` take them as done, `leave` them out. */
  pending: z.enum(['count', 'given', 'leave']).default('given'),
  ...window,
});
export type WhatIfQuestion = z.infer<typeof whatIfQuestionSchema>;

/** A rule that one needs to have what the other has. */
export const plannedGrantSchema = z.object({
  roleId: z.number().int(),
  roleName: z.string(),
  place: accessPlaceSchema,
  /** Whether it gives nothing that is not there already by another role. */
  redundant: z.boolean(),
});
export type PlannedGrant = z.infer<typeof plannedGrantSchema>;

export const comparisonSchema = z.object({
  left: accessSubjectSchema,
  right: accessSubjectSchema,
  place: accessPlaceSchema.nullable(),
  rows: z.array(
    z.object({
      resourceType: z.string(),
      displayName: z.string(),
      group: z.string(),
      cells: z.array(z.object({ left: z.enum(accessStates), right: z.enum(accessStates) })),
    }),
  ),
  onlyLeft: z.array(accessShareSchema),
  onlyRight: z.array(accessShareSchema),
  /** Rules for the right to have what the left has, and the other way round. */
  toRight: z.array(plannedGrantSchema),
  toLeft: z.array(plannedGrantSchema),
  asOf: z.string().nullable(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const compareQuestionSchema = z.strictObject({
  left: accessSubjectRefSchema,
  right: accessSubjectRefSchema,
  scope: scopeRefSchema.nullable().default(null),
  as: accessAsSchema,
});
export type CompareQuestion = z.infer<typeof compareQuestionSchema>;

/** What is left to do so that something granted comes into force (R21). */
export const followUpKinds = [
  'researcher-without-project',
  'department-administrator-without-department',
  'module-missing',
  'version-too-old',
  'not-signed-in',
  'user-deleted',
  'account-disabled',
  'role-off',
  'role-gone',
  'scope-gone',
  'cluster-not-permitted',
  'assigned-without-role',
] as const;
export type FollowUpKind = (typeof followUpKinds)[number];

export const followUpSchema = z.object({
  /** Stays the same as long as the task is there. */
  key: z.string(),
  kind: z.enum(followUpKinds),
  /** The rule of domain §6 behind it; null where there is none. */
  rule: z.string().nullable(),
  subject: accessSubjectSchema,
  /** One sentence: what is missing. */
  message: z.string(),
  /** What would solve it. */
  remedy: z.string(),
  /** The oldest of its rules. */
  since: z.string().nullable(),
  paths: z.array(accessPathSchema),
});
export type FollowUp = z.infer<typeof followUpSchema>;

export const followUpsSchema = z.object({
  total: count,
  rows: z.array(followUpSchema),
  counts: z.array(z.object({ kind: z.enum(followUpKinds), count })),
  asOf: z.string().nullable(),
});
export type FollowUps = z.infer<typeof followUpsSchema>;

export const followUpsQuestionSchema = z.strictObject({
  as: accessAsSchema,
  kinds: z.array(z.enum(followUpKinds)).nullable().default(null),
  /** Only those of one subject. */
  subject: accessSubjectRefSchema.nullable().default(null),
  ...window,
});
export type FollowUpsQuestion = z.infer<typeof followUpsQuestionSchema>;

/** "Give B what A has": what is planned, and once it is saved what became of it. */
export const giveReportSchema = z.object({
  planned: z.array(plannedGrantSchema),
  /** What the grant rules say (V12, V36–V38 and so on); those that block keep it from being saved. */
  findings: z.array(findingSchema),
  /** Null for a preview, and where nothing was to be given. */
  report: editReportSchema.nullable(),
});
export type GiveReport = z.infer<typeof giveReportSchema>;

export const accessWhyCalls = {
  'access.explain': call(explainQuestionSchema, explanationSchema),
  'access.what-if': call(whatIfQuestionSchema, whatIfSchema),
  'access.compare': call(compareQuestionSchema, comparisonSchema),
  'access.follow-ups': call(followUpsQuestionSchema, followUpsSchema),
  'access.give': act(
    z.strictObject({
      from: accessSubjectRefSchema,
      to: accessSubjectRefSchema,
      as: accessAsSchema,
      /** Show only what would be given. */
      preview: z.boolean(),
      /** Which of the planned rules; null: all that are not redundant. */
      only: z
        .array(z.strictObject({ roleId: z.number().int(), scope: scopeRefSchema }))
        .max(500)
        .nullable()
        .default(null),
      acknowledged: z.array(z.string().max(findingKeyLength)).max(1000).default([]),
      /** Why, for what reaches far (V38). */
      reason: reasonSchema,
      send: sendWhenSchema,
    }),
    giveReportSchema,
  ),
};
