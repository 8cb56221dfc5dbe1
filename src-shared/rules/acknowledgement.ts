import { type Finding, findingKey } from './finding.ts';

/** Findings that stop the act whatever the user says. */
export function blocking(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.severity === 'block');
}

/** Warnings not accepted yet. `accepted` holds finding keys; a bare rule, `V38`, accepts all warnings of that rule. */
export function unacknowledged(findings: readonly Finding[], accepted: readonly string[]): Finding[] {
  const keys = new Set(accepted);
  return findings.filter(
    (finding) => finding.severity === 'warn' && !keys.has(finding.rule) && !keys.has(findingKey(finding)),
  );
}

/** Whether an act with these findings may go ahead. */
export function mayProceed(findings: readonly Finding[], accepted: readonly string[]): boolean {
  return blocking(findings).length === 0 && unacknowledged(findings, accepted).length === 0;
}
