import { Buffer } from 'node:buffer';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import {
  type Campaign,
  campaignSchema,
  type ReviewRow,
  reviewRowSchema,
} from '../../src-shared/domain/review.ts';
import {
  type ReviewEntry,
  reviewEntrySchema,
  type ReviewEvent,
  reviewEventSchema,
} from '../../src-shared/domain/review-entry.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { timestamp } from '../../src-shared/ports/clock.ts';
import { canonicalText } from '../../src-shared/reviews/canonical-text.ts';
import { checksumOf, hashOfEntry } from './campaign-rows.ts';
import { packBody, rowsOf, type StoredBody, unpackBody } from './facts/page-body.ts';
import type { Journal, JournalEntry } from './journal.ts';

/** Where a chain ends: number and hash of its last entry. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/** A campaign as it was frozen. */
export interface StoredCampaign {
  readonly campaign: Campaign;
  /** Ids of rows that are controls, sorted. */
  readonly controls: readonly string[];
  /** How many pages of rows there are. */
  readonly pages: number;
}

/** What is added to a campaign, all of it or nothing. */
export interface CampaignAppend {
  /** Who is signed in. */
  readonly by: string;
  readonly events: readonly ReviewEvent[];
  readonly journal?: readonly JournalEntry[];
  /** Texts that are kept whole, by name; each name once. */
  readonly texts?: readonly { readonly name: string; readonly text: string }[];
  /** Where the chain ends for whoever appends; another end throws `campaign-moved`. */
  readonly after: ChainEnd;
}

/**
 * The campaigns of one tenant and what happened in them, in the ledger: added and read, never changed (V56). Whatever is read
 * proves itself: what does not fit throws `storage`/`campaign-damaged`, which names the campaign, and the others stay usable.
 */
export interface Campaigns {
  /** Ids, oldest first. */
  ids(): readonly string[];
  /** Null for an unknown one. */
  get(id: string): StoredCampaign | null;
  /** Rows of one page, from 0. Whether they are all and the right ones, the campaign's `rosterHash` says. */
  rows(id: string, page: number): readonly ReviewRow[];
  /** The next entries of a chain behind `after` (null: from the first), at most `limit`. */
  entries(id: string, after: ChainEnd | null, limit: number): readonly ReviewEntry[];
  /** A text that was kept with the campaign, as it was; null for none of that name. */
  text(id: string, name: string): string | null;
  /** Keeps a campaign with its rows, packed, and its first entry. */
  create(frozen: {
    readonly campaign: Campaign;
    readonly controls: readonly string[];
    readonly controlsHash: string;
    readonly pages: readonly StoredBody[];
    readonly journal: readonly JournalEntry[];
  }): ReviewEntry;
  /** Answers the entries as they stand in the chain. */
  append(id: string, more: CampaignAppend): readonly ReviewEntry[];
}

/** The hash before the first entry. */
export const firstHash = '0'.repeat(64);

/** What was kept of a campaign does not fit together. */
export function campaignDamaged(id: string, name: string | null): RolebookError {
  return new RolebookError({
    kind: 'storage',
    origin: 'db',
    reason: 'campaign-damaged',
    message: `What is kept of the review ${name === null ? id : `“${name}”`} has been altered or damaged.`,
    hint: 'Its decisions cannot be trusted any more. All other reviews are as they were.',
  });
}

function campaignMoved(): RolebookError {
  return new RolebookError({
    kind: 'conflict',
    origin: 'db',
    reason: 'campaign-moved',
    retryable: true,
    message: 'Something else was written into this review meanwhile.',
    hint: 'Look at it again, then repeat what you did.',
  });
}

