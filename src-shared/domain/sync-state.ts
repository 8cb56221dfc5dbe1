import { z } from 'zod';
import { errorBodySchema } from '../errors/error-body.ts';
import { outboxCountsSchema } from './change.ts';
import { mendReportSchema } from './recovery.ts';

/** The kinds of facts that are pulled, in the order they are pulled. */
export const factKinds = [
  'clusters',
  'departments',
  'projects',
  'roles',
  'permission-sets',
  'identity-providers',
  'service-accounts',
  'users',
  'access-rules',
] as const;

/** One of {@link factKinds}. */
export type FactKind = (typeof factKinds)[number];

/** How far one kind has come in the running pull. `expected` is null until the tenant told a count. */
export const factProgressSchema = z.object({
  kind: z.enum(factKinds),
  done: z.number().int().nonnegative(),
  expected: z.number().int().nonnegative().nullable(),
  state: z.enum(['waiting', 'pulling', 'done', 'skipped', 'failed']),
  /** Why it was skipped or failed (e.g. no right to read it); null otherwise. */
  note: z.string().nullable(),
});

/** See {@link factProgressSchema}. */
export type FactProgress = z.infer<typeof factProgressSchema>;

/** The running pull. Rates are rows per second over the whole run; time left in seconds, null while unknown. */
export const syncProgressSchema = z.object({
  startedAt: z.string(),
  phase: z.enum(['pulling', 'indexing', 'finishing']),
  rows: z.number().int().nonnegative(),
  expectedRows: z.number().int().nonnegative().nullable(),
  rowsPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
  requests: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  facts: z.array(factProgressSchema),
});

/** See {@link syncProgressSchema}. */
export type SyncProgress = z.infer<typeof syncProgressSchema>;

/** What the mass-removal brake held back: so many facts of a kind would vanish, out of so many (design §5). */
export const heldSchema = z.object({
  kind: z.enum(factKinds),
  wouldRemove: z.number().int().nonnegative(),
  of: z.number().int().nonnegative(),
});

/** The last pull that ended, whatever its end. */
export const syncRunSchema = z.object({
  startedAt: z.string(),
  endedAt: z.string(),
  outcome: z.enum(['complete', 'partial', 'cancelled', 'failed', 'held']),
  rows: z.number().int().nonnegative(),
  requests: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  added: z.number().int().nonnegative(),
  changed: z.number().int().nonnegative(),
  removed: z.number().int().nonnegative(),
  error: errorBodySchema.nullable(),
  /** Only with outcome `held`. */
  held: heldSchema.nullable().default(null),
});

/** See {@link syncRunSchema}. */
export type SyncRun = z.infer<typeof syncRunSchema>;

/**
 * What the sync chip shows.
 * `held` = more facts would vanish than the brake allows (design §5): the user must decide.
 */
export const sessionStateSchema = z.object({
  /** Null when no tenant is open. */
  connectionKey: z.string().nullable(),
  link: z.enum(['none', 'connecting', 'online', 'offline', 'needs-sign-in', 'not-a-tenant']),
  /** True while the user works offline by choice. */
  workOffline: z.boolean(),
  /** The error that explains `link`, where there is one. */
  problem: errorBodySchema.nullable(),
  syncing: z.boolean(),
  /** When the mirror was last completely pulled; null = never. */
  mirrorAsOf: z.string().nullable(),
  /** Rises with every committed change to the mirror; a window answer carries the one it was computed from. */
  revision: z.number().int().nonnegative(),
  lastRun: syncRunSchema.nullable(),
  held: heldSchema.nullable(),
  /** Open changes by state. */
  outbox: outboxCountsSchema,
  /** When changes are tried next by themselves, and why they wait; null when nothing waits for time. */
  nextTry: z.object({ at: z.string(), why: z.string() }).nullable(),
  /**
   * What was kept of a damaged ledger or history, until the user has seen it (`recovery.acknowledge`); null = nothing to tell.
   * The window shows it before anything else.
   */
  recovery: mendReportSchema.nullable(),
  /** The earlier moment that tables and access show, `at` in milliseconds; absent: they show what is known now. */
  lookingBack: z.object({ moment: z.number().int().positive(), at: z.number() }).optional(),
  /** False where there is no keychain: secrets then live for this session only, and the window says so. */
  keychain: z.boolean(),
});

/** See {@link sessionStateSchema}. */
export type SessionState = z.infer<typeof sessionStateSchema>;
