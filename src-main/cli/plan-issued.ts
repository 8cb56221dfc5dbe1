import type { CredentialFormat, CredentialInfo } from '../../src-shared/domain/credential.ts';
import type { Seal } from '../../src-shared/domain/seal.ts';
import type { ExportReport } from '../../src-shared/ipc/credentials-contract.ts';
import { eachSeal } from './each-seal.ts';
import { checkExportPlace } from './export-place.ts';
import { parseColumns } from './format-argument.ts';
import { handOverAll, noteWritten, planFile } from './hand-over.ts';
import { createSealing } from './progress.ts';
import type { CliRun } from './run.ts';
import type { SealOptions } from './seal-argument.ts';

/** A secret that was issued, and for whom. */
export interface Issued {
  /** As the keys and passphrases of `--each` name it. */
  readonly name: string;
  readonly credential: CredentialInfo;
}

/** How what comes is to be handed over, settled before anything is issued. Answers null when nothing came. */
export type IssuedPlan = (issued: readonly Issued[]) => Promise<ExportReport | null>;

/** Where and how it is written. */
export interface IssuedOptions extends SealOptions {
  readonly format: CredentialFormat;
  /** A file, with `each` a new folder. */
  readonly to: string;
  readonly each: boolean;
  readonly columns?: string;
  readonly force?: boolean;
}

/** Tells how far sealing has come: by passphrase it takes about a second for each file. */
async function sealing<T>(run: CliRun, act: () => Promise<T>): Promise<T> {
  const progress = createSealing(run.io);
  const application = await run.application();
  const undo = application.onEvent('credentials.exporting', ({ done, of }) => progress.show(done, of));
  try {
    return await act();
  } finally {
    undo();
    progress.end();
  }
}

/**
 * Settles how the secrets of these are written: into one file, or one for each, sealed for that person alone. Everything
 * that can be found out before anything is issued is: keys, passphrases, the place.
 */
export async function planIssued(
  run: CliRun,
  names: readonly string[],
  options: IssuedOptions,
): Promise<IssuedPlan> {
  const { format, to } = options;
  if (!options.each) {
    const file = await planFile(run, format, to, options);
    return async (issued) => {
      const credentials = issued.map(({ credential }) => credential);
      const handed = await handOverAll(run, { file, show: false }, credentials);
      if (handed.failure !== null) throw handed.failure.error;
      return handed.export;
    };
  }
  const columns = options.columns === undefined ? {} : { columns: [...parseColumns(options.columns)] };
  const seals = await eachSeal(run, format, names, options);
  await checkExportPlace(to, false);
  return async (issued) => {
    const files = issued.flatMap(({ name, credential }) => {
      const seal: Seal | undefined = seals.get(name);
      return seal === undefined ? [] : [{ ids: [credential.id], seal }];
    });
    const [first] = files;
    if (first === undefined) return null;
    const report = await run.exportTo({ path: to, mayReplace: false }, () =>
      sealing(run, () => run.call('credentials.exportEach', { format, ...columns, files })),
    );
    noteWritten(run, report, first.seal.kind);
    return report;
  };
}
