import { z } from 'zod';
import {
  campaignSchema,
  campaignSettingsSchema,
  reviewDecisionSchema,
  reviewerSchema,
  reviewRowSchema,
} from '../domain/review.ts';
import { reviewTotalsSchema } from '../domain/review-entry.ts';
import { sealSchema } from '../domain/seal.ts';
import { leftReasons } from '../reviews/left-rows.ts';
import { act, call, event } from './define.ts';

const campaignId = z.uuid();
const rowId = z.string().min(1).max(200);
const rowIds = z.array(rowId).min(1).max(100_000);
const count = z.number().int().nonnegative();
const reviewer = z.string().trim().toLowerCase().min(1).max(320);

/** Whose part is decided: one reviewer’s of a campaign of the open tenant, or that of an opened packet. */
const partRefSchema = z.union([
  z.strictObject({ campaign: campaignId, reviewer }),
  z.strictObject({ packet: z.uuid() }),
]);

/** See {@link partRefSchema}. */
export type PartRef = z.infer<typeof partRefSchema>;

/** How one reviewer comes along. */
export const reviewerStatusSchema = z.object({
  reviewer: reviewerSchema,
  rows: count,
  decided: count,
  privileged: count,
  signedOff: z.boolean(),
  /** A part went out as a file, and whether its answer came back. */
  packet: z.enum(['none', 'out', 'back']),
  /** The quality of what was decided (ux.md, idea 5); null before the first decision. */
  quality: z
    .object({
      /** Milliseconds per row: middle and 9th of 10. */
      medianMs: count,
      p90Ms: count,
      /** Rows kept one after another at most. */
      longestKeeps: count,
      /** Share of rows decided together with others, 0–1. */
      bulkShare: z.number().min(0).max(1),
      /** Share of privileged rows kept without words of their own, 0–1. */
      keptUnexplained: z.number().min(0).max(1),
      controlsSeen: count,
      controlsCaught: count,
    })
    .nullable(),
});

/** See {@link reviewerStatusSchema}. */
export type ReviewerStatus = z.infer<typeof reviewerStatusSchema>;

/** A campaign in a list. */
export const campaignSummarySchema = z.object({
  id: campaignId,
  name: z.string(),
  due: z.iso.date(),
  createdAt: z.iso.datetime(),
  totals: reviewTotalsSchema,
  state: z.enum(['deciding', 'ready-to-plan', 'proving', 'ready-to-close', 'closed']),
  overdue: z.boolean(),
  /** Rows that wait for whoever is signed in. */
  mine: count,
  /** What is kept of it has been altered or damaged, in words: nothing else said here can be trusted. */
  trouble: z.string().optional(),
});

/** See {@link campaignSummarySchema}. */
export type CampaignSummary = z.infer<typeof campaignSummarySchema>;

/** A row in a list; everything else of it is asked for when it is looked at. */
export const partRowSchema = z.object({
  id: rowId,
  subject: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  role: z.string(),
  tier: reviewRowSchema.shape.role.shape.tier,
  scope: z.string(),
  privileged: z.boolean(),
  /** Codes, one for each hint of the row; the words come with the row in full. */
  hints: z.array(z.string()),
  /** Rows with the same role on the same place have the same one. */
  group: count,
  decision: reviewDecisionSchema.nullable(),
});

/** See {@link partRowSchema}. */
export type PartRow = z.infer<typeof partRowSchema>;

/** One reviewer’s part. */
export const reviewPartSchema = z.object({
  part: partRefSchema,
  campaign: campaignSchema
    .pick({ id: true })
    .extend({ name: z.string(), due: z.iso.date(), tenant: z.string() }),
  policy: campaignSettingsSchema.shape.policy,
  asOf: z.iso.datetime(),
  reviewer: reviewerSchema,
  /** Who can be named as somebody who would know. */
  reviewers: z.array(reviewerSchema),
  roles: z.array(z.object({ id: z.string(), name: z.string() })),
  places: z.array(z.object({ type: z.string(), id: z.string(), name: z.string(), path: z.string() })),
  rows: z.array(partRowSchema),
  /** How it was signed off (`src-shared/reviews/signing.ts`); null: it was not, or something came to its reviewer since. */
  signed: z.object({ by: z.string(), at: z.iso.datetime(), answer: z.boolean() }).nullable(),
  /** Why nothing can be decided (any more), in words; null: it can. */
  closedBecause: z.string().nullable(),
});

