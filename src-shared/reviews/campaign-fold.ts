import type { ReviewDecision, ReviewRow } from '../domain/review.ts';
import type { ReviewEntry, ReviewEvent } from '../domain/review-entry.ts';
import { canonicalText } from './canonical-text.ts';
import type { CampaignState, PacketState, RowProof, RowState, StandingDecision } from './campaign-state.ts';
import { outcomeOf } from './row-outcome.ts';

interface GrowingRow {
  readonly row: ReviewRow;
  reviewers: readonly string[];
  readonly decisions: Map<string, StandingDecision>;
  settled: ReviewDecision | null;
  settledBy: string | null;
}

type EventOf<Type extends ReviewEvent['type']> = Extract<ReviewEvent, { type: Type }>;

/**
 * Makes a campaign out of its entries, in their order (docs/evidence-format.md). Entries are taken as true: whoever writes
 * them checks them first. Rows that are not in the roster are passed over.
 */
export class CampaignFold {
  readonly #rows = new Map<string, GrowingRow>();
  readonly #signedOff = new Set<string>();
  readonly #reopened = new Map<string, Set<string>>();
  readonly #packets = new Map<string, PacketState>();
  readonly #planned = new Map<string, readonly string[]>();
  readonly #proven = new Map<string, RowProof>();
  readonly #explained = new Map<string, string>();
  readonly #explainedAs = new Map<string, string>();
  #campaign: CampaignState['campaign'] = null;
  #closedAt: string | null = null;
  #entries = 0;

  /** `rows`: the roster as frozen, controls among them. */
  constructor(rows: readonly ReviewRow[]) {
    for (const row of rows)
      this.#rows.set(row.id, {
        row,
        reviewers: row.reviewers,
        decisions: new Map(),
        settled: null,
        settledBy: null,
      });
  }

  /** What it comes to so far. A view that grows with the next entries, not a copy. */
  get state(): CampaignState {
    const rows: ReadonlyMap<string, RowState> = this.#rows;
    return {
      campaign: this.#campaign,
      rows,
      signedOff: this.#signedOff,
      reopened: this.#reopened,
      packets: this.#packets,
      planned: this.#planned,
      proven: this.#proven,
      explained: this.#explained,
      closedAt: this.#closedAt,
      entries: this.#entries,
    };
  }

  /** Takes the next entry. */
  apply(entry: ReviewEntry): void {
    this.#entries += 1;
    const { event } = entry;
    switch (event.type) {
      case 'opened':
        this.#campaign = event.campaign;
        break;
      case 'decided':
        this.#decide(event, entry.seq);
        break;
      case 'withdrawn':
        for (const id of event.rows) this.#rows.get(id)?.decisions.delete(event.reviewer);
        break;
      case 'signed-off':
        this.#signedOff.add(event.reviewer);
        this.#reopened.delete(event.reviewer);
        break;
      case 'packet-made':
        this.#packets.set(event.packet, { ...packetOf(event), madeAt: entry.at, answerHash: null });
        break;
      case 'answer-taken':
        this.#takeAnswer(event);
        break;
      case 'settled': {
        const row = this.#rows.get(event.row);
        if (row === undefined) break;
        row.settled = event.decision;
        row.settledBy = entry.by.toLowerCase();
        break;
      }
      case 'reassigned':
        this.#reassign(event);
        break;
      case 'planned':
        for (const { row, changes } of event.rows) this.#planned.set(row, changes);
        break;
      case 'proven':
        for (const id of event.rows) this.#proven.set(id, { asOf: event.asOf, how: event.how });
        break;
      case 'explained':
        this.#explained.set(event.row, event.text);
        this.#explainedAs.set(event.row, this.#comesTo(event.row));
        break;
      case 'closed':
        this.#closedAt = entry.at;
        break;
    }
    if (this.#explained.size > 0) this.#forgetExplained(event);
  }

  /** What a row comes to by those who have signed off. */
  #comesTo(id: string): string {
    const row = this.#rows.get(id);
    return row === undefined ? '' : canonicalText(outcomeOf({ signedOff: this.#signedOff }, row, true));
  }

  /** Why nobody decided a row says nothing about what is decided later. */
  #forgetExplained(event: ReviewEvent): void {
    for (const id of touchedBy(event) ?? [...this.#explained.keys()]) {
      const as = this.#explainedAs.get(id);
      if (as === undefined || as === this.#comesTo(id)) continue;
      this.#explained.delete(id);
      this.#explainedAs.delete(id);
    }
  }

  #decide({ reviewer, rows, ...decided }: EventOf<'decided'>, seq: number): void {
    const { decision, decidedAt, tookMs, way } = decided;
    const standing = { decision, decidedAt, tookMs, way, together: rows.length, seq };
    for (const id of rows) this.#rows.get(id)?.decisions.set(reviewer, standing);
  }

  #takeAnswer({ packet, answerHash }: EventOf<'answer-taken'>): void {
    const known = this.#packets.get(packet);
    if (known !== undefined) this.#packets.set(packet, { ...known, answerHash });
  }

  #reassign({ rows, from, to }: EventOf<'reassigned'>): void {
    for (const id of rows) {
      const row = this.#rows.get(id);
      if (row === undefined) continue;
      const moved = row.reviewers.map((reviewer) => (reviewer === from ? to : reviewer));
      row.reviewers = [...new Set(moved)];
    }
    if (!this.#signedOff.has(to)) return;
    const open = this.#reopened.get(to) ?? new Set();
    for (const id of rows) open.add(id);
    this.#reopened.set(to, open);
  }
}

/** Which rows an event may change; null: any of them. */
function touchedBy(event: ReviewEvent): readonly string[] | null {
  switch (event.type) {
    case 'decided':
    case 'withdrawn':
    case 'reassigned':
      return event.rows;
    case 'settled':
      return [event.row];
    case 'signed-off':
      return null;
    default:
      return [];
  }
}

function packetOf(event: EventOf<'packet-made'>): Omit<PacketState, 'madeAt' | 'answerHash'> {
  const { packet, reviewer, way, rows, rowsHash } = event;
  return { packet, reviewer, way, rows, rowsHash };
}
