import type { RuleTarget } from '../../ui/slots.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import { valueWords } from '../../ui/text/value-words.ts';

/** "1 access rule", "3 access rules". */
export function countRules(count: number): string {
  return counted(count, 'access rule');
}

/** "Viewer on project cats". */
export function ruleText(rule: Pick<RuleTarget, 'roleName' | 'scopeType' | 'scopeName'>): string {
  const place =
    rule.scopeType === 'tenant'
      ? 'all clusters'
      : `${valueWords(rule.scopeType).toLowerCase()} ${rule.scopeName}`;
  return `${rule.roleName} on ${place}`;
}

/** Why these rules cannot be removed; null when they can. */
export function unfitToRemove(rules: readonly RuleTarget[]): string | null {
  if (rules.length === 0) return 'Select a rule first.';
  if (rules.every(({ pending }) => pending === 'removed')) {
    return rules.length === 1 ? 'It is to be removed already.' : 'They are to be removed already.';
  }
  return null;
}

/** Why these rules cannot be changed; null when they can. */
export function unfitToChange(rules: readonly RuleTarget[]): string | null {
  const [first] = rules;
  if (first === undefined) return 'Select a rule first.';
  if (rules.every(({ pending }) => pending === 'removed')) {
    return rules.length === 1 ? 'It is to be removed already.' : 'They are to be removed already.';
  }
  if (!rules.some(({ pending }) => pending === 'conflict')) return null;
  return rules.length === 1
    ? 'Decide its conflict under Changes first.'
    : 'One of them is in conflict. Decide that under Changes first.';
}
