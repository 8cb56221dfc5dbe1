import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { blocking, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';

const codes = (findings: readonly Finding[]): string =>
  [...new Set(findings.map((finding) => finding.rule))].join(', ');

const sentences = (findings: readonly Finding[]): string =>
  findings.map((finding) => finding.message).join(' ');

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
      hint: `Rules: ${codes(blocks)}.`,
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
