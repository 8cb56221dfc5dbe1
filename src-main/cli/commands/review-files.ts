import { type Command, Option } from 'commander';
import type { AnswerFile } from '../../../src-shared/ipc/reviews-contract.ts';
import { collect, type Register } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { findCampaign, howToNameCampaign } from '../find-campaign.ts';
import { note, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { passphraseSeal, recipientsSeal } from '../seal-argument.ts';
import { readSecret } from '../secret-input.ts';
import { usageError } from '../usage-error.ts';

interface PacketOptions {
  readonly way: 'file' | 'page';
  readonly reviewer?: readonly string[];
  readonly passphraseFile?: string;
  readonly recipient?: readonly string[];
}

async function exportPackets(
  run: CliRun,
  [text, folder]: [string, string],
  options: PacketOptions,
): Promise<number> {
  const { recipient = [], passphraseFile } = options;
  if (recipient.length > 0 === (passphraseFile !== undefined))
    throw usageError('Say how the files are sealed: --passphrase-file FILE, or --recipient KEY (age1…).');
  const seal =
    passphraseFile === undefined
      ? await recipientsSeal(run.io, 'json', recipient, undefined)
      : passphraseSeal(
          'json',
          (await readSecret(
            run.io,
            passphraseFile === '-' ? { secretStdin: true } : { secretFile: passphraseFile },
            'Passphrase',
          )) ?? '',
          'age',
        );
  await run.openTenant();
  const { id } = await findCampaign(run, text);
  const { reviewers } = await run.call('reviews.show', { id });
  const wanted =
    options.reviewer === undefined
      ? reviewers.filter(({ signedOff }) => !signedOff).map(({ reviewer }) => reviewer.id)
      : options.reviewer.map((one) => one.trim().toLowerCase());
  if (wanted.length === 0) throw usageError('Everybody has signed off: there is nothing to send out.');
  const report = await run.exportTo({ path: folder, mayReplace: false }, () =>
    run.call('reviews.exportPackets', { campaign: id, reviewers: wanted, way: options.way, seal }),
  );
  for (const warning of report.warnings) note(run.io, warning);
  printList(
    run,
    [
      { id: 'reviewer', label: 'Reviewer' },
      { id: 'file', label: 'File' },
      { id: 'rows', label: 'Rows', right: true },
    ],
    report.files.map(({ reviewer, file, rows }) => [reviewer, file, rows]),
  );
  return exitCodes.ok;
}

/** All files are looked at together first; `preview` ends there. */
async function importAnswers(
  run: CliRun,
  [text, paths]: [string, readonly string[]],
  options: { readonly preview?: boolean },
): Promise<number> {
  await run.openTenant();
  const { id } = await findCampaign(run, text);
  const looked = await run.reading(paths, () => run.call('reviews.readAnswers', { campaign: id }));
  if (looked === null) return exitCodes.ok;
  const { read, conflicts } = looked;
  const preview = options.preview === true;
  const { files } = preview ? looked : await run.call('reviews.importAnswers', { campaign: id, read });
  if (preview && run.format === 'json') printOne(run, [], { files, conflicts });
  else printFiles(run, files);
  for (const { file, left } of files)
    for (const { what, why, now } of left)
      note(
        run.io,
        `${file}: ${what}: ${why === 'reassigned' ? `${now.join(' and ')}’s now` : leftText[why]}.`,
      );
  for (const { row, decisions } of conflicts)
    note(
      run.io,
      `Conflict: ${row.subject.name}, ${row.role.name} on ${row.scope.name}: ${decisions
        .map(({ reviewer, decision }) => `${reviewer.id} ${decision.kind}`)
        .join(', ')}.`,
    );
  if (preview) note(run.io, 'Nothing was taken yet.');
  return files.every(({ taken }) => taken) ? exitCodes.ok : exitCodes.partly;
}

const leftText = {
  'signed-off': 'signed off before',
  'decided-later': 'decided later in the window',
} as const;

function printFiles(run: CliRun, files: readonly AnswerFile[]): void {
  printList(
    run,
    [
      { id: 'file', label: 'File' },
      { id: 'taken', label: 'Taken' },
      { id: 'decisions', label: 'Decisions', right: true },
      { id: 'conflicts', label: 'Conflicts', right: true },
      { id: 'message', label: 'What became of it' },
    ],
    files.map(({ file, taken, decisions, conflicts, message }) => [
      file,
      taken ? 'yes' : 'no',
      decisions,
      conflicts,
      message,
    ]),
  );
}

async function close(
  run: CliRun,
  [text, path]: [string, string],
  options: { readonly force?: boolean },
): Promise<number> {
  await run.openTenant();
  const { id, state } = await findCampaign(run, text);
  const place = { path, mayReplace: options.force === true };
  if (state === 'closed') {
    const saved = await run.exportTo(place, () => run.call('reviews.saveEvidence', { campaign: id }));
    for (const warning of saved.warnings) note(run.io, warning);
    printOne(run, [['File', saved.path]], saved);
    return exitCodes.ok;
  }
  const report = await run.exportTo(place, () => run.call('reviews.close', { campaign: id }));
  for (const warning of report.warnings) note(run.io, warning);
  printOne(
    run,
    [
      ['File', report.path],
      ['Fingerprint', report.fingerprint],
    ],
    report,
  );
  return exitCodes.ok;
}

/** Needs no tenant: the pack says everything itself. */
async function verify(run: CliRun, [path]: [string]): Promise<number> {
  const report = await run.exportTo({ path, mayReplace: false }, () => run.call('reviews.verify', {}));
  if (report === null) return exitCodes.partly;
  if (run.format === 'json') printOne(run, [], report);
  else
    printList(
      run,
      [
        { id: 'holds', label: 'Holds' },
        { id: 'what', label: 'What' },
        { id: 'detail', label: 'Detail' },
      ],
      report.checks.map(({ what, holds, detail }) => [holds ? 'yes' : 'NO', what, detail]),
    );
  note(run.io, `The key’s fingerprint: ${report.fingerprint}`);
  return report.holds ? exitCodes.ok : exitCodes.partly;
}

/** The commands of reviews that write or read files. */
export function registerReviewFiles(review: Command, register: Register): void {
  register(
    review
      .command('export-packets')
      .description('each reviewer’s part as one sealed file')
      .argument('<review>', howToNameCampaign)
      .argument('<folder>', 'where to write them')
      .addOption(
        new Option(
          '--way <way>',
          'file: for Rolebook without a tenant; page: for any browser without a network',
        )
          .choices(['file', 'page'])
          .default('page'),
      )
      .option('--reviewer <email>', 'only theirs; repeatable', collect)
      .option('--passphrase-file <file>', 'seal them by the passphrase in this one (- = standard input)')
      .option('--recipient <key>', 'seal them for age1… or the keys in a file; repeatable', collect),
    (run, args: [string, string], options: PacketOptions) => exportPackets(run, args, options),
  );
  register(
    review
      .command('import')
      .description('take answers that came back; one that does not hold leaves the others be')
      .argument('<review>', howToNameCampaign)
      .argument('<files...>', 'the answers')
      .option('--preview', 'say what taking them would come to, conflicts too, and take nothing'),
    (run, args: [string, string[]], options: { preview?: boolean }) => importAnswers(run, args, options),
  );
  register(
    review
      .command('close')
      .description('sign a review off and save its evidence; of a closed one the evidence once more')
      .argument('<review>', howToNameCampaign)
      .argument('<file>', 'the evidence pack, a ZIP')
      .option('--force', 'replace the file'),
    (run, args: [string, string], options: { force?: boolean }) => close(run, args, options),
  );
  register(
    review
      .command('verify')
      .description('check everything in an evidence pack; needs no tenant')
      .argument('<pack>', 'the ZIP'),
    (run, args: [string]) => verify(run, args),
  );
}
