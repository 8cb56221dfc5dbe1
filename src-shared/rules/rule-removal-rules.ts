import { type Administrator, administratorRole, checkLastAdministrator } from './delete-rules.ts';
import { foldEmail } from './email-key.ts';
import type { Finding } from './finding.ts';
import { checkOwnLoss, type OwnAccount, type OwnRule } from './own-account-rules.ts';

/** What taking rules away would mean, as far as the rules need to know. */
export interface RemovalFacts {
  /** E-mail or client id of whoever does it. */
  readonly actor: string;
  readonly administratorsBefore: readonly Administrator[];
  readonly administratorsAfter: readonly Administrator[];
  readonly ssoInUse: boolean;
  /** How many rules go. */
  readonly rules: number;
  /** What would be left without anyone, in words: `Department administrator on department vision`. */
  readonly soleHolderOf: readonly string[];
  /** E-mail, group or client id of the only subject; null where there are several. */
  readonly onlySubject: string | null;
  /** What the service account loses by which Rolebook is signed in; null where it loses nothing. */
  readonly ownLoss: OwnLoss | null;
}

/** See {@link RemovalFacts}. */
export interface OwnLoss {
  readonly account: OwnAccount;
  readonly lost: readonly OwnRule[];
}

/** More rules than this in one act need a typed phrase (V29). */
const typedAbove = 10;

const leavers = (facts: RemovalFacts): readonly Administrator[] => {
  const staying = new Set(facts.administratorsAfter.map((one) => one.userId));
  return facts.administratorsBefore.filter((one) => !staying.has(one.userId));
};

/** V20, V21, V22 and V26 for taking rules away. To demote oneself is allowed with open eyes, not as the last one. */
export function checkRuleRemoval(facts: RemovalFacts): Finding[] {
  const leaving = leavers(facts);
  const targets = leaving.map(({ userId, email, isLocal }) => ({
    id: userId,
    email,
    isLocal,
    groupsWithRules: [],
    soleHolderOf: [],
    owns: [],
  }));
  const found = checkLastAdministrator(targets, {
    actor: facts.actor,
    administrators: facts.administratorsBefore,
    ssoInUse: facts.ssoInUse,
  });
  const self = foldEmail(facts.actor);
  const own = leaving.find((one) => foldEmail(one.email) === self);
  if (own !== undefined) {
    found.push({
      rule: 'V22',
      severity: 'warn',
      field: 'actor',
      message: `You take ${administratorRole(own)} away from yourself, and cannot give it back to yourself.`,
    });
  }
  if (facts.ownLoss !== null) found.push(...checkOwnLoss(facts.ownLoss.account, facts.ownLoss.lost));
  if (facts.soleHolderOf.length > 0) {
    found.push({
      rule: 'V26',
      severity: 'warn',
      field: 'rules',
      message: `Nobody else holds ${facts.soleHolderOf.join('; ')}.`,
    });
  }
  return found;
}

/** V29: the phrase to type before many rules, or an administrator's, go; null where the plain dialog is enough. */
export function phraseForRules(facts: RemovalFacts): string | null {
  if (facts.rules <= typedAbove && leavers(facts).length === 0) return null;
  return facts.rules === 1 && facts.onlySubject !== null
    ? facts.onlySubject
    : `remove ${facts.rules} access rules`;
}
