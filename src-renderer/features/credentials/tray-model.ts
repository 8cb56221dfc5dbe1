import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';

/** Credentials parted into those still to be handed over, oldest first, and the others, newest first. */
export function sortTray(credentials: readonly CredentialInfo[]): {
  readonly waiting: readonly CredentialInfo[];
  readonly handedOver: readonly CredentialInfo[];
} {
  const byAge = [...credentials].sort((a, b) =>
    a.issuedAt < b.issuedAt ? -1 : a.issuedAt > b.issuedAt ? 1 : 0,
  );
  return {
    waiting: byAge.filter((credential) => !credential.handedOver),
    handedOver: byAge.filter((credential) => credential.handedOver).toReversed(),
  };
}
