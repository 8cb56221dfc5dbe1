import type { CredentialFormat, CredentialInfo } from '../../src-shared/domain/credential.ts';
import type { ExportReport } from '../../src-shared/ipc/credentials-contract.ts';
import { checkExportPlace } from './export-place.ts';
import { note } from './output.ts';
import type { CliRun } from './run.ts';
import { readSecret } from './secret-input.ts';
import { usageError } from './usage-error.ts';

const formats: Readonly<Record<string, CredentialFormat>> = {
  bitwarden: 'bitwarden-csv',
  keepassxc: 'keepassxc-csv',
  '1password': '1password-csv',
  chrome: 'chrome-csv',
};

/** Options of commands that issue a credential. */
export interface HandOverOptions {
  /** `FORMAT:FILE`. */
  readonly export?: string;
  readonly passphraseFile?: string;
  readonly plain?: boolean;
  readonly force?: boolean;
  readonly showSecret?: boolean;
}

/** Where a credential will go, settled before it is issued: afterwards it is too late to find out. */
export interface HandOverPlan {
  readonly file: {
    readonly format: CredentialFormat;
    readonly path: string;
    readonly mayReplace: boolean;
    /** Null = plain text. */
    readonly passphrase: string | null;
  } | null;
  readonly show: boolean;
}

/** `FORMAT:FILE` apart. */
export function parseExport(text: string): { format: CredentialFormat; path: string } {
  const colon = text.indexOf(':');
  const format = formats[text.slice(0, colon).toLowerCase().replace(/-csv$/, '')];
  const path = text.slice(colon + 1);
  if (colon < 1 || format === undefined || path === '') {
    throw usageError(
      `“${text}” is not FORMAT:FILE.`,
      `Formats: ${Object.keys(formats).join(', ')}; for example bitwarden:new-users.csv.age`,
    );
  }
  return { format, path };
}

/** Settles where the credential goes. `required` = without a way out the command makes no sense. */
export async function planHandOver(
  run: CliRun,
  options: HandOverOptions,
  required: boolean,
): Promise<HandOverPlan> {
  const show = options.showSecret === true;
  if (options.export === undefined) {
    if (options.plain === true || options.passphraseFile !== undefined) {
      throw usageError('--plain and --passphrase-file belong to --export FORMAT:FILE.');
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
  if ((options.plain === true) === (options.passphraseFile !== undefined)) {
    throw usageError(
      'Say how the file is protected.',
      'Either --passphrase-file FILE (sealed with age), or --plain (readable by everyone who gets the file).',
    );
  }
  let passphrase: string | null = null;
  if (options.passphraseFile !== undefined) {
    passphrase = await readSecret(
      run.io,
      options.passphraseFile === '-' ? { secretStdin: true } : { secretFile: options.passphraseFile },
      'Passphrase',
    );
    if (passphrase === null || passphrase.length < 12) {
      throw usageError('The passphrase needs at least 12 characters.');
    }
  }
  const mayReplace = options.force === true;
  await checkExportPlace(path, mayReplace);
  return { file: { format, path, mayReplace, passphrase }, show };
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
              seal:
                file.passphrase === null
                  ? { kind: 'plain', confirmed: true }
                  : { kind: 'age-passphrase', passphrase: file.passphrase },
            }),
          ),
        );
  const report = written.value;
  if (report !== null) {
    note(run.io, `Wrote ${report.path ?? ''}${report.sealed ? ', sealed with age' : ' as plain text'}.`);
    for (const warning of report.warnings) note(run.io, `Warning: ${warning}`);
  }
  const failure = written.failure ?? shown.failure;
  if (failure !== null) {
    for (const { account, kind } of credentials) {
      const lost = report === null && !secrets.some((one) => one.account === account);
      const [what, again] =
        kind === 'temporary-password'
          ? ['password', `users reset-password ${account}`]
          : ['secret', 'service-accounts rotate'];
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