/** See {@link reviewPartSchema}. */
export type ReviewPart = z.infer<typeof reviewPartSchema>;

/** A row on which two do not agree. */
export const reviewConflictSchema = z.object({
  row: reviewRowSchema,
  decisions: z.array(z.object({ reviewer: reviewerSchema, decision: reviewDecisionSchema })),
});

/** A row that is to go or to change, and how far that is. */
export const consequenceSchema = z.object({
  row: reviewRowSchema,
  decision: reviewDecisionSchema,
  state: z.enum(['to-plan', 'waiting', 'not-yet-proven', 'failed', 'proven', 'explained']),
  /** What is known about it: the proof, the refusal or the explanation, in words. */
  note: z.string(),
});

/** Everything about one campaign but its rows. */
export const campaignDetailSchema = z.object({
  campaign: campaignSchema,
  summary: campaignSummarySchema,
  reviewers: z.array(reviewerStatusSchema),
  conflicts: z.array(reviewConflictSchema),
  /** Rows that stand against closing because nobody who has signed off decided them, unless explained; the first 200. */
  undecided: z.array(
    reviewRowSchema.pick({ id: true, subject: true, role: true, scope: true, reviewers: true }),
  ),
  /** Rows that nobody can be asked about any more. */
  nobodys: z.array(reviewRowSchema),
  consequences: z.array(consequenceSchema),
  /** What still stands against closing, in words. */
  againstClosing: z.array(z.string()),
  /** Decisions by day, for the plot of the progress. */
  progress: z.array(z.object({ day: z.iso.date(), decided: count })),
  byDepartment: z.array(z.object({ name: z.string(), totals: reviewTotalsSchema })),
  byRole: z.array(z.object({ name: z.string(), totals: reviewTotalsSchema })),
});

/** See {@link campaignDetailSchema}. */
export type CampaignDetail = z.infer<typeof campaignDetailSchema>;

/** What becomes of a file that is said to be an answer. */
export const answerFileSchema = z.object({
  file: z.string(),
  taken: z.boolean(),
  /** In words: what is taken, what is left out and who has it now; or why it is refused. */
  message: z.string(),
  decisions: count,
  conflicts: count,
  /** Rows of it that are left out, the first 200. */
  left: z.array(
    z.object({ row: rowId, what: z.string(), why: z.enum(leftReasons), now: z.array(z.string()) }),
  ),
});

/** See {@link answerFileSchema}. */
export type AnswerFile = z.infer<typeof answerFileSchema>;

/** What a campaign with these settings would be. */
export const campaignPreviewSchema = z.object({
  rows: count,
  privileged: count,
  reviewers: z.array(z.object({ reviewer: reviewerSchema, rows: count, privileged: count })),
  /** Why it cannot be opened, in words; empty: it can. */
  problems: z.array(z.string()),
  /** The look from which it would be frozen. */
  asOf: z.iso.datetime().nullable(),
});

/** See {@link campaignPreviewSchema}. */
export type CampaignPreview = z.infer<typeof campaignPreviewSchema>;

const saved = z.object({
  outcome: z.enum(['written', 'cancelled']),
  path: z.string().nullable(),
  warnings: z.array(z.string()),
});

