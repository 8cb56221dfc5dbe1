import type { CredentialFormat, CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { fileEnding, formatFacts } from '../../../src-shared/domain/hand-over-files.ts';
import type { Seal } from '../../../src-shared/domain/seal.ts';

function slug(text: string): string {
  const plain = text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'tenant' : plain.slice(0, 40).replace(/-+$/, '');
}

const day = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** How a file is written and sealed. */
export interface FileChoice {
  readonly format: CredentialFormat;
  readonly seal: Pick<Seal, 'kind'>;
}

const start = (infos: readonly CredentialInfo[], format: CredentialFormat, now: number): string =>
  `credentials-${slug(infos[0]?.tenantLabel ?? '')}-${day(now)}-${formatFacts[format].tag}`;

/** Plain files say in their name what must not be done with them (file-formats §4.4b). */
const ending = ({ format, seal }: FileChoice): string =>
  `${seal.kind === 'plain' && formatFacts[format].extension === 'csv' ? '-do-not-open-in-spreadsheet' : ''}${fileEnding(format, seal.kind)}`;

/** The name offered for an export: tenant, format and day, nothing of the people in it. */
export function exportFileName(infos: readonly CredentialInfo[], choice: FileChoice, now: number): string {
  return `${start(infos, choice.format, now)}${ending(choice)}`;
}

/** The name offered for a folder with a file for each. */
export function exportFolderName(
  infos: readonly CredentialInfo[],
  format: CredentialFormat,
  now: number,
): string {
  return `${start(infos, format, now)}-one-for-each`;
}

/**
 * A file in such a folder. It names its person, so that it reaches nobody else; the number keeps those apart whose names
 * are spelled alike.
 */
export function personFileName(account: string, number: number, choice: FileChoice): string {
  return `${String(number).padStart(3, '0')}-${slug(account)}${ending(choice)}`;
}

/** The name offered for an e-mail draft. */
export function draftFileName(info: CredentialInfo, now: number): string {
  return `access-${slug(info.tenantLabel)}-${day(now)}.eml`;
}
