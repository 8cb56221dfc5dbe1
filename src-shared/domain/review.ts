import { z } from 'zod';
import { roleTiers } from '../access/role-tier.ts';
import { scopeRefSchema } from './scope.ts';

/** What a reviewer can decide about one row (domain §4.7). Undecided is none of them, and never means revoke. */
export const decisionKinds = ['keep', 'revoke', 'change', 'defer', 'not-mine'] as const;

/** One of {@link decisionKinds}. */
export type DecisionKind = (typeof decisionKinds)[number];

/** Reasons to choose from; `other` needs words. */
export const reasonCodes = [
  'needed-for-work',
  'on-call',
  'only-holder',
  'left',
  'moved',
  'not-used',
  'too-wide',
  'too-strong',
  'duplicate',
  'mistake',
  'asking',
  'not-known-to-me',
  'other',
] as const;

/** One of {@link reasonCodes}. */
export type ReasonCode = (typeof reasonCodes)[number];

/** Why it was decided so. */
export const reviewReasonSchema = z.strictObject({
  code: z.enum(reasonCodes),
  text: z.string().trim().max(500),
});

/** See {@link reviewReasonSchema}. */
export type ReviewReason = z.infer<typeof reviewReasonSchema>;

/** A reviewer, by e-mail in lower case, or by the client id of a service account. */
const reviewerId = z.string().trim().toLowerCase().min(1).max(320);

/** Somebody who decides. */
export const reviewerSchema = z.strictObject({ id: reviewerId, name: z.string().trim().min(1).max(200) });

/** See {@link reviewerSchema}. */
export type Reviewer = z.infer<typeof reviewerSchema>;

/** A day in the reviewer's own time zone. */
const day = z.iso.date();

const reason = reviewReasonSchema.nullable();

/** One decision. Only keeping and revoking may go without a reason, and that as the campaign's policy says. */
export const reviewDecisionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep'), reason }),
  z.strictObject({ kind: z.literal('revoke'), reason }),
  z.strictObject({
    kind: z.literal('change'),
    /** Null: stays. One of the two is given. */
    role: z.strictObject({ id: z.string().min(1), name: z.string() }).nullable(),
    scope: scopeRefSchema.extend({ name: z.string() }).strict().nullable(),
    reason,
  }),
  /** Somebody else finds out, within 30 days of the decision. */
  z.strictObject({
    kind: z.literal('defer'),
    owner: z.string().trim().min(1).max(320),
    until: day,
    reason: reviewReasonSchema,
  }),
  /** Not for this reviewer; `to` says who would know. */
  z.strictObject({ kind: z.literal('not-mine'), to: reviewerId.nullable(), reason: reviewReasonSchema }),
]);

/** See {@link reviewDecisionSchema}. */
export type ReviewDecision = z.infer<typeof reviewDecisionSchema>;

/** The longest time for which a decision can be put off, in days (domain §4.7). */
export const mostDeferDays = 30;

/** What deserves a second look. Never a decision made beforehand. */
export const hintCodes = [
  'never-signed-in',
  'dormant',
  'redundant',
  'wide-scope',
  'outlier',
  'granted-by-self',
  'never-reviewed',
  'orphaned',
  'dormant-role',
] as const;

/** One of {@link hintCodes}. */
export type HintCode = (typeof hintCodes)[number];

/** One grant to decide about: an access rule as it was when the campaign was frozen. */
export const reviewRowSchema = z.strictObject({
  /** The rule's id at the tenant. */
  id: z.string().min(1),
  /** `type` as the rule says it, also one that we do not know: no row is left out. */
  subject: z.strictObject({ type: z.string().min(1), id: z.string(), name: z.string() }),
  role: z.strictObject({ id: z.string(), name: z.string(), tier: z.enum(roleTiers) }),
  /** `type` as the rule says it (`none`: no cluster, 2.13); `path`: names from the tenant down to it. */
  scope: z.strictObject({ type: z.string().min(1), id: z.string(), name: z.string(), path: z.string() }),
  /** An administrator's role anywhere, or a manager's over a whole tenant or cluster. */
  privileged: z.boolean(),
  grantedBy: z.string().nullable(),
  grantedAt: z.iso.datetime().nullable(),
  /** When the subject signed in last; null with `signInKnown`: never. */
  lastSignIn: z.iso.datetime().nullable(),
  signInKnown: z.boolean(),
  hints: z.array(z.strictObject({ code: z.enum(hintCodes), text: z.string() })),
  /** What the subject would lose with this rule alone, and what remains. */
  effect: z.strictObject({
    /** Permissions that no other rule of the subject gives there, in words, strongest first; at most 20. */
    lost: z.array(z.string()),
    lostCount: z.number().int().nonnegative(),
    /** Permissions of this rule that others give as well. */
    keptCount: z.number().int().nonnegative(),
    /** Those other rules, by id. */
    keptBy: z.array(z.string()),
    /** People behind a group, as far as known. */
    people: z.number().int().nonnegative().nullable(),
  }),
  /** Who decides: one, or two where the policy wants four eyes. Ids of reviewers. */
  reviewers: z.array(reviewerId).min(1).max(2),
});

