import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';

const openings: Readonly<Record<CredentialInfo['cause'], string>> = {
  'user-created': 'an account was created for you.',
  'password-reset': 'your password was reset.',
  'service-account-created': 'a service account was created for you.',
  'secret-rotated': 'the secret of your service account was renewed.',
  'access-key-created': 'an access key was made for you.',
  'access-key-renewed': 'the secret of your access key was renewed.',
};

/** The draft's subject. */
export function draftSubject(info: CredentialInfo): string {
  return info.cause === 'password-reset'
    ? `Your new password for ${info.tenantLabel}`
    : `Your access to ${info.tenantLabel}`;
}

/** The draft's text: how to sign in, and the secret only when it is given (V34). */
export function draftText(info: CredentialInfo, secret: string | null): string {
  const word = info.kind === 'temporary-password' ? 'Temporary password' : 'Secret';
  const lines = [
    'Hello,',
    '',
    openings[info.cause],
    '',
    `Address:  ${info.tenantUrl}`,
    `Sign in as:  ${info.account}`,
  ];
  if (secret !== null) lines.push(`${word}:  ${secret}`);
  lines.push('');
  if (secret === null) {
    lines.push(`You will receive the ${word.toLowerCase()} by another way than this mail.`);
  }
  if (info.mustChange) lines.push('At the first sign-in you will be asked to choose a password of your own.');
  if (secret !== null) lines.push('Please delete this mail once you have signed in.');
  lines.push('');
  return lines.join('\n');
}
