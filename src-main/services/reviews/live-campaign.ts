import type { Campaign, ReviewRow } from '../../../src-shared/domain/review.ts';
import type { ReviewEntry } from '../../../src-shared/domain/review-entry.ts';
import { CampaignFold } from '../../../src-shared/reviews/campaign-fold.ts';
import type { CampaignState } from '../../../src-shared/reviews/campaign-state.ts';
import { hasSignedOff, mayDecide } from '../../../src-shared/reviews/may-decide.ts';
import type { Signing } from '../../../src-shared/reviews/signing.ts';
import type { ChainEnd } from '../../db/campaigns.ts';

/** A campaign in memory: what was frozen, all that happened, and what that comes to. It grows with every append. */
export class LiveCampaign {
  readonly campaign: Campaign;
  /** As frozen, controls among them. */
  readonly rows: readonly ReviewRow[];
  /** Ids of the controls. */
  readonly controls: ReadonlySet<string>;
  readonly #fold: CampaignFold;
  readonly #entries: ReviewEntry[] = [];
  readonly #settledAt = new Map<string, string>();
  readonly #signings = new Map<string, Signing>();
  /** Whose answer was taken, until the sign-off that comes with it. */
  #answerOf: string | null = null;

  constructor(campaign: Campaign, rows: readonly ReviewRow[], controls: readonly string[]) {
    this.campaign = campaign;
    this.rows = rows;
    this.controls = new Set(controls);
    this.#fold = new CampaignFold(rows);
  }

  get entries(): readonly ReviewEntry[] {
    return this.#entries;
  }

  /** A view that grows with the campaign, not a copy. */
  get state(): CampaignState {
    return this.#fold.state;
  }

  /** Where the chain ends; null before the first entry. */
  get end(): ChainEnd | null {
    return this.#entries.at(-1) ?? null;
  }

  /** Takes the next entry of the chain. */
  take(entry: ReviewEntry): void {
    const { event, by, at } = entry;
    this.#fold.apply(entry);
    this.#entries.push(entry);
    if (event.type === 'settled') this.#settledAt.set(event.row, at);
    if (event.type === 'answer-taken') this.#answerOf = event.reviewer;
    if (event.type !== 'signed-off') return;
    this.#signings.set(event.reviewer, { by, at, answer: this.#answerOf === event.reviewer });
    this.#answerOf = null;
  }

  /** When a row was settled last; null: never. */
  settledAt(row: string): string | null {
    return this.#settledAt.get(row) ?? null;
  }

  /** A reviewer’s last sign-off; null: there is none. Something may have come to them since. */
  signing(reviewer: string): Signing | null {
    return this.#signings.get(reviewer) ?? null;
  }

  /** Whether a reviewer has signed off, and nothing came to them since. */
  hasSignedOff(reviewer: string): boolean {
    return hasSignedOff(this.state, reviewer);
  }

  /** Whether a reviewer can (still) decide a row: before their sign-off, and what came to them after it. */
  mayDecide(reviewer: string, row: string): boolean {
    return mayDecide(this.state, reviewer, row);
  }
}
