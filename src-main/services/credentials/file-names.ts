import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';

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

/**
 * The name offered for an export: tenant, format and day, nothing of the people in it. Plain files say in their name
 * what must not be done with them (file-formats §4.4b).
 */
export function exportFileName(
  infos: readonly CredentialInfo[],
  tag: string,
  sealed: boolean,
  now: number,
): string {
  const tenant = slug(infos[0]?.tenantLabel ?? '');
  const start = `credentials-${tenant}-${day(now)}-${tag}`;
  return sealed ? `${start}.csv.age` : `${start}-do-not-open-in-spreadsheet.csv`;
}

/** The name offered for an e-mail draft. */
export function draftFileName(info: CredentialInfo, now: number): string {
  return `access-${slug(info.tenantLabel)}-${day(now)}.eml`;
}
