import type { Role } from '../../../src-shared/domain/role.ts';
import type { EmailState } from '../../../src-shared/ipc/users-contract.ts';
import { blocking, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import { checkEmail } from '../../../src-shared/rules/email-rules.ts';
import { type Finding, findingKey } from '../../../src-shared/rules/finding.ts';
import { checkCards, type GrantFindings } from '../../ui/grant-editor/grant-findings.ts';
import type { ScopeTree } from '../../ui/grant-editor/scope-tree.ts';
import { checkLegacyUser } from '../../../src-shared/rules/legacy-user-rules.ts';
import { legacyChoice, type NewUserDraft } from './new-user-model.ts';

/** What the checks look at beside the draft. */
export interface NewUserContext {
  readonly roles: readonly Role[];
  readonly tree: ScopeTree;
  /** What the mirror says about the e-mail, the rules it holds among it; null while it has not answered for the text as it is now. */
  readonly emailState: EmailState | null;
  /** Roles and clusters stand on the user (2.13), and rules of that time judge them. */
  readonly legacy?: boolean;
}

/** Everything there is to say, by the place it is shown at. */
export interface NewUserFindings {
  readonly email: readonly Finding[];
  readonly grants: GrantFindings;
  readonly all: readonly Finding[];
}

/** V01–V07, V10, V12, V14, V28, V36–V38 over the draft; the e-mail's own text is judged at once, the rest as known. */
export function checkNewUser(draft: NewUserDraft, context: NewUserContext): NewUserFindings {
  const email = unique([...checkEmail(draft.email), ...(context.emailState?.findings ?? [])]);
  if (context.legacy === true) {
    const findings = checkLegacyUser(legacyChoice(draft), {
      roles: context.roles,
      clusters: new Set(context.tree.nodes.filter(({ type }) => type === 'cluster').map(({ id }) => id)),
    });
    const legacy = { roles: findings, cards: noCards, rules: [], all: findings };
    return { email, grants: legacy, all: [...email, ...findings] };
  }
  const cards = checkCards(draft.grants, context.roles, context.tree, context.emailState?.held ?? []);
  const grants =
    draft.kind === 'sso' && draft.grants.length === 0 ? { ...cards, ...nothingToPreAuthorise } : cards;
  return { email, grants, all: [...email, ...grants.all] };
}

const noCards: ReadonlyMap<string, readonly Finding[]> = new Map();

/** An SSO user is made of access rules and nothing else (O16): without a role there is nothing to save. */
const noRole: Finding = {
  rule: 'V10',
  severity: 'block',
  field: 'roles',
  message: 'Pre-authorising means giving access rules. Choose at least one role.',
};
const nothingToPreAuthorise = { roles: [noRole], all: [noRole] };

function unique(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.severity} ${finding.rule} ${finding.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Whether it is time to speak of a missing role (V10): the e-mail is right, or Save was pressed. */
export function mayTellRoles(findings: NewUserFindings, touched: boolean): boolean {
  return touched || blocking(findings.email).length === 0;
}

/** Why Save cannot go ahead, the first reason only; null when it can. */
export function saveProblem(
  findings: readonly Finding[],
  acknowledged: readonly string[],
  barrier: string | null,
): string | null {
  if (barrier !== null) return barrier;
  const [block] = blocking(findings);
  if (block !== undefined) return block.message;
  const open = new Set(unacknowledged(findings, acknowledged).map(findingKey)).size;
  if (open === 0) return null;
  return open === 1 ? 'One warning waits for your answer.' : `${open} warnings wait for your answer.`;
}
