import { foldEmail } from './email-key.ts';
import type { Finding } from './finding.ts';

/** A user about to be deleted, as far as the delete rules need to know. */
export interface DeleteTarget {
  readonly id: string;
  readonly email: string;
  readonly isLocal: boolean | null;
  /** Groups of the user that hold access rules of their own. */
  readonly groupsWithRules: readonly string[];
  /** What would be left without anyone, in words: `Department administrator on Department vision`. */
  readonly soleHolderOf: readonly string[];
  /** What the user owns and would leave behind, in words: `3 service accounts`. */
  readonly owns: readonly string[];
}

/** Someone who is system administrator on the whole tenant, directly or through a known group. */
export interface Administrator {
  readonly userId: string;
  readonly email: string;
  readonly isLocal: boolean | null;
  /** What the tenant calls the role: versions differ. Absent: System administrator. */
  readonly roleName?: string;
}

/** What the role that may do everything is called, by one who has it. */
export const administratorRole = (one: Pick<Administrator, 'roleName'> | undefined): string =>
  one?.roleName ?? 'System administrator';

/** What the delete rules look at. */
export interface DeleteContext {
  /** E-mail or client id of whoever does it. */
  readonly actor: string;
  readonly administrators: readonly Administrator[];
  /** Whether people sign in by SSO on this tenant, as far as the mirror shows. */
  readonly ssoInUse: boolean;
}

/** More users than this in one act need a typed phrase (V29). */
const typedAbove = 10;

const finding = (rule: string, severity: Finding['severity'], message: string): Finding => ({
  rule,
  severity,
  field: 'users',
  message,
});

/** V20, V21: someone must be left who can administrate, and where SSO is in use also a local one. */
export function checkLastAdministrator(targets: readonly DeleteTarget[], context: DeleteContext): Finding[] {
  const going = new Set(targets.map((target) => target.id));
  const leaving = context.administrators.filter((one) => going.has(one.userId));
  if (leaving.length === 0) return [];
  const staying = context.administrators.filter((one) => !going.has(one.userId));
  const role = administratorRole(leaving[0]);
  if (staying.length === 0) {
    return [
      finding(
        'V20',
        'block',
        `Nobody would be left who is ${role} on the whole tenant. Make someone else one first.`,
      ),
    ];
  }
  if (!leaving.some((one) => one.isLocal === true) || staying.some((one) => one.isLocal === true)) return [];
  return [
    finding(
      'V21',
      context.ssoInUse ? 'block' : 'warn',
      `The last local ${role} would go. Without one nobody gets in when single sign-on fails.`,
    ),
  ];
}

/** V22: nobody deletes the account they are signed in with. */
export function checkSelf(target: DeleteTarget, actor: string): Finding[] {
  if (foldEmail(target.email) !== foldEmail(actor)) return [];
  return [
    finding('V22', 'block', 'This is the account you are signed in with. Someone else has to delete it.'),
  ];
}

/** V26, V27: what would be left behind, and who would come back. */
export function checkLeftBehind(target: DeleteTarget): Finding[] {
  const found: Finding[] = [];
  if (target.soleHolderOf.length > 0) {
    found.push(finding('V26', 'warn', `Nobody else holds ${target.soleHolderOf.join('; ')}.`));
  }
  if (target.owns.length > 0) {
    found.push(
      finding(
        'V26',
        'warn',
        `${target.email} made ${target.owns.join(' and ')}, which stay without an owner.`,
      ),
    );
  }
  const names = target.groupsWithRules.slice(0, 3).map((group) => `“${group}”`);
  const groups = `${names.length === 1 ? 'group' : 'groups'} ${names.join(', ')}`;
  if (target.isLocal === false && target.groupsWithRules.length > 0) {
    found.push(
      finding(
        'V27',
        'warn',
        `${target.email} comes back at the next sign-in: the ${groups} still ${target.groupsWithRules.length === 1 ? 'holds' : 'hold'} access rules. Remove the person from there at the identity provider.`,
      ),
    );
  }
  return found;
}

/** All findings about one user of the list. */
export function checkDeleteTarget(target: DeleteTarget, context: DeleteContext): Finding[] {
  return [...checkSelf(target, context.actor), ...checkLeftBehind(target)];
}

/**
 * V29: the phrase to type before many users, or any administrator, are deleted; null where the plain dialog is
 * enough. One user is named by e-mail, several by their number.
 */
export function phraseToType(targets: readonly DeleteTarget[], context: DeleteContext): string | null {
  const administrators = new Set(context.administrators.map((one) => one.userId));
  const severe = targets.length > typedAbove || targets.some((target) => administrators.has(target.id));
  if (!severe) return null;
  const [only] = targets;
  return targets.length === 1 && only !== undefined ? only.email : `delete ${targets.length} users`;
}

/** V29: whether what was typed is the phrase, spaces around it aside. */
export function checkTypedPhrase(phrase: string | null, typed: string | null): Finding[] {
  if (phrase === null || typed?.trim() === phrase) return [];
  return [finding('V29', 'block', `Type “${phrase}” to go on.`)];
}