const campaignRow = z.object({ campaign: z.string(), controls: z.string(), pages: z.number() });
const pageRow = z.object({ codec: z.number(), body: z.instanceof(Uint8Array), checksum: z.string() });
const entryRow = z.object({
  seq: z.number(),
  at: z.string(),
  by: z.string(),
  event: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
const rowsSchema = z.array(reviewRowSchema);
const controlsSchema = z.array(z.string());

/** The campaigns in an open ledger. */
export function createCampaigns(database: Database, clock: Clock, journal: Journal): Campaigns {
  const allIds = database.prepare<[], string>('SELECT id FROM campaigns ORDER BY n').pluck();
  const one = database.prepare(
    `SELECT campaign, controls, (SELECT count(*) FROM campaign_rows r WHERE r.campaign = c.id) AS pages
     FROM campaigns c WHERE id = ?`,
  );
  const page = database.prepare(
    'SELECT codec, body, checksum FROM campaign_rows WHERE campaign = ? AND page = ?',
  );
  const columns = 'seq, at, by, event, previous_hash AS previousHash, hash';
  const after = database.prepare(
    `SELECT ${columns} FROM review_entries WHERE campaign = ? AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const last = database.prepare(
    `SELECT ${columns} FROM review_entries WHERE campaign = ? ORDER BY seq DESC LIMIT 1`,
  );
  const addCampaign = database.prepare(
    'INSERT INTO campaigns (id, campaign, controls, made_at) VALUES (?, ?, ?, ?)',
  );
  const addPage = database.prepare(
    'INSERT INTO campaign_rows (campaign, page, codec, body, checksum) VALUES (?, ?, ?, ?, ?)',
  );
  const oneText = database.prepare(
    'SELECT codec, body, checksum FROM campaign_texts WHERE campaign = ? AND name = ?',
  );
  const addText = database.prepare(
    'INSERT INTO campaign_texts (campaign, name, codec, body, checksum) VALUES (?, ?, ?, ?, ?)',
  );
  const addEntry = database.prepare(
    'INSERT INTO review_entries (campaign, seq, at, by, event, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );

  /** Runs what reads; whatever is not as it was written is damage of this campaign alone. */
  const proving = <T>(id: string, work: () => T): T => {
    try {
      return work();
    } catch (thrown) {
      if (thrown instanceof RolebookError) throw thrown;
      if (thrown instanceof z.ZodError || thrown instanceof SyntaxError || isUnpacking(thrown))
        throw campaignDamaged(id, null);
      throw thrown;
    }
  };

  const put = (id: string, by: string, event: ReviewEvent, before: ReviewEntry | null): ReviewEntry => {
    const now = timestamp(clock);
    const entry = {
      seq: (before?.seq ?? -1) + 1,
      // A clock that was set back does not make the chain run backwards.
      at: before !== null && before.at > now ? before.at : now,
      by,
      event,
      previousHash: before?.hash ?? firstHash,
    };
    const added = { ...entry, hash: hashOfEntry(entry) };
    addEntry.run(id, added.seq, added.at, by, JSON.stringify(event), added.previousHash, added.hash);
    return added;
  };

  const entryOf = (row: unknown): ReviewEntry => {
    const { event, ...rest } = entryRow.parse(row);
    return reviewEntrySchema.parse({ ...rest, event: JSON.parse(event) });
  };

  const create = database.transaction((frozen: Parameters<Campaigns['create']>[0]): ReviewEntry => {
    const { campaign, controls, controlsHash, pages } = frozen;
    addCampaign.run(campaign.id, JSON.stringify(campaign), JSON.stringify(controls), campaign.createdAt);
    for (const [at, { codec, body }] of pages.entries())
      addPage.run(campaign.id, at, codec, body, checksumOf(body));
    const opened = put(campaign.id, campaign.createdBy, { type: 'opened', campaign, controlsHash }, null);
    journal.appendAll(frozen.journal);
    return opened;
  });

  const append = database.transaction((id: string, more: CampaignAppend): readonly ReviewEntry[] => {
    const row = last.get(id);
    let before = row === undefined ? null : entryOf(row);
    if (before === null || before.seq !== more.after.seq || before.hash !== more.after.hash)
      throw campaignMoved();
    const added: ReviewEntry[] = [];
    for (const event of more.events) {
      before = put(id, more.by, event, before);
      added.push(before);
    }
    for (const { name, text } of more.texts ?? []) {
      const { codec, body } = packBody(Buffer.from(text, 'utf8'));
      addText.run(id, name, codec, body, checksumOf(body));
    }
    journal.appendAll(more.journal ?? []);
    return added;
  });

  return {
    ids: () => allIds.all(),
    get: (id) =>
      proving(id, () => {
        const row = one.get(id);
        if (row === undefined) return null;
        const { campaign, controls, pages } = campaignRow.parse(row);
        return {
          campaign: campaignSchema.parse(JSON.parse(campaign)),
          controls: controlsSchema.parse(JSON.parse(controls)),
          pages,
        };
      }),
    rows: (id, at) =>
      proving(id, () => {
        const { codec, body, checksum } = pageRow.parse(page.get(id, at));
        if (checksumOf(body) !== checksum) throw campaignDamaged(id, null);
        return rowsSchema.parse(rowsOf(unpackBody(codec, body), null));
      }),
    entries: (id, from, limit) =>
      proving(id, () => {
        let before = from;
        let time = '';
        return after.all(id, from?.seq ?? -1, limit).map((row) => {
          const entry = entryOf(row);
          const { seq, previousHash, hash, at } = entry;
          const fits =
            seq === (before?.seq ?? -1) + 1 && previousHash === (before?.hash ?? firstHash) && at >= time;
          if (!fits || hash !== hashOfEntry(entry)) throw campaignDamaged(id, null);
          before = { seq, hash };
          time = at;
          return entry;
        });
      }),
    text: (id, name) =>
      proving(id, () => {
        const row = oneText.get(id, name);
        if (row === undefined) return null;
        const { codec, body, checksum } = pageRow.parse(row);
        if (checksumOf(body) !== checksum) throw campaignDamaged(id, null);
        return Buffer.from(unpackBody(codec, body)).toString('utf8');
      }),
    create: (frozen) => create.immediate(frozen),
    append(id, more) {
      // What could not be read again is a bug of the caller’s, and must not get into the chain.
      const events = more.events.map((event) => reviewEventSchema.parse(event));
      return append.immediate(id, { ...more, events });
    },
  };
}

/** Errors of zlib have a code of their own. */
function isUnpacking(thrown: unknown): boolean {
  return (
    thrown instanceof Error && 'code' in thrown && /^(ZSTD|ERR_ZSTD|Z_|ERR_ZLIB)/.test(String(thrown.code))
  );
}

/** The same text for the same campaign, to hold what was frozen against its first entry. */
export function saysTheSame(campaign: Campaign, opened: ReviewEvent): boolean {
  return opened.type === 'opened' && canonicalText(opened.campaign) === canonicalText(campaign);
}
