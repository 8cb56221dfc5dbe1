import { type HistoryLine, changeClasses } from '../domain/history.ts';
import type { FactKind } from '../domain/sync-state.ts';
import { asleepText, becameAnother, describeRules, isDormant, type Sides } from './describe-rules.ts';
import { fieldDifferences, permissionDifferences } from './field-differences.ts';
import type { Difference } from './history-row.ts';
import { authorOf, textOf, textsOf } from './raw-members.ts';

/** A comparison in words. */
export interface DescribedDifferences {
  /** Riskiest first. */
  readonly lines: readonly HistoryLine[];
  /** Facts of which only changed what changes by itself, such as the last sign-in. */
  readonly quiet: number;
}

type Part = Pick<HistoryLine, 'class' | 'text'> & Partial<HistoryLine>;

const kindWords: Readonly<Record<FactKind, string>> = {
  users: 'the account',
  'access-rules': 'the access rule',
  'service-accounts': 'the service account',
  roles: 'the role',
  'permission-sets': 'the permission set',
  clusters: 'the cluster',
  departments: 'the department',
  projects: 'the project',
  'identity-providers': 'the identity provider',
};

/** What a thing was or is called. */
export function factName(kind: FactKind, raw: unknown): string {
  if (kind === 'users') return textOf(raw, 'username');
  if (kind === 'identity-providers') return textOf(raw, 'alias');
  if (kind === 'access-rules') return textOf(raw, 'subjectId');
  return textOf(raw, 'name');
}

function describeUser({ before, after }: Difference<unknown>, sides: Sides): Part | null {
  if (before === null) return describeNewUser(after, sides);
  if (after === null) return { class: 'subject-removed', text: 'is gone' };
  const fields = fieldDifferences('users', before, after);
  if (fields.length === 0) return null;
  const [earlier, later] = [textsOf(before, 'groups'), textsOf(after, 'groups')];
  const joined = later.filter((group) => !earlier.includes(group));
  const left = earlier.filter((group) => !later.includes(group));
  if (joined.length + left.length === 0) return { class: 'fields', text: 'was edited', fields: [...fields] };
  const moves = [
    ...(joined.length > 0 ? [`joined ${joined.join(', ')}`] : []),
    ...(left.length > 0 ? [`left ${left.join(', ')}`] : []),
  ].join('; ');
  if (sides.at === null) return { class: 'groups-changed', text: moves, fields: [...fields] };
  const email = textOf(after, 'username');
  const was =
    sides.before.isAdministrator('user', email) ||
    earlier.some((group) => sides.before.isAdministrator('group', group));
  const isNow = joined.some((group) => sides.after.isAdministrator('group', group));
  if (isNow && !was)
    return { class: 'new-administrator', text: `became an administrator: ${moves}`, fields: [...fields] };
  const gained = joined.some((group) => sides.after.hasRules('group', group));
  if (gained && isDormant(after, sides.at))
    return {
      class: 'dormant-gained',
      text: `got what its groups give ${asleepText}: ${moves}`,
      fields: [...fields],
    };
  return { class: 'groups-changed', text: moves, fields: [...fields] };
}

/** An account that is new; by a group that it is in from the start it may be an administrator’s. */
function describeNewUser(user: unknown, { after, at }: Sides): Part {
  const groups = at === null ? [] : textsOf(user, 'groups');
  const through = groups.filter((group) => after.isAdministrator('group', group));
  if (through.length === 0) return { class: 'subject-added', text: 'is new' };
  return { class: 'new-administrator', text: `is new, and an administrator by ${through.join(', ')}` };
}

function describeOther({ kind, key, before, after }: Difference<unknown>, sides: Sides): Part | null {
  const words = kindWords[kind];
  const isSubject = kind === 'service-accounts';
  if (before === null)
    return { class: isSubject ? 'subject-added' : 'organisation', text: `${words} is new` };
  if (after === null)
    return { class: isSubject ? 'subject-removed' : 'organisation', text: `${words} is gone` };
  const fields = [...fieldDifferences(kind, before, after)];
  if (fields.length === 0) return null;
  const permits =
    (kind === 'roles' || kind === 'permission-sets') &&
    (permissionDifferences(before, after).length > 0 ||
      JSON.stringify(setsOf(before)) !== JSON.stringify(setsOf(after)));
  if (!permits) return { class: isSubject ? 'fields' : 'organisation', text: `${words} was edited`, fields };
  const affected = kind === 'roles' && sides.at !== null ? sides.after.holders(key) : null;
  return { class: 'role-changed', text: `${words} permits something else`, fields, affected };
}

const setsOf = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'permissionSets') : undefined;

function byRisk(left: HistoryLine, right: HistoryLine): number {
  return (
    changeClasses.indexOf(left.class) - changeClasses.indexOf(right.class) ||
    (right.affected ?? 0) - (left.affected ?? 0) ||
    (left.name < right.name ? -1 : left.name > right.name ? 1 : 0) ||
    (left.text < right.text ? -1 : left.text > right.text ? 1 : 0)
  );
}

/** Differences between two moments as lines that a person reads, riskiest first (domain §4.4). */
export function describeDifferences(
  differences: readonly Difference<unknown>[],
  sides: Sides,
): DescribedDifferences {
  const rules = differences.filter(({ kind }) => kind === 'access-rules');
  const lines = [...describeRules(rules, sides)];
  let quiet = rules.filter((one) => one.before !== null && one.after !== null && !becameAnother(one)).length;
  for (const difference of differences) {
    const { kind, key, before, after } = difference;
    if (kind === 'access-rules') continue;
    const part = kind === 'users' ? describeUser(difference, sides) : describeOther(difference, sides);
    if (part === null) {
      quiet += 1;
      continue;
    }
    lines.push({
      kind,
      key,
      what: before === null ? 'added' : after === null ? 'removed' : 'changed',
      name: factName(kind, after ?? before),
      fields: [],
      affected: null,
      by: before === null ? authorOf(after) : null,
      ...part,
    });
  }
  return { lines: lines.toSorted(byRisk), quiet };
}
