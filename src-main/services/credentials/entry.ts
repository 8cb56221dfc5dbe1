import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';
import type { SecretText } from '../../../src-shared/domain/secret-text.ts';
import type { HandOverEntry } from '../../files/formats/hand-over-entry.ts';

/** A tenant's name without characters that would break lines or folders in a password manager. */
function plainLabel(label: string): string {
  // eslint-disable-next-line no-control-regex
  return label.replace(/[\u0000-\u001f\u007f]/g, ' ').trim();
}

/** A credential as an entry of a password manager's file. */
export function handOverEntry(info: CredentialInfo, secret: SecretText): HandOverEntry {
  const label = plainLabel(info.tenantLabel);
  return {
    account: info.account,
    secret,
    url: info.tenantUrl,
    title: `${label}: ${info.account}`,
    notes: info.mustChange ? 'Temporary password. Has to be changed at the first sign-in.' : '',
    folder: label,
    issuedAt: info.issuedAt,
    // No version of the tenant tells when a temporary password ends.
    expiresAt: null,
    mustChange: info.mustChange,
    kind: info.kind,
  };
}
