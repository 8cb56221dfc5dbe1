import { emailLikeness, foldEmail } from './email-key.ts';
import type { Finding } from './finding.ts';

/** What has to be known of a user who is there already. */
export interface ExistingUser {
  readonly email: string;
  /** True local, false SSO, null unknown. */
  readonly isLocal: boolean | null;
}

const finding = (rule: string, severity: Finding['severity'], message: string): Finding => ({
  rule,
  severity,
  field: 'email',
  message,
});

function sameMailbox(kind: 'local' | 'sso', user: ExistingUser): Finding[] {
  if (kind === 'local') {
    const found = [
      finding('V02', 'block', `${user.email} is a user already. Add access rules to it instead.`),
    ];
    if (user.isLocal === false) {
      found.push(
        finding(
          'V05',
          'warn',
          `${user.email} signs in by SSO. A local account beside it would leave open which one is meant.`,
        ),
      );
    }
    return found;
  }
  if (user.isLocal === true) {
    return [
      finding(
        'V05',
        'warn',
        `${user.email} is a local user. The access rules would count for both ways to sign in.`,
      ),
    ];
  }
  return [finding('V02', 'info', `${user.email} has signed in before. The access rules are added to it.`)];
}

/**
 * V02–V05: what users that are there already mean for a new one. `candidates` may hold more than needed: those that
 * are neither the same nor look alike are passed over.
 */
export function checkExistingUsers(
  email: string,
  kind: 'local' | 'sso',
  candidates: readonly ExistingUser[],
): Finding[] {
  const folded = foldEmail(email);
  if (folded === '') return [];
  const same = candidates.filter((user) => emailLikeness(email, user.email) === 'same');
  const spellings = [...new Set(same.map((user) => user.email))];
  if (spellings.length > 1) {
    return [
      finding(
        'V03',
        'block',
        `This e-mail is there in ${spellings.length} spellings: ${spellings.join(', ')}. Decide first which one stays.`,
      ),
    ];
  }
  const first = same[0];
  if (first !== undefined) return sameMailbox(kind, first);
  const alike = candidates.filter((user) => emailLikeness(email, user.email) === 'similar');
  return alike.slice(0, 3).map((user) => ({
    ...finding(
      'V04',
      'warn',
      `${user.email} probably is the same mailbox. One person would have two accounts.`,
    ),
    about: foldEmail(user.email),
  }));
}

/**
 * V28: access rules that already name the e-mail of a user who is not there: pre-authorised, or left over from a
 * deleted account. They would count for the new account from its first moment.
 */
export function checkLeftoverRules(email: string, exists: boolean, ruleCount: number): Finding[] {
  if (exists || ruleCount === 0) return [];
  const rules = ruleCount === 1 ? 'An access rule already names' : `${ruleCount} access rules already name`;
  return [
    finding(
      'V28',
      'warn',
      `${rules} ${email.trim()}, and will count for the new account at once. Look at them first.`,
    ),
  ];
}
