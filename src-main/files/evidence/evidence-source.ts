import type { ReviewRow } from '../../../src-shared/domain/review.ts';
import type { ReviewEntry } from '../../../src-shared/domain/review-entry.ts';
import type { RosterRow } from '../../../src-shared/reviews/freeze-question.ts';

/** The tenant at the look that proved what was done (docs/evidence-format.md, `roster-after.json`). */
export interface RosterAfter {
  /** RFC 3339. */
  readonly asOf: string;
  readonly rows: readonly RosterRow[];
}

/** An answer that was taken. */
export interface TakenAnswer {
  readonly packet: string;
  /** The file as it came. */
  readonly bytes: Uint8Array;
}

/** All that an evidence pack is made of. Of a closed campaign: the last entry is `closed`. */
export interface EvidenceSource {
  /** As frozen, controls among them. */
  readonly rows: readonly ReviewRow[];
  /** Ids of rows that are controls. */
  readonly controls: readonly string[];
  readonly entries: readonly ReviewEntry[];
  readonly rosterAfter: RosterAfter;
  readonly answers: readonly TakenAnswer[];
  /** Keys of the answers, base64, by packet. */
  readonly keys: Readonly<Record<string, string>>;
  /** The program that checks a pack, as it travels in it. */
  readonly verifier: Uint8Array;
}
