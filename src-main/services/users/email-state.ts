import type { EmailState } from '../../../src-shared/ipc/users-contract.ts';
import { checkEmail } from '../../../src-shared/rules/email-rules.ts';
import { checkExistingUsers, checkLeftoverRules } from '../../../src-shared/rules/existing-user-rules.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import type { Mirror } from '../../db/mirror.ts';
import { ownRules } from './own-rules.ts';

/** An e-mail as it is sent: ordinary spaces around it left out, nothing else touched (V01, V03). */
export function asSent(email: string): string {
  return email.replace(/^ +| +$/g, '');
}

/** What the mirror knows about an e-mail. */
export interface EmailFacts {
  readonly findings: readonly Finding[];
  readonly existing: User | null;
  readonly held: readonly AccessRule[];
}

/** V01–V05, V07 and V28 for an e-mail, with the facts they rest on. */
export async function readEmailFacts(
  mirror: Mirror,
  text: string,
  kind: 'local' | 'sso',
): Promise<EmailFacts> {
  const email = asSent(text);
  const shape = checkEmail(text);
  if (shape.some((finding) => finding.severity === 'block')) {
    return { findings: shape, existing: null, held: [] };
  }
  const candidates = await mirror.usersLike(email);
  const existing = candidates.find((candidate) => candidate.likeness === 'same')?.user ?? null;
  const held =
    existing === null ? await mirror.rulesOf({ type: 'user', id: email }) : await ownRules(mirror, existing);
  return {
    existing,
    held,
    findings: [
      ...shape,
      ...checkExistingUsers(
        email,
        kind,
        candidates.map(({ user }) => user),
      ),
      ...checkLeftoverRules(email, existing !== null, held.length),
    ],
  };
}

/** The state of an e-mail while it is typed. Asks the mirror only, so it works offline. */
export async function emailState(mirror: Mirror, email: string, kind: 'local' | 'sso'): Promise<EmailState> {
  const { findings, existing, held } = await readEmailFacts(mirror, email, kind);
  return {
    findings: [...findings],
    existing:
      existing === null ? null : { id: existing.id, email: existing.email, isLocal: existing.isLocal },
    ruleCount: held.length,
    held: held.map(({ roleId, scopeType, scopeId }) => ({ roleId, scopeType, scopeId })),
  };
}
