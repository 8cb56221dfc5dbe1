import type { Finding } from '../../../src-shared/rules/finding.ts';

/** The messages of one rule and severity, each once. */
export interface FindingGroup {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly messages: readonly string[];
}

const order: Readonly<Record<Finding['severity'], number>> = { block: 0, warn: 1, info: 2 };

/** Findings by rule, worst first, otherwise in the order they came. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, { rule: string; severity: Finding['severity']; messages: string[] }>();
  for (const { rule, severity, message } of findings) {
    const key = `${severity} ${rule}`;
    const group = groups.get(key) ?? { rule, severity, messages: [] };
    if (!group.messages.includes(message)) group.messages.push(message);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => order[a.severity] - order[b.severity]);
}
