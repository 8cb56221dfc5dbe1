import type { CredentialFormat } from '../../../src-shared/domain/credential.ts';
import { bitwardenCsv } from './bitwarden-csv.ts';
import { chromeCsv } from './chrome-csv.ts';
import type { HandOverEntry } from './hand-over-entry.ts';
import { keepassxcCsv } from './keepassxc-csv.ts';
import { onePasswordCsv } from './one-password-csv.ts';

/** A password manager's import format. */
export interface FormatWriter {
  /** Part of the suggested file name. */
  readonly tag: string;
  /**
   * The file's text, byte-exact once encoded as UTF-8. Never escaped against formulas, because that would change
   * passwords: such a file is not for spreadsheets (file-formats §4.4b).
   */
  write(entries: readonly HandOverEntry[]): string;
}

/** Every format by its name in the contract. */
export const credentialFormats: Readonly<Record<CredentialFormat, FormatWriter>> = {
  'bitwarden-csv': { tag: 'bitwarden', write: bitwardenCsv },
  'keepassxc-csv': { tag: 'keepassxc', write: keepassxcCsv },
  '1password-csv': { tag: '1password', write: onePasswordCsv },
  'chrome-csv': { tag: 'chrome', write: chromeCsv },
};
