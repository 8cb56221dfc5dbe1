import { type Command, Option } from 'commander';
import type { ToldRow } from '../../../src-shared/domain/journal.ts';
import { journalLines } from '../../../src-shared/domain/journal-lines.ts';
import type { Register } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { note, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';

/** Rows a call brings. */
const page = 500;

interface ListOptions {
  readonly search?: string;
  readonly verb?: string;
  readonly limit?: number;
}

/** Rows until there are so many acts, or no more. */
async function readRows(run: CliRun, options: ListOptions, acts: number): Promise<readonly ToldRow[]> {
  const rows: ToldRow[] = [];
  for (;;) {
    const answer = await run.call('journal.list', {
      before: rows.at(-1)?.seq ?? null,
      limit: page,
      verb: options.verb ?? '',
      search: options.search ?? '',
    });
    rows.push(...answer.rows);
    if (!answer.more || journalLines(rows).length >= acts) return rows;
  }
}

async function list(run: CliRun, options: ListOptions): Promise<number> {
  await run.openTenant();
  const limit = options.limit ?? (run.format === 'table' ? 100 : 0);
  const acts = limit === 0 ? Number.MAX_SAFE_INTEGER : limit;
  const lines = journalLines(await readRows(run, options, acts)).slice(0, acts);
  printList(
    run,
    [
      { id: 'seq', label: 'Number', right: true },
      { id: 'time', label: 'Time (UTC)' },
      { id: 'zone', label: 'Zone' },
      { id: 'actor', label: 'Who' },
      { id: 'verb', label: 'What' },
      { id: 'object', label: 'To what' },
      { id: 'result', label: 'Result' },
      { id: 'reason', label: 'Reason' },
      { id: 'ticket', label: 'Ticket' },
    ],
    lines.map(({ row, result }) => [
      row.seq,
      row.time,
      row.zone,
      row.actor,
      row.verb,
      row.object,
      result,
      row.reason,
      row.ticket,
    ]),
  );
  return exitCodes.ok;
}

async function verify(run: CliRun): Promise<number> {
  await run.openTenant();
  const verdict = await run.call('journal.verify', {});
  if (verdict.intact) {
    printOne(
      run,
      [
        ['Journal', 'holds: no row was changed, taken out or put in between'],
        ['Rows', verdict.rows],
        ['Last hash', verdict.lastHash],
      ],
      verdict,
    );
    note(run.io, 'Rows taken off its end show only beside a last hash that you kept elsewhere.');
    return exitCodes.ok;
  }
  printOne(
    run,
    [
      ['Journal', 'is broken: rows were changed, taken out or put in by something else than Rolebook'],
      ['First broken row', verdict.brokenAt],
    ],
    verdict,
  );
  return exitCodes.partly;
}

/** `rolebook journal …`: our own record of what was done. Works offline. */
export function registerJournal(program: Command, register: Register): void {
  const journal = program
    .command('journal')
    .description('what was done through Rolebook, row by row, each sealed by the next');
  register(
    journal
      .command('list')
      .description('the last acts, newest first')
      .option('--search <text>', 'that name this')
      .option('--verb <start>', 'of this kind, e.g. credential. or user.create')
      .addOption(
        new Option('--limit <count>', 'at most so many, 0 for all').argParser((text) => Number(text)),
      ),
    (run, _args, options: ListOptions) => list(run, options),
  );
  register(
    journal.command('verify').description('prove that no row was changed; exit code 6 when one was'),
    (run) => verify(run),
  );
  register(
    journal
      .command('export <file>')
      .description('save it, oldest first: CSV for spreadsheets, or JSON by the file’s name')
      .option('--force', 'replace the file'),
    async (run, [argument], options: { force?: boolean }) => {
      const path = String(argument);
      await run.openTenant();
      const format = path.toLowerCase().endsWith('.json') ? 'json' : 'csv';
      const report = await run.exportTo({ path, mayReplace: options.force === true }, () =>
        run.call('journal.export', { format }),
      );
      for (const warning of report.warnings) note(run.io, warning);
      printOne(
        run,
        [
          ['File', report.path],
          ['Rows', report.rows],
        ],
        report,
      );
      return exitCodes.ok;
    },
  );
}
