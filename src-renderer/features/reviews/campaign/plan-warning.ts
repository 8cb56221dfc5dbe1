import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';

/** Warnings that stand against planning, to be accepted with open eyes (V49: a mass of changes). */
export interface PlanWarning {
  readonly message: string;
  /** What to accept: all that is named, and what was accepted before. */
  readonly rules: readonly string[];
}

/** The question that a refusal asks; null where accepting something would not help. */
export function planWarning(
  { reason, message, hint }: Pick<ErrorBody, 'reason' | 'message' | 'hint'>,
  accepted: readonly string[],
): PlanWarning | null {
  if (reason !== 'warnings-not-acknowledged') return null;
  const named = (hint ?? '').match(/\bV\d+\b/g) ?? [];
  // The same once more would be refused once more.
  if (named.every((rule) => accepted.includes(rule))) return null;
  return { message, rules: [...new Set([...accepted, ...named])] };
}
