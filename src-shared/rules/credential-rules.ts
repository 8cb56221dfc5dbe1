import type { Finding } from './finding.ts';

/** V32, V33: passwords belong to local users; SSO users get theirs from the identity provider. */
export function checkPasswordReset(user: { email: string; isLocal: boolean | null }): Finding[] {
  if (user.isLocal !== false) return [];
  return [
    {
      rule: 'V32',
      severity: 'block',
      field: 'users',
      message: `${user.email} signs in by SSO and has no password here. It is reset at the identity provider.`,
    },
  ];
}
