import { isOfHistory } from '../../../src-shared/domain/recovery.ts';
import { mendWords } from '../../../src-shared/words/mend-words.ts';
import { exitCodes } from '../exit-codes.ts';
import { note, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';

/** `rolebook changes recovery`: what the window's recovery screen says, and with `--seen` its button. */
export async function recovery(run: CliRun, options: { readonly seen?: boolean }): Promise<number> {
  await run.openTenant();
  const { recovery: report } = await run.call('session.state', {});
  if (report === null) {
    note(run.io, 'Nothing had to be recovered that you have not seen.');
    return exitCodes.ok;
  }
  const words = mendWords(report);
  printOne(
    run,
    [
      ['Recovery', words.title],
      ['Cause', words.cause],
      ['Mended', report.at],
      ...words.lines.map(({ tone, text }) => [tone === 'lost' ? 'Lost' : 'Kept', text] as const),
      ...(isOfHistory(report) ? [] : [['Backup of', report.changes.backupOf] as const]),
      ['Damaged files', report.keptIn ?? 'there were none'],
      ...words.steps.map((step) => ['To do', step] as const),
    ],
    report,
  );
  if (options.seen === true) await run.call('recovery.acknowledge', {});
  else note(run.io, 'Once you have read it: rolebook changes recovery --seen');
  return exitCodes.ok;
}
