import type { Finding } from './finding.ts';

/** Findings that stop the act whatever the user says. */
export function blocking(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.severity === 'block');
}

/** Warnings whose rule number the user has not accepted yet. */
export function unacknowledged(findings: readonly Finding[], accepted: readonly string[]): Finding[] {
  return findings.filter((finding) => finding.severity === 'warn' && !accepted.includes(finding.rule));
}

/** Whether an act with these findings may go ahead. */
export function mayProceed(findings: readonly Finding[], accepted: readonly string[]): boolean {
  return blocking(findings).length === 0 && unacknowledged(findings, accepted).length === 0;
}
