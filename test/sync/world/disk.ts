import type { Database } from 'better-sqlite3';
import type { LedgerBook } from '../oracle/ledger-book.ts';
import type { SimAccount, SimTenant } from './sim-tenant.ts';
import type { WireRequest } from './wire.ts';

/** What one computer keeps of one tenant and account: it outlives every start of the program. */
export interface Disk {
  /** The connection's key, which changes are bound to. */
  readonly binding: string;
  readonly computer: string;
  readonly tenant: SimTenant;
  readonly account: SimAccount;
  readonly folder: string;
  /** The ledger's file; made when somebody first looks at it. */
  readonly ledger: Database;
  /** Whether anybody has. */
  readonly used: boolean;
  readonly book: LedgerBook;
  /** Requests that had each effect, by its key. */
  readonly effects: Map<string, WireRequest[]>;
}
