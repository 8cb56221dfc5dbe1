import type { Finding } from './finding.ts';

/** The longest reason that is kept, in UTF-16 units. */
export const reasonLength = 500;

/** Rules whose warnings are answered by a reason in words; a tick does not do. */
const answeredByReason: ReadonlySet<string> = new Set(['V38']);

/** Whether warnings of the rule ask for a reason in words. */
export function wantsReason(rule: string): boolean {
  return answeredByReason.has(rule);
}

/** Whether a text says why: two words at least. */
export function isReason(text: string | null | undefined): text is string {
  return /[\p{L}\p{N}]\S*\s+\S*[\p{L}\p{N}]/u.test(text ?? '');
}

/** The reason as it is kept with the changes, a single word too; undefined where none was given. */
export function keptReason(text: string | null | undefined): string | undefined {
  return text?.trim().slice(0, reasonLength) || undefined;
}

/** Whether something in it asks for a reason. */
export function asksForReason(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'warn' && wantsReason(finding.rule));
}

/** V38: what reaches far is given for a reason, in words. */
export function checkReason(findings: readonly Finding[], reason: string | null | undefined): Finding[] {
  if (!asksForReason(findings) || isReason(reason)) return [];
  return [
    {
      rule: 'V38',
      severity: 'block',
      field: 'reason',
      message:
        keptReason(reason) === undefined
          ? 'This reaches far. Say in a few words why it is given; that is kept with the change.'
          : 'This reaches far, and one word does not say why. Give the reason in two words or more; they are kept with the change.',
    },
  ];
}

/** What was accepted, with the warnings that a reason answers. */
export function acceptedWith(acknowledged: readonly string[], reason: string | null | undefined): string[] {
  const ticked = acknowledged.filter((key) => !wantsReason(key.split(':', 1)[0] ?? key));
  return isReason(reason) ? [...ticked, ...answeredByReason] : ticked;
}
