import type { Campaign, ReviewDecision, ReviewRow } from '../domain/review.ts';
import type { DecisionWay } from '../domain/review-entry.ts';

/** What a reviewer says about a row as things stand. */
export interface StandingDecision {
  readonly decision: ReviewDecision;
  /** RFC 3339. */
  readonly decidedAt: string;
  readonly tookMs: number;
  readonly way: DecisionWay;
  /** How many rows were decided with it in one go. */
  readonly together: number;
  /** Number of the entry that says so. */
  readonly seq: number;
}

/** How far one row is. */
export interface RowState {
  readonly row: ReviewRow;
  /** Who is asked now, as frozen and moved since. */
  readonly reviewers: readonly string[];
  /** By reviewer; also of those who are not asked any more. */
  readonly decisions: ReadonlyMap<string, StandingDecision>;
  /** What the owner decided where two did not agree. */
  readonly settled: ReviewDecision | null;
  /** Who settled it, in lower case. */
  readonly settledBy: string | null;
}

/** A part that went out as a file. */
export interface PacketState {
  readonly packet: string;
  readonly reviewer: string;
  readonly way: 'file' | 'page';
  readonly rows: number;
  readonly rowsHash: string;
  readonly madeAt: string;
  /** Hash of its answer; null: none came back yet. */
  readonly answerHash: string | null;
}

/** How a consequence was proved. */
export interface RowProof {
  readonly asOf: string;
  readonly how: 'rule-gone' | 'rule-replaced' | 'subject-gone';
}

/** A campaign as its entries make it. */
export interface CampaignState {
  /** Null before the first entry. */
  readonly campaign: Campaign | null;
  readonly rows: ReadonlyMap<string, RowState>;
  readonly signedOff: ReadonlySet<string>;
  /** Rows that came to a reviewer after their sign-off, by reviewer: only these can they still decide. */
  readonly reopened: ReadonlyMap<string, ReadonlySet<string>>;
  /** By id. */
  readonly packets: ReadonlyMap<string, PacketState>;
  /** Ids of changes by row. */
  readonly planned: ReadonlyMap<string, readonly string[]>;
  readonly proven: ReadonlyMap<string, RowProof>;
  /** By row; each as long as the row comes to what it came to when it was explained. */
  readonly explained: ReadonlyMap<string, string>;
  /** When it was closed; null: it is open. */
  readonly closedAt: string | null;
  /** Number of entries. */
  readonly entries: number;
}
