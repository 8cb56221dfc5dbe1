import type { ColumnMapping } from '../../../src-shared/domain/column-mapping.ts';
import type { CredentialFormat } from '../../../src-shared/domain/credential.ts';
import type { SecretText } from '../../../src-shared/domain/secret-text.ts';
import { asSecret } from '../../../src-shared/domain/secret-text.ts';
import { appleCsv } from './apple-csv.ts';
import { bitwardenCsv } from './bitwarden-csv.ts';
import { bitwardenOrgCsv } from './bitwarden-org-csv.ts';
import { chromeCsv } from './chrome-csv.ts';
import { genericCsv, genericJson } from './generic.ts';
import type { HandOverEntry } from './hand-over-entry.ts';
import { keepassCsv } from './keepass-csv.ts';
import { keepassxcCsv } from './keepassxc-csv.ts';
import { lastpassCsv } from './lastpass-csv.ts';
import { onePasswordCsv } from './one-password-csv.ts';
import { protonCsv } from './proton-csv.ts';

/** Formats that are a text, and leave sealing to a container around them. */
export type TextFormat = Exclude<CredentialFormat, 'kdbx' | 'bitwarden-json' | 'letters'>;

/** Whether a format is a text. */
export const isTextFormat = (format: CredentialFormat): format is TextFormat => format in textWriters;

const textWriters: Readonly<
  Record<TextFormat, (entries: readonly HandOverEntry[], columns: ColumnMapping) => string>
> = {
  'bitwarden-csv': bitwardenCsv,
  'bitwarden-org-csv': bitwardenOrgCsv,
  '1password-csv': onePasswordCsv,
  'keepassxc-csv': keepassxcCsv,
  'keepass-csv': keepassCsv,
  'lastpass-csv': lastpassCsv,
  'chrome-csv': chromeCsv,
  'apple-csv': appleCsv,
  'proton-csv': protonCsv,
  csv: genericCsv,
  json: genericJson,
};

/**
 * A file's text, byte-exact once encoded as UTF-8. Never escaped against formulas, because that would change passwords:
 * such a file is not for spreadsheets (file-formats §4.4b), and its type keeps it out of reports.
 */
export function credentialText(
  format: TextFormat,
  entries: readonly HandOverEntry[],
  columns: ColumnMapping,
): SecretText {
  return asSecret(textWriters[format](entries, columns));
}
