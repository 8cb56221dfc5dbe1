import { createHash } from 'node:crypto';
import type { ReviewRow } from '../../../src-shared/domain/review.ts';
import type { ReviewEntry, ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';
import { campaignDamaged, type Campaigns, saysTheSame } from '../../db/campaigns.ts';
import type { JournalEntry } from '../../db/journal.ts';
import { hashOfText } from '../../db/campaign-rows.ts';
import { LiveCampaign } from './live-campaign.ts';

/** Entries that are read and proved between two breaths. */
const entriesAtOnce = 50;

/** What is needed to keep campaigns in memory. */
export interface LiveCampaignsDeps {
  /** The ledger of the open tenant; throws `no-tenant-open`. */
  campaigns(): Campaigns;
  /** Who is signed in. */
  actor(): string;
  /** Lets everything else have its turn. */
  breathe(): Promise<void>;
  /** Something happened in a campaign: these events. */
  onChanged(campaign: string, events: readonly ReviewEvent[]): void;
}

/** What is added to a campaign in one durable commit, with its journal rows. */
export interface LiveAppend {
  readonly events: readonly ReviewEvent[];
  readonly journal?: readonly Omit<JournalEntry, 'actor'>[];
  /** Texts that are kept whole, by name; each name once. */
  readonly texts?: readonly { readonly name: string; readonly text: string }[];
}

/** There is no such campaign in the open tenant’s ledger. */
export function campaignUnknown(): RolebookError {
  return new RolebookError({
    kind: 'not-found',
    origin: 'main',
    reason: 'campaign-unknown',
    message: 'There is no such review.',
  });
}

/** Hashes a canonical list piece by piece, so that nothing else waits for a long one. */
export function createRosterHash(): { add(rows: readonly unknown[]): void; end(): string } {
  const hash = createHash('sha256');
  let first = true;
  hash.update('[');
  return {
    add(rows) {
      if (rows.length === 0) return;
      hash.update(`${first ? '' : ','}${rows.map(canonicalText).join(',')}`);
      first = false;
    },
    end: () => hash.update(']').digest('hex'),
  };
}

/**
 * The campaigns of the open tenant in memory: read once, proved while they are read, and grown by every append. A campaign
 * whose record does not hold rejects with `campaign-damaged` each time, and the others are as they were.
 */
export class LiveCampaigns {
  readonly #deps: LiveCampaignsDeps;
  /** By the ledger they come from: another tenant’s are others. */
  readonly #known = new WeakMap<Campaigns, Map<string, Promise<LiveCampaign>>>();

  constructor(deps: LiveCampaignsDeps) {
    this.#deps = deps;
  }

  /** Ids, oldest first. */
  ids(): readonly string[] {
    return this.#deps.campaigns().ids();
  }

  /** Rejects with `campaign-unknown`, `campaign-damaged`. */
  get(id: string): Promise<LiveCampaign> {
    const ledger = this.#deps.campaigns();
    const known = this.#known.get(ledger) ?? new Map<string, Promise<LiveCampaign>>();
    this.#known.set(ledger, known);
    const before = known.get(id);
    if (before !== undefined) return before;
    const loading = this.#load(ledger, id);
    known.set(id, loading);
    // What failed is tried again: it may have been the disk.
    loading.catch(() => known.delete(id));
    return loading;
  }

  /** Writes events, all or none, and takes them in. Throws `storage`, `campaign-moved`. */
  append(live: LiveCampaign, { events, journal = [], texts = [] }: LiveAppend): readonly ReviewEntry[] {
    const { end, campaign } = live;
    if (end === null) throw campaignDamaged(campaign.id, campaign.settings.name);
    const by = this.#deps.actor();
    const added = this.#deps.campaigns().append(campaign.id, {
      by,
      events,
      texts,
      after: { seq: end.seq, hash: end.hash },
      journal: journal.map((entry) => ({ ...entry, actor: by })),
    });
    for (const entry of added) live.take(entry);
    this.#deps.onChanged(campaign.id, events);
    return added;
  }

  /** A text that was kept with a campaign; null for none of that name. */
  text(live: LiveCampaign, name: string): string | null {
    return this.#deps.campaigns().text(live.campaign.id, name);
  }

  async #load(ledger: Campaigns, id: string): Promise<LiveCampaign> {
    const stored = ledger.get(id);
    if (stored === null) throw campaignUnknown();
    const { campaign, controls, pages } = stored;
    const broken = (): RolebookError => campaignDamaged(id, campaign.settings.name);
    const rows: ReviewRow[] = [];
    const hash = createRosterHash();
    for (let page = 0; page < pages; page += 1) {
      const part = ledger.rows(id, page);
      hash.add(part);
      rows.push(...part);
      await this.#deps.breathe();
    }
    if (rows.length !== campaign.rows || hash.end() !== campaign.rosterHash) throw broken();
    const live = new LiveCampaign(campaign, rows, controls);
    for (;;) {
      const part = ledger.entries(id, live.end, entriesAtOnce);
      for (const entry of part) live.take(entry);
      if (part.length < entriesAtOnce) break;
      await this.#deps.breathe();
    }
    const opened = live.entries[0]?.event;
    if (opened?.type !== 'opened' || !saysTheSame(campaign, opened)) throw broken();
    if (opened.controlsHash !== hashOfText(canonicalText(controls))) throw broken();
    return live;
  }
}
