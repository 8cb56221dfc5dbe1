import { z } from 'zod';

/**
 * Why the ledger had to be recovered: `damaged` SQLite found damage · `not-a-database` its head is gone · `empty` cut to
 * nothing · `log-damaged` commits in the middle of its write-ahead log are spoilt · `unreadable` the disk gave errors ·
 * `missing` the file is gone, though its backups or the mirror beside it are there · `changes-damaged` the file is sound, but changes in it do not fit
 * their checksums.
 */
export const recoveryCauses = [
  'damaged',
  'not-a-database',
  'empty',
  'log-damaged',
  'unreadable',
  'missing',
  'changes-damaged',
] as const;

/** One of {@link recoveryCauses}. */
export type RecoveryCause = (typeof recoveryCauses)[number];

/** Numbers of rows that are gone, both ends included. */
export const lostRangeSchema = z.object({ from: z.number().int(), to: z.number().int() });

const count = z.number().int().nonnegative();

/**
 * What became of a damaged ledger, exactly (reliability §2.4). The mirror is not in it: nothing of a mirror can be lost
 * that the tenant does not have.
 */
export const recoveryReportSchema = z.object({
  /** When it was found and mended; RFC 3339 UTC. */
  at: z.string(),
  cause: z.enum(recoveryCauses),
  /** Folder with the damaged files, which are never deleted; null where there were none. */
  keptIn: z.string().nullable(),
  changes: z.object({
    /** Read from the damaged files, each fitting its checksum. */
    kept: count,
    /** Only a backup still had these; they are as they stood then. */
    fromBackup: count,
    /** When that backup was made; null where none was needed. */
    backupOf: z.string().nullable(),
    /** Ids of open changes, which are all held: none is sent before the user has looked at it. */
    held: z.array(z.string()),
    /** Changes that nothing tells of any more, by their number. */
    lost: z.array(lostRangeSchema),
    /**
     * The damaged files gave no row at all: what was saved since the newest backup is gone, and nothing tells how much
     * that was. Absent in reports of earlier editions.
     */
    openEnded: z.boolean().default(false),
  }),
  journal: z.object({ kept: count, fromBackup: count, lost: z.array(lostRangeSchema) }),
  /** Entries of the timeline. */
  runs: z.object({ kept: count, fromBackup: count }),
  /** Reviews: missing in reports of before they were counted. */
  reviews: z
    .object({
      kept: count,
      fromBackup: count,
      /** Of those kept, with rows or entries missing: they say so themselves when they are opened. */
      incomplete: count,
      /** Reviews of which only parts are left. */
      lost: count,
    })
    .optional(),
});

/** See {@link recoveryReportSchema}. */
export type RecoveryReport = z.infer<typeof recoveryReportSchema>;

/** What became of a damaged history: it is set aside whole, and another begins (docs/history.md). */
export const historyReportSchema = z.object({
  of: z.literal('history'),
  /** When it was found and another begun; RFC 3339 UTC. */
  at: z.string(),
  /** Folder with the damaged files, which are never deleted. */
  keptIn: z.string(),
  /** What is not shown any more, as far as the damaged file still tells; null = nothing of it can be read. */
  lost: z
    .object({
      moments: count,
      /** The first look and the last one; RFC 3339 UTC, null where there was no moment. */
      since: z.string().nullable(),
      until: z.string().nullable(),
      /** Names that were given to moments. */
      names: z.array(z.string()),
    })
    .nullable(),
});

/** See {@link historyReportSchema}. */
export type HistoryReport = z.infer<typeof historyReportSchema>;

/** What became of a damaged file that cannot be downloaded again. */
export const mendReportSchema = z.union([historyReportSchema, recoveryReportSchema]);

/** See {@link mendReportSchema}. */
export type MendReport = z.infer<typeof mendReportSchema>;

/** Whether a report tells of a history; else it tells of a ledger. */
export const isOfHistory = (report: MendReport): report is HistoryReport => 'of' in report;
