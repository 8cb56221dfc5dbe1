import type { CredentialFormat, CredentialInfo } from '../../src-shared/domain/credential.ts';
import type { ExportReport } from '../../src-shared/ipc/credentials-contract.ts';
import { formatFacts, isSealed, sealFacts } from '../../src-shared/domain/hand-over-files.ts';
import type { ColumnMapping } from '../../src-shared/domain/column-mapping.ts';
import type { Seal, SealKind } from '../../src-shared/domain/seal.ts';
import { checkExportPlace } from './export-place.ts';
import { parseColumns, parseExport } from './format-argument.ts';
import { issueAgain } from './issue-again.ts';
import { note } from './output.ts';
import type { CliRun } from './run.ts';
import { parseSeal, type SealOptions } from './seal-argument.ts';
import { usageError } from './usage-error.ts';

/** Options of commands that issue a credential. */
export interface HandOverOptions extends SealOptions {
  /** `FORMAT:FILE`. */
  readonly export?: string;
  /** Of the generic formats, `FIELD=HEADER,…`. */
  readonly columns?: string;
  readonly force?: boolean;
  readonly showSecret?: boolean;
}

/** Where a credential will go, settled before it is issued: afterwards it is too late to find out. */
export interface HandOverPlan {
  readonly file: {
    readonly format: CredentialFormat;
    readonly path: string;
    readonly mayReplace: boolean;
    readonly seal: Seal;
    /** Null = the usual ones. */
    readonly columns: ColumnMapping | null;
  } | null;
  readonly show: boolean;
}

/** Settles where the credential goes. `required` = without a way out the command makes no sense. */
export async function planHandOver(
  run: CliRun,
  options: HandOverOptions,
  required: boolean,
): Promise<HandOverPlan> {
  const show = options.showSecret === true;
  if (show && run.format === 'csv') {
    throw usageError(
      'A table for spreadsheets never holds a secret.',
      'Print it with --json, or write it with --export csv:FILE.',
    );
  }
  if (options.export === undefined) {
    if ([options.passphraseFile, options.seal, options.columns].some((one) => one !== undefined)) {
      throw usageError('--passphrase-file, --seal and --columns belong to --export FORMAT:FILE.');
    }
    if (options.plain === true || (options.recipient ?? []).length > 0) {
      throw usageError('--plain and --recipient belong to --export FORMAT:FILE.');
    }
    if (required && !show) {
      throw usageError(
        'A secret is given out once, and this command keeps nothing.',
        'Add --export FORMAT:FILE with --passphrase-file FILE, or --show-secret.',
      );
    }
    return { file: null, show };
  }
  const { format, path } = parseExport(options.export);
  return { file: await planFile(run, format, path, options), show };
}

/** Settles how one file is written and sealed, and tries its place. */
export async function planFile(
  run: CliRun,
  format: CredentialFormat,
  path: string,
  options: HandOverOptions,
): Promise<NonNullable<HandOverPlan['file']>> {
  const columns = options.columns === undefined ? null : parseColumns(options.columns);
  if (columns !== null && !formatFacts[format].mapped) {
    throw usageError(`${formatFacts[format].name} has columns of its own.`, '--columns is for csv and json.');
  }
  const seal = await parseSeal(run.io, format, options);
  const mayReplace = options.force === true;
  await checkExportPlace(path, mayReplace);
  return { format, path, mayReplace, seal, columns };
}

/** What came of a hand-over; the secret is there only when it was asked for. */
export interface HandedOver {
  readonly export: ExportReport | null;
  readonly secret: string | null;
  /** What went wrong, to be thrown once the answer is printed; null when all went well. */
  readonly failure: { readonly error: unknown } | null;
}

/** The hand-over of a command that issued nothing. */
export const nothingHanded: HandedOver = { export: null, secret: null, failure: null };

/** Runs one way out; a failure is kept, so that the other way is still tried. */
async function attempt<T>(
  way: () => Promise<T>,
): Promise<{ value: T | null; failure: HandedOver['failure'] }> {
  try {
    return { value: await way(), failure: null };
  } catch (error) {
    return { value: null, failure: { error } };
  }
}

/** Carries the plan out. Never rejects: what is got hold of must still be printed when the rest fails. */
export async function handOver(
  run: CliRun,
  plan: HandOverPlan,
  credential: CredentialInfo,
): Promise<HandedOver> {
  const handed = await handOverAll(run, plan, [credential]);
  return { export: handed.export, secret: handed.secrets[0]?.secret ?? null, failure: handed.failure };
}

/** Says where a file went, how it is opened, and what to know about it. */
export function noteWritten(run: CliRun, report: ExportReport, kind: SealKind): void {
  const how = isSealed(kind) ? `, sealed (${sealFacts[kind].name})` : ' as plain text';
  const number = report.packageId === null ? '' : ` Package ${report.packageId}.`;
  note(run.io, `Wrote ${report.path ?? ''}${how}.${number}`);
  if (sealFacts[kind].opensWith !== '') note(run.io, `To open it: ${sealFacts[kind].opensWith}`);
  for (const warning of report.warnings) note(run.io, `Warning: ${warning}`);
}

/** What came of handing several over at once. */
export interface HandedOverAll extends Omit<HandedOver, 'secret'> {
  readonly secrets: readonly { readonly account: string; readonly secret: string }[];
}

/** Hands over all secrets that came, in one file where a file is planned. Never rejects. */
export async function handOverAll(
  run: CliRun,
  plan: HandOverPlan,
  credentials: readonly CredentialInfo[],
): Promise<HandedOverAll> {
  const { file } = plan;
  if (credentials.length === 0) return { export: null, secrets: [], failure: null };
  const secrets: { account: string; secret: string }[] = [];
  const shown = plan.show
    ? await attempt(async () => {
        for (const { id, account } of credentials) {
          secrets.push({ account, secret: (await run.call('credentials.reveal', { id })).secret });
        }
      })
    : { failure: null };
  const written =
    file === null
      ? { value: null, failure: null }
      : await attempt(() =>
          run.exportTo({ path: file.path, mayReplace: file.mayReplace }, () =>
            run.call('credentials.export', {
              ids: credentials.map(({ id }) => id),
              format: file.format,
              seal: file.seal,
              ...(file.columns === null ? {} : { columns: [...file.columns] }),
            }),
          ),
        );
  const report = written.value;
  if (report !== null && file !== null) noteWritten(run, report, file.seal.kind);
  const failure = written.failure ?? shown.failure;
  if (failure !== null) {
    for (const { account, kind } of credentials) {
      const lost = report === null && !secrets.some((one) => one.account === account);
      const what = kind === 'temporary-password' ? 'password' : 'secret';
      // The account is what people sign in with; a service account and a key are found by it too.
      const again = issueAgain({ kind, name: account, subjectId: null });
      note(
        run.io,
        `The ${what} of ${account} was issued but could not be ${written.failure === null ? 'shown' : 'written'}. ${
          lost ? 'Get a new one with' : 'If you need a new one'
        }: rolebook ${again}`,
      );
    }
  }
  return { export: report, secrets, failure };
}

/** What came of it as names and values. */
export function handedFields(handed: HandedOver): (readonly [string, string])[] {
  const fields: (readonly [string, string])[] = [];
  if (handed.secret !== null) fields.push(['Temporary password', handed.secret]);
  const path = handed.export?.path ?? null;
  if (path !== null) fields.push(['Credential file', path]);
  return fields;
}
