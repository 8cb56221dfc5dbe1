import { Buffer } from 'node:buffer';
import { toldOf } from '../../../src-shared/domain/change-note.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { CallOutput, ParsedInput } from '../../../src-shared/ipc/contract.ts';
import { timestamp } from '../../../src-shared/ports/clock.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { Journal as Chain } from '../../db/journal.ts';
import type { WriteFile } from '../../files/atomic-write.ts';
import type { AskWhere } from '../credentials-service.ts';
import { recorded, type RecordDeps } from '../journal.ts';
import { journalCsv, journalJson } from './journal-files.ts';

/** What reading the journal needs. */
export interface JournalServiceDeps extends RecordDeps {
  /** The journal of the open tenant; throws `no-tenant-open`. */
  chain(): Pick<Chain, 'page' | 'verifyPart' | 'notes'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly askWhere: AskWhere;
  readonly writeFile: WriteFile;
  /** Lets everything else have its turn between two parts of long work. */
  readonly breathe: () => Promise<void>;
}

/** The journal of the open tenant: read, proved, exported; nothing in it is ever changed. */
export interface JournalService {
  list(input: ParsedInput<'journal.list'>): CallOutput<'journal.list'>;
  verify(): Promise<CallOutput<'journal.verify'>>;
  export(input: ParsedInput<'journal.export'>): Promise<CallOutput<'journal.export'>>;
  recordReceipt(input: ParsedInput<'journal.recordReceipt'>): Promise<null>;
}

/** Rows that are proved or read before the next breath: about a millisecond. */
const part = 250;

/** See {@link JournalService}. */
export function createJournalService(deps: JournalServiceDeps): JournalService {
  const verify = async (): Promise<CallOutput<'journal.verify'>> => {
    const chain = deps.chain();
    let from = chain.verifyPart(null, part);
    while (from.verdict === null) {
      await deps.breathe();
      from = chain.verifyPart(from.next, part);
    }
    return from.verdict;
  };

  return {
    list: ({ before, limit, verb, search }) => {
      const chain = deps.chain();
      const rows = chain.page({ before, limit: limit + 1, verb, search });
      const notes = chain.notes();
      return {
        rows: rows.slice(0, limit).map(({ seq, time, actor, verb, object, detail, hash }) => ({
          seq,
          time,
          actor,
          verb,
          object,
          detail,
          hash,
          ...toldOf({ verb, detail }, notes),
        })),
        more: rows.length > limit,
      };
    },
    verify,
    async export({ format }) {
      const chain = deps.chain();
      const where = await deps.askWhere({
        suggestedName: `rolebook-journal-${timestamp(deps.clock).slice(0, 10)}.${format}`,
        title: 'Save the journal',
        buttonLabel: 'Save',
        filters: [
          format === 'csv'
            ? { name: 'CSV for spreadsheets', extensions: ['csv'] }
            : { name: 'JSON', extensions: ['json'] },
        ],
      });
      if (where === null) return { outcome: 'cancelled', path: null, rows: 0, warnings: [] };
      return await recorded(deps, {
        verb: 'journal.export',
        object: 'the journal',
        detail: { format },
        run: async () => {
          const rows = [];
          for (let before: number | null = null; ;) {
            const page = chain.page({ before, limit: part, verb: '', search: '' });
            rows.push(...page);
            const last = page.at(-1);
            if (last === undefined || page.length < part) break;
            before = last.seq;
            await deps.breathe();
          }
          rows.reverse();
          const notes = chain.notes();
          const text = format === 'csv' ? journalCsv(rows, notes) : journalJson(rows, notes);
          const written = await deps.writeFile(where.path, Buffer.from(text, 'utf8'), {
            mayReplace: where.mayReplace,
          });
          return {
            outcome: 'written' as const,
            path: written.path,
            rows: rows.length,
            warnings: [...written.warnings],
          };
        },
      });
    },
    async recordReceipt({ act, note }) {
      const page = deps.chain().page({ before: null, limit: 20, verb: 'credential.', search: act });
      const handOver = page.find(({ detail }) => detail['act'] === act);
      if (handOver === undefined) {
        throw new RolebookError({
          kind: 'not-found',
          origin: 'main',
          reason: 'hand-over-unknown',
          message: 'The journal of this tenant knows no such hand-over.',
        });
      }
      await deps.journal.append({
        verb: 'credential.receipt',
        object: handOver.object,
        detail: { of: act, note },
        result: 'done',
      });
      return null;
    },
  };
}
