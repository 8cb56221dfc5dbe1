import { z } from 'zod';
import { scopeRefSchema } from '../domain/scope.ts';
import { subjectRefSchema, subjectTypeSchema } from '../domain/subject.ts';
import { findingKeyLength, findingSchema } from '../rules/finding.ts';
import { plannedStandings } from '../rules/planned-rules.ts';
import { editReportSchema, removalPreviewSchema } from './changes-contract.ts';
import { act } from './define.ts';
import { grantSchema, reasonSchema, sendWhenSchema } from './users-contract.ts';

/** Rules that one act may come to. */
export const mostPlannedRules = 5000;

const acknowledged = z.array(z.string().max(findingKeyLength)).max(1000).default([]);

/**
 * A subject as it was chosen or typed: an e-mail, whether it was seen here or not; a group's name as the identity provider
 * sends it; a service account by name, client id or id.
 */
export const wantedSubjectSchema = z.strictObject({
  type: subjectTypeSchema.extract(['user', 'group', 'service-account']),
  id: z.string().min(1).max(400),
});
export type WantedSubject = z.infer<typeof wantedSubjectSchema>;

/** Who gets which roles where: every subject gets every role on every one of its scopes. */
const wantedRules = {
  subjects: z.array(wantedSubjectSchema).min(1).max(1000),
  grants: z.array(grantSchema).max(50),
  /** Rules that are held and that a wider one of these covers go in the same group, each after the one that covers it. */
  removeNarrower: z.boolean().optional(),
};

/** A subject as the mirror knows it. */
export const knownSubjectSchema = z.object({
  /** As it was typed. */
  wanted: wantedSubjectSchema,
  /** As rules will name it; null where there is no such service account. */
  subject: subjectRefSchema.nullable(),
  /** What people call it: e-mail, group, name of the service account. */
  name: z.string(),
  /** `known` has been seen · `pre-authorised` an e-mail nobody has signed in with · `new` a group that nothing names yet · `unknown` cannot be one. */
  state: z.enum(['known', 'pre-authorised', 'new', 'unknown']),
  /** Rules that name it. */
  ruleCount: z.number().int().nonnegative(),
});
export type KnownSubject = z.infer<typeof knownSubjectSchema>;

/** One access rule of the preview; see `SubjectRule`. */
export const subjectRuleSchema = z.object({
  subject: subjectRefSchema,
  roleId: z.number().int(),
  roleName: z.string(),
  scope: scopeRefSchema,
  scopeName: z.string(),
  path: z.array(z.string()),
  standing: z.enum(plannedStandings),
  why: z.string().nullable(),
  wide: z.boolean(),
});

/** A rule that is held and gives nothing more beside a wider one of the preview (V37); see `NarrowerRule`. */
export const narrowerRuleSchema = z.object({
  /** The number of the rule. */
  id: z.number().int(),
  subject: subjectRefSchema,
  roleName: z.string(),
  scopeType: z.string(),
  scopeName: z.string(),
  /** Names from the tenant down to the scope's parent. */
  path: z.array(z.string()),
  /** The wider place, in words. */
  coveredBy: z.string(),
});

/** Every rule that would be made or not, and what there is to say about it before it is saved. */
export const rulesPreviewSchema = z.object({
  subjects: z.array(knownSubjectSchema),
  rules: z.array(subjectRuleSchema),
  narrower: z.array(narrowerRuleSchema),
  findings: z.array(findingSchema),
});
export type RulesPreview = z.infer<typeof rulesPreviewSchema>;

/** Where chosen subjects hold roles already, by themselves. */
export const heldPlacesSchema = z.object({
  /** How many subjects there are; those that are unknown are not counted. */
  subjects: z.number().int().nonnegative(),
  places: z.array(
    z.object({
      roleId: z.number().int(),
      scopeType: z.string(),
      scopeId: z.string(),
      /** How many of the subjects hold the role there. */
      holders: z.number().int().positive(),
    }),
  ),
});
export type HeldPlaces = z.infer<typeof heldPlacesSchema>;

/** Goes all the way but saves nothing: rejects with what the act would be refused for, else answers no changes. */
const dryRun = z.boolean().optional();
const ids = z.array(z.string().min(1).max(40)).min(1).max(mostPlannedRules);
/** What rules become; null keeps what each has. */
const becomes = { roleId: z.number().int().nullable(), scope: scopeRefSchema.nullable() };

export const rulesCalls = {
  /** Asks the mirror only, so it works offline. */
  'rules.addPreview': act(z.strictObject(wantedRules), rulesPreviewSchema),
  /** Where the subjects hold these roles already; asks the mirror only. */
  'rules.held': act(
    z.strictObject({ subjects: wantedRules.subjects, roleIds: z.array(z.number().int()).min(1).max(50) }),
    heldPlacesSchema,
  ),
  /** Saves the rules of the preview that are to be made, as one group of changes. */
  'rules.add': act(
    z.strictObject({ ...wantedRules, acknowledged, reason: reasonSchema, send: sendWhenSchema, dryRun }),
    editReportSchema,
  ),
  /** `losses` of a row says what it loses and gains. */
  'rules.changePreview': act(z.strictObject({ ids, ...becomes }), removalPreviewSchema),
  /** Several rules get another role, another place, or both; each new one comes before its old one goes (V39). */
  'rules.changeMany': act(
    z.strictObject({ ids, ...becomes, acknowledged, reason: reasonSchema, send: sendWhenSchema, dryRun }),
    editReportSchema,
  ),
};
