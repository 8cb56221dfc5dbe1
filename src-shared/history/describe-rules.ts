import type { ChangeClass, HistoryLine } from '../domain/history.ts';
import type { Difference } from './history-row.ts';
import { authorOf, momentOf, textOf } from './raw-members.ts';
import type { SideFacts } from './side-facts.ts';

/** The two moments of a comparison. */
export interface Sides {
  readonly before: SideFacts;
  readonly after: SideFacts;
  /** The later moment, in milliseconds; null: what happened is only told, not judged, and neither all rules nor users are read. */
  readonly at: number | null;
}

type Rule = Difference<unknown>;

const day = 24 * 60 * 60 * 1000;
/** Days without signing in after which an account counts as dormant. */
export const dormantDays = 90;

/** `project Alpha`, `the whole tenant`. */
export function scopeText(rule: unknown): string {
  const type = textOf(rule, 'scopeType');
  if (type === 'tenant') return 'the whole tenant';
  if (type === 'system') return 'the whole system';
  return `${type} ${textOf(rule, 'scopeName') || textOf(rule, 'scopeId')}`;
}

/** Whose rule it is, for people. */
function subjectName(rule: unknown): string {
  const type = textOf(rule, 'subjectType');
  if (type === 'all-authenticated-users') return 'Everyone who is signed in';
  return textOf(rule, 'subjectId');
}

const scopeOf = (rule: unknown): { type: string; id: string } => ({
  type: textOf(rule, 'scopeType'),
  id: textOf(rule, 'scopeId'),
});

const wide = (rule: unknown): boolean => ['tenant', 'system'].includes(textOf(rule, 'scopeType'));

/** Whether nobody had signed in with this account for so long, when it got something. */
export function isDormant(user: unknown, at: number): boolean {
  if (user === undefined) return false;
  const seen = momentOf(user, 'lastLogin') ?? momentOf(user, 'createdAt');
  return seen !== null && seen < at - dormantDays * day;
}

const gainedAsleep = (rule: unknown, { after, at }: Sides): boolean =>
  at !== null &&
  textOf(rule, 'subjectType') === 'user' &&
  isDormant(after.user(textOf(rule, 'subjectId')), at);

function classOfAdded(rule: unknown, sides: Sides): ChangeClass {
  const { before, after, at } = sides;
  if (at === null) return 'rule-added';
  const type = textOf(rule, 'subjectType');
  const id = textOf(rule, 'subjectId');
  const tier = after.tier(textOf(rule, 'roleId'));
  if (tier === 'administrator' && !before.isAdministrator(type, id)) return 'new-administrator';
  if (wide(rule)) return 'tenant-wide';
  return gainedAsleep(rule, sides) ? 'dormant-gained' : 'rule-added';
}

/** Said of what an account got that nobody had used for long. */
export const asleepText = `after ${dormantDays} days or more without signing in`;

const addedText: Partial<Record<ChangeClass, string>> = {
  'new-administrator': 'became an administrator',
  'dormant-gained': `got a rule ${asleepText}`,
};

function lineOf(
  { kind, key }: Rule,
  rule: unknown,
  line: Pick<HistoryLine, 'class' | 'what' | 'text'> & Partial<HistoryLine>,
  side: SideFacts | null,
): HistoryLine {
  const group = textOf(rule, 'subjectType') === 'group' ? textOf(rule, 'subjectId') : null;
  return {
    kind,
    key,
    name: subjectName(rule),
    fields: [],
    affected: group === null || side === null ? null : side.members(group).size,
    by: line.what === 'removed' ? null : authorOf(rule),
    ...line,
  };
}

/** One subject and one role: what rules of it may be each other's successors. */
const heldBy = (rule: unknown): string =>
  ['subjectType', 'subjectId', 'roleId'].map((name) => textOf(rule, name)).join('\n');

/** The added rules that stand for a removed one of the same subject and role, on a place that holds it or lies in it. */
function successors(rules: readonly Rule[], { before, after }: Sides): ReadonlyMap<Rule, Rule> {
  const added = Map.groupBy(
    rules.filter((rule) => rule.before === null),
    (rule) => heldBy(rule.after),
  );
  const found = new Map<Rule, Rule>();
  const taken = new Set<Rule>();
  for (const gone of rules.filter((rule) => rule.after === null)) {
    const from = scopeOf(gone.before);
    const next = added.get(heldBy(gone.before))?.find((candidate) => {
      if (taken.has(candidate)) return false;
      const to = scopeOf(candidate.after);
      return (
        after.holds(to, from) || after.holds(from, to) || before.holds(to, from) || before.holds(from, to)
      );
    });
    if (next === undefined) continue;
    taken.add(next);
    found.set(gone, next);
  }
  return found;
}

const identity = ['subjectType', 'subjectId', 'roleId', 'scopeType', 'scopeId'] as const;

/** Whether a rule, under the number that it had, gives something else than before: no tenant should do so. */
export function becameAnother({ before, after }: Rule): boolean {
  return (
    before !== null && after !== null && identity.some((name) => textOf(before, name) !== textOf(after, name))
  );
}

/** A rule that became another one is one that is gone and one that is new. */
const apart = (rule: Rule): readonly Rule[] =>
  becameAnother(rule)
    ? [
        { ...rule, after: null },
        { ...rule, before: null },
      ]
    : [rule];

/** Differences of access rules as lines; a rule that was replaced by one on a wider or narrower place is one line. */
export function describeRules(differences: readonly Rule[], sides: Sides): readonly HistoryLine[] {
  const rules = differences.flatMap(apart);
  const pairs = successors(rules, sides);
  const [earlier, later] = sides.at === null ? [null, null] : [sides.before, sides.after];
  const replacing = new Set(pairs.values());
  return rules.flatMap((rule): HistoryLine[] => {
    if (replacing.has(rule)) return [];
    const next = pairs.get(rule);
    if (next !== undefined) {
      const [from, to] = [rule.before, next.after];
      const widened =
        sides.after.holds(scopeOf(to), scopeOf(from)) || sides.before.holds(scopeOf(to), scopeOf(from));
      const role = textOf(to, 'roleName');
      const moved = `${role}: from ${scopeText(from)} to ${scopeText(to)}`;
      const fields = [{ label: 'Scope', before: scopeText(from), after: scopeText(to) }];
      const asleep = widened && !wide(to) && gainedAsleep(to, sides);
      const gained: ChangeClass = wide(to) ? 'tenant-wide' : asleep ? 'dormant-gained' : 'scope-widened';
      const risk: ChangeClass = widened ? gained : 'scope-narrowed';
      const text = asleep ? `got a wider rule ${asleepText}: ${moved}` : moved;
      return [lineOf(next, to, { class: risk, what: 'changed', text, fields }, later)];
    }
    if (rule.before === null) {
      const risk = classOfAdded(rule.after, sides);
      const gained = `${textOf(rule.after, 'roleName')} on ${scopeText(rule.after)}`;
      const prefix = addedText[risk];
      const text = prefix === undefined ? `got ${gained}` : `${prefix}: ${gained}`;
      return [lineOf(rule, rule.after, { class: risk, what: 'added', text }, later)];
    }
    if (rule.after === null) {
      const text = `lost ${textOf(rule.before, 'roleName')} on ${scopeText(rule.before)}`;
      return [lineOf(rule, rule.before, { class: 'rule-removed', what: 'removed', text }, earlier)];
    }
    return [];
  });
}
