import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { blocking, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import { acceptedWith, checkReason } from '../../../src-shared/rules/reason-rules.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';

const codes = (findings: readonly Finding[]): string =>
  [...new Set(findings.map((finding) => finding.rule))].join(', ');

const sentences = (findings: readonly Finding[]): string =>
  findings.map((finding) => finding.message).join(' ');

/**
 * The same for acts that give access: what reaches far is let through for a reason in words, not for a tick (V38).
 */
export function refuseUnlessReasoned(
  findings: readonly Finding[],
  acknowledged: readonly string[],
  reason: string | null | undefined,
): void {
  const answered = blocking(findings).length > 0 ? [] : checkReason(findings, reason);
  refuseUnlessAcceptable([...findings, ...answered], acceptedWith(acknowledged, reason));
}

/**
 * Lets an act through only when no rule blocks it and every warning was accepted. Blocked: `not-permitted` when it is
 * about the actor, `input` otherwise, reason `rule-v20`. Not accepted: `input`, reason `warnings-not-acknowledged`,
 * with the rule numbers in the hint.
 */
export function refuseUnlessAcceptable(findings: readonly Finding[], acknowledged: readonly string[]): void {
  const blocks = blocking(findings);
  const [first] = blocks;
  if (first !== undefined) {
    throw new RolebookError({
      kind: first.field === 'actor' ? 'not-permitted' : 'input',
      origin: 'main',
      reason: `rule-${first.rule.toLowerCase()}`,
      message: sentences(blocks),
      hint:
        first.field === 'reason'
          ? `Give a reason in two words or more (in the terminal: --reason "for the audit"). Rule: ${first.rule}.`
          : `Rules: ${codes(blocks)}.`,
    });
  }
  const open = unacknowledged(findings, acknowledged);
  if (open.length === 0) return;
  throw new RolebookError({
    kind: 'input',
    origin: 'main',
    reason: 'warnings-not-acknowledged',
    message: sentences(open),
    hint: `Accept these warnings to go on: ${codes(open)}.`,
  });
}
