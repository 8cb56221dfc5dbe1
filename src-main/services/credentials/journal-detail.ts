import type { CredentialFormat, CredentialInfo } from '../../../src-shared/domain/credential.ts';
import { isSealed } from '../../../src-shared/domain/hand-over-files.ts';
import type { Seal } from '../../../src-shared/domain/seal.ts';
import type { JournalDetail } from '../journal.ts';

/** Whose credentials an act was about: all of them, at most the thousand that one call takes, since each is told apart later. */
export const detailOf = (infos: readonly CredentialInfo[]): JournalDetail => ({
  tenant: infos[0]?.tenantUrl ?? '',
  accounts: infos
    .slice(0, 1000)
    .map((info) => info.account)
    .join(' '),
  count: infos.length,
});

/** The same with how files were written and sealed; never with what, or for whom. */
export const packageDetail = (
  infos: readonly CredentialInfo[],
  wanted: {
    readonly format: CredentialFormat;
    readonly seals: readonly Seal[];
    readonly packageId: string;
  },
): JournalDetail => ({
  ...detailOf(infos),
  format: wanted.format,
  seal: [...new Set(wanted.seals.map(({ kind }) => kind))].join(' '),
  sealed: wanted.seals.every(({ kind }) => isSealed(kind)),
  package: wanted.packageId,
  files: wanted.seals.length,
});

/** What an act was done to, in a word or two. */
export const objectOf = (infos: readonly CredentialInfo[]): string =>
  infos.length === 1 ? (infos[0]?.account ?? '') : `${infos.length} credentials`;
