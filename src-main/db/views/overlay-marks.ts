import type { Overlay, OverlayRule, OverlayUser, PendingMark } from '../../../src-shared/changes/overlay.ts';

/** An overlay, for looking up by id. */
export interface OverlayMarks {
  readonly overlay: Overlay;
  readonly madeUsers: ReadonlyMap<string, OverlayUser>;
  readonly madeRules: ReadonlyMap<number, OverlayRule>;
  /** Marks by id, of what is made here too. */
  readonly users: ReadonlyMap<string, PendingMark>;
  readonly rules: ReadonlyMap<number, PendingMark>;
  /** What rules may call the service accounts that are to be removed. */
  readonly goneKeys: ReadonlySet<string>;
  /** Whether any row can be marked; a mirror without changes has nothing to look up. */
  readonly used: boolean;
}

/** Makes an overlay ready for looking up. Rows that the one before has marked are looked at again: `used` stays. */
export function marksOf(
  overlay: Overlay,
  goneKeys: ReadonlySet<string>,
  before: OverlayMarks | null,
): OverlayMarks {
  const { users, rules } = overlay;
  const userMarks = new Map([...users.marks, ...users.made.map(({ id, mark }) => [id, mark] as const)]);
  const ruleMarks = new Map([...rules.marks, ...rules.made.map(({ id, mark }) => [id, mark] as const)]);
  return {
    overlay,
    madeUsers: new Map(users.made.map((user) => [user.id, user])),
    madeRules: new Map(rules.made.map((rule) => [rule.id, rule])),
    users: userMarks,
    rules: ruleMarks,
    goneKeys,
    used: (before?.used ?? false) || userMarks.size > 0 || ruleMarks.size > 0 || goneKeys.size > 0,
  };
}

/** The mark of a rule, whose subject may be about to go with all its rules. What is in conflict stays so. */
export function markOfRule(marks: OverlayMarks, id: number, subjectGoes: boolean): PendingMark | null {
  const own = marks.rules.get(id) ?? null;
  return subjectGoes && own !== 'conflict' ? 'removed' : own;
}

/** The mark of what has no mark of its own, from the marks of its rules. `onlyNamed`: it comes and goes with them. */
export function markOfHolder(rules: readonly (PendingMark | null)[], onlyNamed: boolean): PendingMark | null {
  const [first] = rules;
  const comesOrGoes = first === 'new' || first === 'removed';
  if (onlyNamed && comesOrGoes && rules.every((mark) => mark === first)) return first;
  if (rules.includes('conflict')) return 'conflict';
  return rules.some((mark) => mark !== null) ? 'changed' : null;
}
