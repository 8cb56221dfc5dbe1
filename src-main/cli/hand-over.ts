import type { CredentialFormat, CredentialInfo } from '../../src-shared/domain/credential.ts';
import type { ExportReport } from '../../src-shared/ipc/credentials-contract.ts';
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
        'The temporary password is given out once, and this command keeps nothing.',
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
  return { file: { format, path, mayReplace: options.force === true, passphrase }, show };
}

/** What came of a hand-over; the secret is there only when it was asked for. */
export interface HandedOver {
  readonly export: ExportReport | null;
  readonly secret: string | null;
}

/** Carries the plan out. When writing fails the credential is lost with this process, and the error says so. */
export async function handOver(
  run: CliRun,
  plan: HandOverPlan,
  credential: CredentialInfo,
): Promise<HandedOver> {
  const { file } = plan;
  const secret = plan.show ? (await run.call('credentials.reveal', { id: credential.id })).secret : null;
  if (file === null) return { export: null, secret };
  try {
    const report = await run.exportTo({ path: file.path, mayReplace: file.mayReplace }, () =>
      run.call('credentials.export', {
        ids: [credential.id],
        format: file.format,
        seal:
          file.passphrase === null
            ? { kind: 'plain', confirmed: true }
            : { kind: 'age-passphrase', passphrase: file.passphrase },
      }),
    );
    note(run.io, `Wrote ${report.path ?? ''}${report.sealed ? ', sealed with age' : ' as plain text'}.`);
    for (const warning of report.warnings) note(run.io, `Warning: ${warning}`);
    return { export: report, secret };
  } catch (error) {
    note(
      run.io,
      `The password of ${credential.account} was issued but could not be written. Get a new one with: rolebook users reset-password ${credential.account}`,
    );
    throw error;
  }
}

/** What came of it as names and values. */
export function handedFields(handed: HandedOver): (readonly [string, string])[] {
  const fields: (readonly [string, string])[] = [];
  if (handed.secret !== null) fields.push(['Temporary password', handed.secret]);
  const path = handed.export?.path ?? null;
  if (path !== null) fields.push(['Credential file', path]);
  return fields;
}
