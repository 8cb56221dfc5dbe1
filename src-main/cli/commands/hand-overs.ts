import { type Command, Option } from 'commander';
import type { HandOverLine } from '../../../src-shared/ipc/hand-overs-contract.ts';
import { type HandOverState, handOverStates } from '../../../src-shared/rules/hand-over-standing.ts';
import type { Register } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { issueAgain } from '../issue-again.ts';
import { note, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

interface ListOptions {
  readonly search?: string;
  readonly state?: HandOverState;
  readonly limit?: number;
}

/** A state as it is printed; where nothing more will be told it says so. */
const stateText = ({ state, told }: { state: string; told: boolean }): string =>
  told ? state : `${state}, not told by this version`;

async function list(run: CliRun, { search, state, limit }: ListOptions): Promise<number> {
  await run.openTenant();
  const { lines, more } = await run.call('handOvers.list', {
    limit: limit ?? 200,
    search: search ?? '',
    state: state ?? null,
  });
  // A line for each person: a package may have gone to many, and each came another way.
  const shown = lines.flatMap((line) => {
    const { standings } = line;
    if (standings.length === 0)
      return [{ line, account: line.accounts.join(' '), state: line.result, words: '' }];
    return standings
      .filter((one) => state === undefined || one.state === state)
      .map((one) => ({ line, account: one.account, state: stateText(one), words: one.words }));
  });
  printList(
    run,
    [
      { id: 'account', label: 'Whose' },
      { id: 'state', label: 'State' },
      { id: 'time', label: 'Time (UTC)' },
      { id: 'by', label: 'By' },
      { id: 'how', label: 'How' },
      { id: 'sealed', label: 'Sealed' },
      { id: 'package', label: 'Package' },
      { id: 'receipt', label: 'Receipt' },
      { id: 'words', label: 'What is known' },
    ],
    shown.map(({ line, account, state: said, words }) => [
      account,
      said,
      line.time,
      line.by,
      line.format ?? line.way ?? '',
      line.sealed === null ? '' : line.sealed ? 'yes' : 'no',
      line.packageId ?? '',
      line.receipts[0]?.note ?? '',
      words,
    ]),
  );
  if (more) note(run.io, 'There are older ones: --limit COUNT shows more.');
  return exitCodes.ok;
}

async function uncollected(run: CliRun): Promise<number> {
  await run.openTenant();
  const due = await run.call('handOvers.uncollected', {});
  printList(
    run,
    [
      { id: 'account', label: 'Whose' },
      { id: 'days', label: 'Days', right: true },
      { id: 'handedOverAt', label: 'Handed over (UTC)' },
      { id: 'state', label: 'State' },
      { id: 'words', label: 'What is known' },
    ],
    due.map(({ name, days, handedOverAt, state, words }) => [name, days, handedOverAt, state, words]),
  );
  for (const one of due) note(run.io, `A new one: rolebook ${issueAgain(one)} --export …`);
  return exitCodes.ok;
}

/** The one hand-over that is meant: by its package, or by the account it went to last. */
function meant(lines: readonly HandOverLine[], text: string): HandOverLine & { readonly act: string } {
  const wanted = text.toLowerCase();
  const found = lines.find(
    ({ act, packageId, accounts }) =>
      act !== null &&
      (act === text ||
        packageId?.toLowerCase() === wanted ||
        accounts.some((account) => account.toLowerCase() === wanted)),
  );
  if (found === undefined || found.act === null) {
    throw usageError(`No hand-over of “${text}” is in the journal.`, 'Name its package, or whom it went to.');
  }
  return { ...found, act: found.act };
}

async function receipt(run: CliRun, text: string, words: string): Promise<number> {
  await run.openTenant();
  const { lines } = await run.call('handOvers.list', { limit: 5000, search: text });
  const { act, accounts, packageId, time } = meant(lines, text);
  await run.call('journal.recordReceipt', { act, note: words });
  printOne(
    run,
    [
      ['Receipt', 'recorded in the journal'],
      ['Package', packageId ?? ''],
      ['Whose', accounts.join(', ')],
      ['Handed over', time],
      ['Note', words],
    ],
    { act, package: packageId, accounts, handedOverAt: time, note: words },
  );
  return exitCodes.ok;
}

/** `rolebook hand-overs …`: who was given what, and how far it has come. Works offline. */
export function registerHandOvers(program: Command, register: Register): void {
  const handOvers = program
    .command('hand-overs')
    .description('who was given which credential, and whether it was used');
  register(
    handOvers
      .command('list')
      .description('a line for each person, the newest first')
      .option('--search <text>', 'that name this: a person, a package, who did it, a receipt')
      .addOption(new Option('--state <state>', 'how far it has come').choices([...handOverStates]))
      .addOption(
        new Option('--limit <count>', 'at most so many hand-overs').argParser((text) => Number(text)),
      ),
    (run, _args, options: ListOptions) => list(run, options),
  );
  register(
    handOvers
      .command('uncollected')
      .description('handed over some days ago (setting of the window) and not used since'),
    (run) => uncollected(run),
  );
  register(
    handOvers
      .command('receipt')
      .description('write into the journal that a hand-over was received')
      .argument('<package>', 'its package, or the e-mail or client id it went to last')
      .argument('<note>', 'by whom, and how you know'),
    (run, [text, words]: [string, string]) => receipt(run, text, words),
  );
}
