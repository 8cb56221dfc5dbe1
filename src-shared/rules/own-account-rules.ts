import { placeWords } from '../changes/place-words.ts';
import type { SubjectRef } from '../domain/subject.ts';
import { type ActorRights, holdsAll, type PlacedRule } from './escalation-rules.ts';
import type { Finding } from './finding.ts';

/** A service account as far as its names go: rules may call it by any of them (tenant-api §5, question 2). */
export interface OwnAccount {
  readonly clientId: string;
  readonly name: string;
  readonly id: string;
}

/** A rule that names it, as far as it says what is lost by it. */
export interface OwnRule extends PlacedRule {
  readonly scopeName: string;
}

/** Why the service account that is signed in stays as it is (V22). */
export const ownAccountWords = 'This is the service account you are signed in with. Use another one.';

/** Whether Rolebook is signed in with this service account. */
export function isSignedIn(account: Pick<OwnAccount, 'clientId' | 'name'>, actor: string): boolean {
  return account.clientId === actor || account.name === actor;
}

/** How rules may name a service account. */
export function subjectsOfAccount({ clientId, name, id }: OwnAccount): SubjectRef[] {
  return [...new Set([clientId, name, id])].flatMap((each): SubjectRef[] => [
    { type: 'service-account', id: each },
    { type: 'app', id: each },
  ]);
}

/** Whether a rule's subject is this service account. */
export function isOwnSubject(account: OwnAccount, subject: { type: string; id: string }): boolean {
  return subjectsOfAccount(account).some(({ type, id }) => type === subject.type && id === subject.id);
}

/**
 * V22 for the service account that is signed in: of the rules that go, those whose rights it would not have any more where
 * they hold. `left` are all rules that apply to it afterwards. A role that is not known, or that does not tell its rights,
 * counts as lost unless it is held there by another rule. Pure.
 */
export function rightsLost<Rule extends PlacedRule>(
  going: readonly Rule[],
  left: readonly PlacedRule[],
  facts: Pick<ActorRights, 'roles' | 'scopes'>,
): readonly Rule[] {
  return going.filter((rule) => !holdsAll({ ...facts, rules: left }, rule));
}

/** Rules named in a sentence; more are counted. */
const named = 3;

/** What Rolebook would lose, in words that say so; one warning for the act, named by the account (V22). */
export function checkOwnLoss(account: OwnAccount, lost: readonly OwnRule[]): Finding[] {
  if (lost.length === 0) return [];
  const words = lost
    .slice(0, named)
    .map(({ roleName, scopeType, scopeName }) => `${roleName} on ${placeWords(scopeType, scopeName)}`);
  const more = lost.length > named ? ` and ${lost.length - named} more` : '';
  return [
    {
      rule: 'V22',
      severity: 'warn',
      field: 'actor',
      about: account.clientId,
      message: `Rolebook is signed in with the service account ${account.name}. It loses ${words.join(', ')}${more}: Rolebook itself can no longer see or change what needs that, and cannot give it back to itself.`,
    },
  ];
}