/** Of the open tenant, but for those about packets and the proof of an evidence pack, which need none. */
export const reviewsCalls = {
  'reviews.list': call(z.strictObject({}), z.array(campaignSummarySchema)),
  'reviews.preview': call(z.strictObject({ settings: campaignSettingsSchema }), campaignPreviewSchema),
  /** Freezes the rows. Refused when the mirror is not whole, too old, or has edits that wait. */
  'reviews.create': act(z.strictObject({ settings: campaignSettingsSchema }), z.object({ id: campaignId })),
  'reviews.show': call(z.strictObject({ id: campaignId }), campaignDetailSchema),
  'reviews.part': call(z.strictObject({ part: partRefSchema }), reviewPartSchema),
  'reviews.row': call(z.strictObject({ part: partRefSchema, row: rowId }), reviewRowSchema),
  /** Decides rows, again if need be, until the reviewer has signed off. */
  'reviews.decide': call(
    z.strictObject({
      part: partRefSchema,
      rows: rowIds,
      decision: reviewDecisionSchema,
      tookMs: count.max(86_400_000),
    }),
    z.object({ decided: count }),
  ),
  'reviews.withdraw': call(
    z.strictObject({ part: partRefSchema, rows: rowIds }),
    z.object({ withdrawn: count }),
  ),
  /** The reviewer’s decisions stand from now on. For a packet, `reviews.saveAnswer` does it. */
  'reviews.signOff': call(z.strictObject({ campaign: campaignId, reviewer }), z.null()),
  /** One file for each reviewer into a folder that is asked for. A page is sealed with the passphrase. */
  'reviews.exportPackets': call(
    z.strictObject({
      campaign: campaignId,
      reviewers: z.array(reviewer).min(1).max(200),
      way: z.enum(['file', 'page']),
      seal: sealSchema,
    }),
    z.object({
      outcome: z.enum(['written', 'cancelled']),
      folder: z.string().nullable(),
      files: z.array(z.object({ reviewer: z.string(), file: z.string(), rows: count })),
      warnings: z.array(z.string()),
    }),
  ),
  /**
   * Asks which answer files, and says what taking them all would come to, one after the other. Nothing is taken yet: they are
   * kept in memory under `read`. Null: cancelled.
   */
  'reviews.readAnswers': call(
    z.strictObject({ campaign: campaignId }),
    z
      .object({
        read: z.uuid(),
        /** `taken`: would be. */
        files: z.array(answerFileSchema),
        /** Rows on which two would not agree after it and that these answers decide, the first 200. */
        conflicts: z.array(reviewConflictSchema),
      })
      .nullable(),
  ),
  /** Takes the answers of `reviews.readAnswers` that hold, each whole; with what became of each. */
  'reviews.importAnswers': call(
    z.strictObject({ campaign: campaignId, read: z.uuid() }),
    z.object({ files: z.array(answerFileSchema) }),
  ),
  /** Asks which packet, opens it and keeps it in memory; decisions made so far are found again. Null: cancelled. */
  'reviews.openPacket': call(
    z.strictObject({
      passphrase: z.string().min(1).max(500).nullable(),
      identity: z.string().max(5000).nullable(),
    }),
    z.object({ packet: z.uuid() }).nullable(),
  ),
  'reviews.closePacket': call(z.strictObject({ packet: z.uuid() }), z.null()),
  'reviews.saveAnswer': call(z.strictObject({ packet: z.uuid() }), saved),
  'reviews.settle': call(
    z.strictObject({ campaign: campaignId, row: rowId, decision: reviewDecisionSchema }),
    z.null(),
  ),
  'reviews.reassign': call(
    z.strictObject({ campaign: campaignId, rows: rowIds, from: reviewer, to: reviewerSchema }),
    z.null(),
  ),
  /** Plans revocations and changes as one group of changes, staged or sent. */
  'reviews.plan': act(
    z.strictObject({
      campaign: campaignId,
      send: z.enum(['staged', 'now']),
      /** Warnings that are accepted, e.g. `V49`: a mass of changes. Refused with `warnings-not-acknowledged` without it. */
      acknowledged: z.array(z.string().max(100)).max(50).optional(),
    }),
    z.object({ changes: count, refused: z.array(z.object({ row: rowId, message: z.string() })) }),
  ),
  /** Looks in the mirror whether what was decided is done. */
  'reviews.prove': call(z.strictObject({ campaign: campaignId }), z.object({ proven: count, open: count })),
  /** Why rows are not as they were decided, or were not decided: one text for all of them. All or none. */
  'reviews.explain': call(
    z.strictObject({ campaign: campaignId, rows: rowIds, text: z.string().trim().min(1).max(1000) }),
    z.null(),
  ),
  /** Signs the campaign off and saves the evidence where the user says. */
  'reviews.close': call(z.strictObject({ campaign: campaignId }), saved.extend({ fingerprint: z.string() })),
  /** Saves the evidence of a closed campaign once more. */
  'reviews.saveEvidence': call(z.strictObject({ campaign: campaignId }), saved),
  /** Asks which evidence pack and checks all of it. Null: cancelled. */
  'reviews.verify': call(
    z.strictObject({}),
    z
      .object({
        holds: z.boolean(),
        checks: z.array(z.object({ what: z.string(), holds: z.boolean(), detail: z.string() })),
        fingerprint: z.string(),
      })
      .nullable(),
  ),
};

/** Something happened in a campaign: ask again. */
export const reviewsEvents = {
  'reviews.changed': event(
    z.object({
      campaign: campaignId.nullable(),
      /** Reviewers whose decisions stand by what happened. */
      signedOff: z.array(reviewer),
    }),
  ),
};
