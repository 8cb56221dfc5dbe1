import type { AccessKey } from '../domain/access-key.ts';
import type { Finding } from './finding.ts';

/** The version of a cluster from which access keys work there (V42). */
const keysSince = 220;

/** A version such as `2.24.6` as a number, 224; null for what is none. */
function versionOf(text: string | null): number | null {
  const match = /^v?(\d+)\.(\d+)/.exec(text ?? '');
  return match === null ? null : Number(match[1]) * 100 + Number(match[2]);
}

/** V42: access keys of users hold only where all clusters are of 2.20 or later. Clusters of unknown version are left aside. */
export function checkAccessKeys(
  keys: number,
  clusters: readonly { readonly name: string; readonly version: string | null }[],
): Finding[] {
  if (keys === 0) return [];
  const old = clusters.filter(({ version }) => (versionOf(version) ?? keysSince) < keysSince);
  if (old.length === 0) return [];
  const names = old.map(({ name, version }) => `${name} (${version ?? ''})`).join(', ');
  return [
    {
      rule: 'V42',
      severity: 'warn',
      field: 'users',
      message: `Access keys are valid only if every cluster runs 2.20 or later, and ${names} ${old.length === 1 ? 'does' : 'do'} not.`,
    },
  ];
}

/** V35: the former secret of a key is void at once; nothing is lost where nobody ever signed in with it. */
export function checkKeyRenewal({ name, lastLogin }: Pick<AccessKey, 'name' | 'lastLogin'>): Finding[] {
  if (lastLogin === null) return [];
  return [
    {
      rule: 'V35',
      severity: 'warn',
      field: 'users',
      about: name,
      message: `Whatever signs in with the present secret of ${name} fails from that moment on. It was used last on ${lastLogin.slice(0, 10)}.`,
    },
  ];
}
