import type { ColumnMapping } from '../../../src-shared/domain/column-mapping.ts';
import type { CredentialFormat } from '../../../src-shared/domain/credential.ts';
import { formatFacts } from '../../../src-shared/domain/hand-over-files.ts';
import type { SecretText } from '../../../src-shared/domain/secret-text.ts';
import { asSecret } from '../../../src-shared/domain/secret-text.ts';
import { genericCsv, genericJson } from './generic.ts';
import type { HandOverEntry } from './hand-over-entry.ts';
import { managerCsv } from './manager-csv.ts';

/** Formats that are a text, and leave sealing to a container around them. */
export type TextFormat = Exclude<CredentialFormat, 'kdbx' | 'bitwarden-json' | 'letters'>;

/** Whether a format is a text. */
export const isTextFormat = (format: CredentialFormat): format is TextFormat =>
  formatFacts[format].ownSeal === 'none';

/**
 * A file's text, byte-exact once encoded as UTF-8. Never escaped against formulas, because that would change passwords:
 * such a file is not for spreadsheets (file-formats §4.4b), and its type keeps it out of reports.
 */
export function credentialText(
  format: TextFormat,
  entries: readonly HandOverEntry[],
  columns: ColumnMapping,
): SecretText {
  if (format === 'csv') return asSecret(genericCsv(entries, columns));
  if (format === 'json') return asSecret(genericJson(entries, columns));
  return asSecret(managerCsv(format, entries));
}
