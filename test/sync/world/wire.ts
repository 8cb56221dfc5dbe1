import type { JournalEntry } from '../../../src-main/demo-tenant/core/journal.ts';
import type { FaultName } from './fault-kinds.ts';
import type { WireOperation } from './wire-operation.ts';

/** One request on its way through the world, as only the world sees it. */
export interface WireRequest {
  readonly n: number;
  /** The app instance that sent it, and which start of it. */
  readonly sender: string;
  readonly life: number;
  readonly operation: WireOperation;
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly body: string | null;
  readonly sentAt: number;
  readonly fault: FaultName | null;
  /** When the tenant worked on it; null when it never did. */
  workedAt: number | null;
  /** What it did there. Those of a copy that the network made are not the sender's doing. */
  effects: readonly JournalEntry[];
  /** The status the tenant itself answered. */
  workedStatus: number | null;
  /** The tenant's own body. */
  workedBody: string;
  /** When the sender learnt how it ended. */
  endedAt: number | null;
  /** The status that reached the sender; null when none did. */
  status: number | null;
  /** Whether the sender got the tenant's own reply, whole. */
  told: boolean;
}

/** Faults that a few operations meet, and nothing else does. */
export interface Storm {
  readonly operations: readonly WireOperation[];
  readonly rate: number;
  readonly kinds: readonly FaultName[];
}

/** What the network does with requests now, and to whom. */
export interface Weather {
  /** Share of requests that meet a fault. */
  rate: number;
  /** Faults and how often each, of those that happen. */
  kinds: readonly (readonly [FaultName, number])[];
  /** Only these meet them; null: all. */
  readonly struck: readonly WireOperation[] | null;
  /** Whoever is named in one of these meets that, whatever the rest says. */
  storms: readonly Storm[];
}

/** What holds for one computer for a while. */
export interface Link {
  /** No network at all. */
  down: boolean;
  /** A captive portal answers everything. */
  portal: boolean;
  /** So many requests are refused with 401 although the token is good. */
  refuse: number;
  /** The token call fails. */
  tokensFail: boolean;
}

/** A link without trouble. */
export function goodLink(): Link {
  return { down: false, portal: false, refuse: 0, tokensFail: false };
}
