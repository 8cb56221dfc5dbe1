import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { tenantKey } from '../../../src-main/services/tenant-key.ts';
import { LedgerBook } from '../oracle/ledger-book.ts';
import type { Verdict } from '../oracle/violation.ts';
import { actKey, type Counters, count, transitionKey } from './counters.ts';
import type { Disk } from './disk.ts';
import type { SimTenant } from './sim-tenant.ts';

/** What disks are made with. */
export interface DiskMeans {
  /** Folder of all computers. */
  readonly scratch: string;
  /** Opens the ledger in a folder when somebody first looks at it. */
  readonly openLedger: (folder: string) => Database;
  readonly verdict: Verdict;
  readonly counters: Counters;
  readonly now: () => number;
}

/** The disk of a computer for a tenant, with the account of a number. */
export function makeDisk(means: DiskMeans, computer: string, n: number, tenant: SimTenant): Disk {
  const { scratch, openLedger, verdict, counters, now } = means;
  const account = tenant.accounts[n % tenant.accounts.length];
  if (account === undefined) throw new Error('a tenant without accounts');
  const binding = tenantKey(tenant.origin, account.means.account);
  const folder = join(scratch, computer, binding);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let made: Database | null = null;
  const ledger = (): Database => (made ??= openLedger(folder));
  const book = new LedgerBook({
    binding,
    tenant,
    database: ledger,
    verdict,
    now,
    transition: (from, to) => count(counters.transitions, transitionKey(from, to)),
    gave: (part) => count(counters.acts, actKey(part)),
  });
  return {
    binding,
    computer,
    tenant,
    account,
    folder,
    get ledger() {
      return ledger();
    },
    get used() {
      return made !== null;
    },
    book,
    effects: new Map(),
  };
}
