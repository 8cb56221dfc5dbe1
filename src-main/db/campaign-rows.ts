import { hash } from 'node:crypto';
import { z } from 'zod';
import { campaignSchema } from '../../src-shared/domain/review.ts';
import type { ReviewEntry } from '../../src-shared/domain/review-entry.ts';
import { canonicalText } from '../../src-shared/reviews/canonical-text.ts';

/** SHA-256 in hex of a canonical text (docs/evidence-format.md). */
export const hashOfText = (text: string): string => hash('sha256', text);

/** The hash of an entry. */
export function hashOfEntry({ previousHash, seq, at, by, event }: Omit<ReviewEntry, 'hash'>): string {
  return hashOfText(canonicalText([previousHash, seq, at, by, event]));
}

/** SHA-256 of a page of rows as stored, hex. */
export const checksumOf = (body: Uint8Array): string => hash('sha256', body);

const campaignColumns = z.tuple([z.number(), z.string(), z.string(), z.string(), z.string()]);
const pageColumns = z.tuple([
  z.number(),
  z.string(),
  z.number(),
  z.union([z.literal(0), z.literal(1)]),
  z.instanceof(Uint8Array),
  z.string(),
]);
const textColumns = z.tuple([
  z.number(),
  z.string(),
  z.string(),
  z.union([z.literal(0), z.literal(1)]),
  z.instanceof(Uint8Array),
  z.string(),
]);
const entryColumns = z.tuple([
  z.number(),
  z.string(),
  z.number(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
]);

/** The columns of a campaign as stored, in the table's order. */
export type CampaignColumns = z.infer<typeof campaignColumns>;
/** Those of a page of rows. */
export type CampaignPageColumns = z.infer<typeof pageColumns>;
/** Those of a text. */
export type CampaignTextColumns = z.infer<typeof textColumns>;
/** Those of an entry. */
export type EntryColumns = z.infer<typeof entryColumns>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** These values as a campaign when they are one; what it says is held against its first entry when it is read. */
export function soundCampaignRow(values: readonly unknown[]): CampaignColumns | null {
  const row = campaignColumns.safeParse(values).data;
  if (row === undefined) return null;
  const campaign = campaignSchema.safeParse(parsed(row[2]));
  return campaign.data?.id === row[1] && Array.isArray(parsed(row[3])) ? row : null;
}

/** These values as a page of rows when they are one, unaltered: its checksum fits. Else null. */
export function soundCampaignPage(values: readonly unknown[]): CampaignPageColumns | null {
  const row = pageColumns.safeParse(values).data;
  return row !== undefined && checksumOf(row[4]) === row[5] ? row : null;
}

/** These values as a text of a campaign when they are one, unaltered: its checksum fits. Else null. */
export function soundCampaignText(values: readonly unknown[]): CampaignTextColumns | null {
  const row = textColumns.safeParse(values).data;
  return row !== undefined && checksumOf(row[4]) === row[5] ? row : null;
}

/** These values as an entry when they are one, unaltered: its hash fits what it says. Else null. */
export function soundEntryRow(values: readonly unknown[]): EntryColumns | null {
  const row = entryColumns.safeParse(values).data;
  if (row === undefined) return null;
  const [, , seq, at, by, event, previousHash, hash] = row;
  const said = parsed(event);
  if (said === null) return null;
  return hashOfText(canonicalText([previousHash, seq, at, by, said])) === hash ? row : null;
}
