import { z } from 'zod';
import {
  campaignSettingsSchema,
  reviewDecisionSchema,
  reviewerSchema,
  reviewPolicySchema,
  reviewRowSchema,
} from './review.ts';
import { answerFormat, packetFormat } from './review-formats.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A reviewer’s part of a campaign, before it is sealed. It can be decided without any tenant. */
export const reviewPacketSchema = z.strictObject({
  format: z.literal(packetFormat),
  packet: z.uuid(),
  campaign: z.strictObject({
    id: z.uuid(),
    name: campaignSettingsSchema.shape.name,
    due: campaignSettingsSchema.shape.due,
    tenant: z.string(),
    asOf: z.iso.datetime(),
    policy: reviewPolicySchema,
  }),
  reviewer: reviewerSchema,
  /** Who can be named as the one who would know, and as the owner of what is put off. */
  reviewers: z.array(reviewerSchema),
  /** Roles and places that a grant can be changed to. */
  roles: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  places: z.array(z.strictObject({ type: z.string(), id: z.string(), name: z.string(), path: z.string() })),
  rows: z.array(reviewRowSchema).min(1),
  /** SHA-256 of the canonical text of `rows`. */
  rowsHash: hash,
  madeAt: z.iso.datetime(),
  /** 32 bytes, base64: seals the answer, so that only who could open the packet can have made it. */
  answerKey: z.base64(),
});

/** See {@link reviewPacketSchema}. */
export type ReviewPacket = z.infer<typeof reviewPacketSchema>;

/** One thing a reviewer did, in its order. */
export const answeredSchema = z.strictObject({
  rows: z.array(z.string().min(1)).min(1),
  decision: reviewDecisionSchema,
  decidedAt: z.iso.datetime(),
  tookMs: z.number().int().nonnegative(),
});

/** See {@link answeredSchema}. */
export type Answered = z.infer<typeof answeredSchema>;

/** What comes back: decisions only, no names of subjects. Each row at most once; rows that are missing are undecided. */
export const reviewAnswerSchema = z.strictObject({
  format: z.literal(answerFormat),
  packet: z.uuid(),
  campaign: z.uuid(),
  reviewer: z.string(),
  rowsHash: hash,
  way: z.enum(['file', 'page']),
  decisions: z.array(answeredSchema),
  signedOffAt: z.iso.datetime(),
  /** HMAC-SHA-256 by the packet’s `answerKey` over the canonical text of everything else, hex. */
  mac: hash,
});

/** See {@link reviewAnswerSchema}. */
export type ReviewAnswer = z.infer<typeof reviewAnswerSchema>;
