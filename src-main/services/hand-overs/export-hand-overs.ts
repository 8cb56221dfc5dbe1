import { Buffer } from 'node:buffer';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { CredentialStanding, HandOverLine } from '../../../src-shared/ipc/hand-overs-contract.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { JournalFileReport } from '../../../src-shared/ipc/journal-contract.ts';
import { type Clock, timestamp } from '../../../src-shared/ports/clock.ts';
import type { WriteFile } from '../../files/atomic-write.ts';
import { spreadsheetCsv } from '../../files/formats/spreadsheet-csv.ts';
import type { AskWhere } from '../credentials-service.ts';
import { recorded, type RecordDeps } from '../journal.ts';

/** What saving the hand-overs as a file needs. */
export interface HandOversFileDeps extends RecordDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly askWhere: AskWhere;
  readonly writeFile: WriteFile;
  /** The journal that is told from: another object once another tenant is open. Throws `no-tenant-open`. */
  chain(): unknown;
}

type Question = ParsedInput<'handOvers.export'>;

/** One person of a hand-over; without a standing where nothing was handed over. */
interface PersonLine {
  readonly line: HandOverLine;
  readonly account: string;
  readonly standing: CredentialStanding | null;
}

const header = [
  'Whose',
  'State',
  'What is known',
  'Time (UTC)',
  'By',
  'Way',
  'Format',
  'Sealed',
  'Package',
  'Path mark',
  'Result',
  'Receipts',
];

/** A line for each person: a package may have gone to many, and each came another way. */
function peopleOf(lines: readonly HandOverLine[], state: Question['state']): PersonLine[] {
  return lines.flatMap((line): PersonLine[] =>
    line.standings.length === 0
      ? line.accounts.map((account) => ({ line, account, standing: null }))
      : line.standings
          .filter((one) => state === null || one.state === state)
          .map((standing) => ({ line, account: standing.account, standing })),
  );
}

const receiptText = ({ time, by, note }: HandOverLine['receipts'][number]): string =>
  `${note} (${time}, ${by})`;

function csvOf(people: readonly PersonLine[]): string {
  const rows = people.map(({ line, account, standing }) => [
    account,
    standing?.state ?? '',
    standing?.words ?? '',
    line.time,
    line.by,
    line.way ?? '',
    line.format ?? '',
    line.sealed === null ? '' : line.sealed ? 'yes' : 'no',
    line.packageId ?? '',
    line.fileMark ?? '',
    // What was handed over to nobody yet is no act that could have ended.
    line.act === null ? '' : line.result,
    line.receipts.map(receiptText),
  ]);
  // With its mark, or Excel takes the text for a local code page.
  return `\uFEFF${spreadsheetCsv(header, rows)}`;
}

function jsonOf(people: readonly PersonLine[]): string {
  const lines = people.map(({ line, account, standing }) => {
    const { accounts: _, standings: _of, count: _all, ...rest } = line;
    return JSON.stringify({
      account,
      state: standing?.state ?? null,
      known: standing?.words ?? null,
      ...rest,
    });
  });
  return `{"format":"rolebook-hand-overs","version":1,"rows":[\n${lines.join(',\n')}\n]}\n`;
}

const otherTenant = (): RolebookError =>
  new RolebookError({
    kind: 'conflict',
    origin: 'main',
    reason: 'tenant-changed',
    message: 'Nothing was written: another tenant was opened meanwhile.',
    hint: 'Ask again in the tenant that you mean.',
  });

/**
 * handOvers.export: who was given what, as far as it is searched for, a row for each person; never a secret. Giving up the
 * dialog leaves no trace; the file is written between two rows of the journal.
 */
export async function exportHandOvers(
  deps: HandOversFileDeps,
  { format, state, search }: Question,
  read: () => Promise<readonly HandOverLine[]>,
): Promise<JournalFileReport> {
  const chain = deps.chain();
  const people = peopleOf(await read(), state);
  const where = await deps.askWhere({
    suggestedName: `rolebook-hand-overs-${timestamp(deps.clock).slice(0, 10)}.${format}`,
    title: 'Save the hand-overs',
    buttonLabel: 'Save',
    filters: [
      format === 'csv'
        ? { name: 'CSV for spreadsheets', extensions: ['csv'] }
        : { name: 'JSON', extensions: ['json'] },
    ],
  });
  if (where === null) return { outcome: 'cancelled', path: null, rows: 0, warnings: [] };
  // The dialog may have stood open for long.
  if (deps.chain() !== chain) throw otherTenant();
  return await recorded(deps, {
    verb: 'hand-overs.export',
    object: 'the hand-overs',
    detail: { format, count: people.length, search: search === '' ? null : search, state },
    run: async () => {
      const text = format === 'csv' ? csvOf(people) : jsonOf(people);
      const bytes = Buffer.from(text, 'utf8');
      const written = await deps.writeFile(where.path, bytes, { mayReplace: where.mayReplace });
      return {
        outcome: 'written' as const,
        path: written.path,
        rows: people.length,
        warnings: [...written.warnings],
      };
    },
  });
}
