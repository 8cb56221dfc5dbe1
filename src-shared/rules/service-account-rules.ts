import type { Finding } from './finding.ts';
import { isSignedIn, ownAccountWords } from './own-account-rules.ts';

/** A service account about to be changed, as far as the rules need to know. */
export interface ServiceAccountTarget {
  readonly name: string;
  readonly clientId: string;
  /** RFC 3339, or null for never or unknown. */
  readonly lastLogin: string | null;
  /** Rules that name it, in words. */
  readonly rules: readonly string[];
}

/** More accounts than this in one act need a typed phrase (V29). */
const typedAbove = 10;

/** Used within so many days means that something still depends on it (V29). */
const inUseDays = 30;

const dayMilliseconds = 86_400_000;

const make = (rule: string, severity: Finding['severity'], about: string, message: string): Finding => ({
  rule,
  severity,
  field: 'service-accounts',
  about,
  message,
});

/** Whether something signed in with it in the last 30 days. */
export function isInUse(target: Pick<ServiceAccountTarget, 'lastLogin'>, now: number): boolean {
  return target.lastLogin !== null && now - Date.parse(target.lastLogin) <= inUseDays * dayMilliseconds;
}

/** V22: nobody locks out the account they are signed in with. */
export function checkOwnServiceAccount(target: ServiceAccountTarget, actor: string): Finding[] {
  return isSignedIn(target, actor) ? [make('V22', 'block', target.name, ownAccountWords)] : [];
}

/** V35: a new secret voids the former one at once, Rolebook's own sign-in too where it is by this account. */
export function checkRotation(target: ServiceAccountTarget, now: number, actor: string): Finding[] {
  const used = isInUse(target, now) ? ' It was used within the last 30 days.' : '';
  const own = isSignedIn(target, actor)
    ? ' Rolebook itself is signed in with it, and needs the new secret to sign in again.'
    : '';
  return [
    make(
      'V35',
      'warn',
      target.name,
      `Whatever signs in with the present secret of ${target.name} fails from that moment on.${used}${own}`,
    ),
  ];
}

/** V26: what a deleted service account leaves behind, and who may still rely on it. */
export function checkServiceAccountDeletion(target: ServiceAccountTarget, now: number): Finding[] {
  const found: Finding[] = [];
  if (isInUse(target, now)) {
    found.push(
      make(
        'V26',
        'warn',
        target.name,
        `${target.name} was used within the last 30 days. Its users will fail.`,
      ),
    );
  }
  return found;
}

/** V29: the phrase to type before many service accounts, or one in use, are deleted. */
export function phraseForServiceAccounts(
  targets: readonly ServiceAccountTarget[],
  now: number,
): string | null {
  if (targets.length <= typedAbove && !targets.some((target) => isInUse(target, now))) return null;
  const [only] = targets;
  return targets.length === 1 && only !== undefined ? only.name : `delete ${targets.length} service accounts`;
}