/** See {@link reviewRowSchema}. */
export type ReviewRow = z.infer<typeof reviewRowSchema>;

/** Which grants are reviewed. Empty lists leave nothing out. */
export const populationSchema = z.strictObject({
  subjectTypes: z.array(z.enum(['user', 'group', 'service-account'])),
  /** Role ids. */
  roles: z.array(z.string().min(1)),
  /** These places and all below them. */
  scopes: z.array(scopeRefSchema),
  privilegedOnly: z.boolean(),
});

/** See {@link populationSchema}. */
export type Population = z.infer<typeof populationSchema>;

/** Who reviews what. */
export const reviewerRuleSchema = z.strictObject({
  /** `department`: its administrators; `project`: its managers, else its department's; `authoriser`: who granted it. */
  by: z.enum(['name', 'department', 'project', 'authoriser']),
  /** With `name`: these, each a fair share. */
  named: z.array(reviewerSchema).max(200),
  /** Decides what has nobody else: no such administrator, their own access, or declared not theirs. */
  fallback: reviewerSchema,
  /** Decides in the fallback's place about the fallback's own access; null: refused if there is any. */
  deputy: reviewerSchema.nullable(),
});

/** See {@link reviewerRuleSchema}. */
export type ReviewerRule = z.infer<typeof reviewerRuleSchema>;

/** What the campaign demands. That nobody reviews their own access is always so (V51). */
export const reviewPolicySchema = z.strictObject({
  /** Keeping a privileged row needs a reason (V51). */
  reasonForPrivileged: z.boolean(),
  /** Privileged rows need two reviewers who agree (V50). */
  fourEyes: z.boolean(),
  /** After the due date undecided rows: stay open, go to the fallback reviewer, or can no longer be decided. */
  overdue: z.enum(['wait', 'fallback', 'lock']),
  /** The oldest look at the tenant from which rows may be frozen, in hours. */
  freshHours: z.number().int().min(1).max(720),
});

/** See {@link reviewPolicySchema}. */
export type ReviewPolicy = z.infer<typeof reviewPolicySchema>;

/** What a campaign is made from. */
export const campaignSettingsSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  due: day,
  population: populationSchema,
  reviewers: reviewerRuleSchema,
  policy: reviewPolicySchema,
  /** Made-up rows that should be revoked, to see whether reviewers look; nobody but the owner knows them. */
  controls: z.number().int().min(0).max(20),
});

/** See {@link campaignSettingsSchema}. */
export type CampaignSettings = z.infer<typeof campaignSettingsSchema>;

/** A campaign, frozen: nothing of it ever changes (V56). What happens in it are entries (`review-entry.ts`). */
export const campaignSchema = z.strictObject({
  id: z.uuid(),
  settings: campaignSettingsSchema,
  tenant: z.strictObject({ label: z.string(), url: z.string(), productVersion: z.string() }),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  /** The look at the tenant from which the rows come, and that it was whole. */
  snapshot: z.strictObject({
    asOf: z.iso.datetime(),
    /** The history's moment; null where it keeps none yet. */
    moment: z.number().int().positive().nullable(),
    counts: z.record(z.string(), z.number().int().nonnegative()),
  }),
  rows: z.number().int().nonnegative(),
  /** SHA-256 of the canonical text of all rows, controls among them. */
  rosterHash: z.string(),
});

/** See {@link campaignSchema}. */
export type Campaign = z.infer<typeof campaignSchema>;
