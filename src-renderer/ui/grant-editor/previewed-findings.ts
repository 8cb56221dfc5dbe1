import type { Finding } from '../../../src-shared/rules/finding.ts';
import { findingKey } from '../../../src-shared/rules/finding.ts';
import type { GrantFindings } from './grant-findings.ts';

/** What the cards say themselves of each rule that is held or covered. */
const toldFiner: ReadonlySet<string> = new Set(['V36', 'V37']);

const keyOf = (finding: Finding): string => `${finding.severity} ${findingKey(finding)}`;

/** Findings of a preview that are not told already. */
export function notToldYet(told: readonly Finding[], previewed: readonly Finding[]): Finding[] {
  const known = new Set(told.map(keyOf));
  return previewed.filter((finding) => !known.has(keyOf(finding)));
}

/**
 * What the cards say, with what only the mirror can tell: what roles come to together with those that are held (V10 to V15
 * on 2.13, where roles stand on the user).
 */
export function withPreviewed(cards: GrantFindings, previewed: readonly Finding[]): GrantFindings {
  const more = notToldYet(cards.all, previewed).filter(({ rule }) => !toldFiner.has(rule));
  if (more.length === 0) return cards;
  return { ...cards, rules: [...cards.rules, ...more], all: [...cards.all, ...more] };
}
