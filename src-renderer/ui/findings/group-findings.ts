import { type Finding, findingKey } from '../../../src-shared/rules/finding.ts';

/** The messages of one key and severity, each once. */
export interface FindingGroup {
  /** What accepts it, see `findingKey`. */
  readonly key: string;
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly messages: readonly string[];
}

const order: Readonly<Record<Finding['severity'], number>> = { block: 0, warn: 1, info: 2 };

/** Findings by what they are about, worst first, otherwise in the order they came. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, FindingGroup & { messages: string[] }>();
  for (const finding of findings) {
    const { rule, severity, message } = finding;
    const key = findingKey(finding);
    const place = `${severity} ${key}`;
    const group = groups.get(place) ?? { key, rule, severity, messages: [] };
    if (!group.messages.includes(message)) group.messages.push(message);
    groups.set(place, group);
  }
  return [...groups.values()].sort((a, b) => order[a.severity] - order[b.severity]);
}
