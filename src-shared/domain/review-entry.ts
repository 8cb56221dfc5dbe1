import { z } from 'zod';
import { campaignSchema, reviewDecisionSchema } from './review.ts';

/** How a decision came: in this window, from a sealed file opened in Rolebook, from the page in a browser. */
export const decisionWays = ['app', 'file', 'page'] as const;

/** One of {@link decisionWays}. */
export type DecisionWay = (typeof decisionWays)[number];

const count = z.number().int().nonnegative();
const rowIds = z.array(z.string().min(1)).min(1);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** How rows were decided, each counted once. `rows` is the sum of all others. */
export const reviewTotalsSchema = z.strictObject({
  rows: count,
  keep: count,
  revoke: count,
  change: count,
  defer: count,
  /** Two reviewers do not agree, and nobody has settled it. */
  conflict: count,
  /** Whoever was asked says that it is not theirs, and nobody else was asked yet. */
  notMine: count,
  undecided: count,
});

/** See {@link reviewTotalsSchema}. */
export type ReviewTotals = z.infer<typeof reviewTotalsSchema>;

/** What can happen in a campaign, in the words of docs/evidence-format.md. Rows are named by id. */
export const reviewEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opened'), campaign: campaignSchema, controlsHash: hash }),
  z.strictObject({
    type: z.literal('decided'),
    reviewer: z.string(),
    rows: rowIds,
    decision: reviewDecisionSchema,
    /** When the reviewer decided; RFC 3339. */
    decidedAt: z.iso.datetime(),
    /** How long the row, or the group of them, was looked at; milliseconds. */
    tookMs: count,
    way: z.enum(decisionWays),
  }),
  /** A decision taken back before its reviewer signed off. */
  z.strictObject({ type: z.literal('withdrawn'), reviewer: z.string(), rows: rowIds }),
  /** From here on this reviewer’s decisions stand. */
  z.strictObject({ type: z.literal('signed-off'), reviewer: z.string(), decisionsHash: hash }),
  z.strictObject({
    type: z.literal('packet-made'),
    packet: z.uuid(),
    reviewer: z.string(),
    way: z.enum(['file', 'page']),
    rows: count,
    rowsHash: hash,
  }),
  /** An answer that came back as a file; its decisions follow as entries of their own. */
  z.strictObject({
    type: z.literal('answer-taken'),
    packet: z.uuid(),
    reviewer: z.string(),
    answerHash: hash,
    decisions: count,
    /** Rows of the answer that are not taken with it; missing: none. */
    left: rowIds.optional(),
  }),
  /** The owner of the campaign decides where two do not agree. */
  z.strictObject({ type: z.literal('settled'), row: z.string(), decision: reviewDecisionSchema }),
  z.strictObject({ type: z.literal('reassigned'), rows: rowIds, from: z.string(), to: z.string() }),
  /** What is to be done about revoked and changed rows, as changes of the outbox. */
  z.strictObject({
    type: z.literal('planned'),
    rows: z.array(z.strictObject({ row: z.string(), changes: z.array(z.string()).min(1) })).min(1),
  }),
  /** A whole look at the tenant shows that it is done. */
  z.strictObject({
    type: z.literal('proven'),
    rows: rowIds,
    asOf: z.iso.datetime(),
    how: z.enum(['rule-gone', 'rule-replaced', 'subject-gone']),
  }),
  /** Why a row that was to go, or to change, has not. */
  z.strictObject({ type: z.literal('explained'), row: z.string(), text: z.string().trim().min(1).max(1000) }),
  z.strictObject({
    type: z.literal('closed'),
    totals: reviewTotalsSchema,
    rosterAfterHash: hash,
    /** Raw Ed25519 public key, hex. */
    publicKey: hash,
  }),
]);

/** See {@link reviewEventSchema}. */
export type ReviewEvent = z.infer<typeof reviewEventSchema>;

/**
 * One entry of a campaign’s chain: `hash` is SHA-256 of the canonical text of `[previousHash, seq, at, by, event]`. The first
 * has seq 0, is `opened`, and names 64 zeros as the one before it.
 */
export const reviewEntrySchema = z.strictObject({
  seq: count,
  /** When it was written down; RFC 3339, UTC. */
  at: z.iso.datetime(),
  /** Who was signed in. */
  by: z.string(),
  event: reviewEventSchema,
  previousHash: hash,
  hash,
});

/** See {@link reviewEntrySchema}. */
export type ReviewEntry = z.infer<typeof reviewEntrySchema>;
