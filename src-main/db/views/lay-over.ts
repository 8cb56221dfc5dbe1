import type { Overlay, OverlayRule, OverlayUser } from '../../../src-shared/changes/overlay.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import { instantOf } from '../facts/instant.ts';
import { type AccessModel, serviceAccountTypes } from './access-model.ts';
import { marksOf } from './overlay-marks.ts';
import { addRule, addUser, dropRule, dropUser, settle } from './change-model.ts';

/** Which kinds of rows a new overlay makes look different. */
export interface Overlaid {
  readonly users: boolean;
  readonly rules: boolean;
  readonly serviceAccounts: boolean;
  readonly roles: boolean;
}

/**
 * What rules call a subject. A service account that is made here has no client id yet; its name names it as well
 * (tenant-api §5, question 2), and can be read.
 */
export function subjectKeyOf(overlay: Overlay, { type, id }: SubjectRef): string {
  if (!serviceAccountTypes.includes(type)) return id;
  return overlay.serviceAccounts.made.find((account) => account.id === id)?.name ?? id;
}

function addMadeUser(model: AccessModel, user: OverlayUser): number[] {
  const { id, email, firstName, lastName, createdBy } = user;
  const unknown = { groups: [], lastLogin: null, updatedAt: null, n: 0 };
  const createdAt = instantOf(user.createdAt);
  return addUser(model, { id, email, firstName, lastName, isLocal: true, createdBy, createdAt, ...unknown });
}

function addMadeRule(model: AccessModel, overlay: Overlay, rule: OverlayRule): number[] {
  const { id, subject, roleId, roleName, scopeType, scopeId, scopeName, createdBy } = rule;
  return addRule(model, {
    id,
    subjectType: subject.type,
    subjectId: subjectKeyOf(overlay, subject),
    roleId,
    roleName,
    scopeType,
    scopeId,
    scopeName,
    phase: '',
    createdBy,
    createdAt: instantOf(rule.createdAt),
    updatedAt: null,
    deleted: false,
  });
}

/** Whether two rows differ in anything but the mark. */
const differs = (left: object, right: object | undefined): boolean =>
  right === undefined || JSON.stringify({ ...left, mark: '' }) !== JSON.stringify({ ...right, mark: '' });

/** Keys whose values are not the same in both maps. */
function* changedKeys<Key, Value>(
  before: ReadonlyMap<Key, Value>,
  after: ReadonlyMap<Key, Value>,
): Generator<Key> {
  for (const [key, value] of before) if (after.get(key) !== value) yield key;
  for (const key of after.keys()) if (!before.has(key)) yield key;
}

/**
 * Lays an overlay over the model in place of the one before. Only rows that either touches are worked out again.
 * `goneKeys`: what rules may call the service accounts that are to be removed.
 */
export function layOver(model: AccessModel, overlay: Overlay, goneKeys: ReadonlySet<string>): Overlaid {
  const { marks: before, users, rules } = model;
  const marks = marksOf(overlay, goneKeys, before);
  model.marks = marks;
  const subjects = new Set<number>();
  const rows = new Set<number>();
  let usersDiffer = false;
  let rulesDiffer = false;
  const touch = (found: readonly number[]): void => {
    for (const subject of found) subjects.add(subject);
  };

  for (const [id, user] of before.madeUsers)
    if (differs(user, marks.madeUsers.get(id))) {
      usersDiffer = true;
      touch(dropUser(model, id));
    }
  for (const [id, user] of marks.madeUsers)
    if (differs(user, before.madeUsers.get(id))) {
      usersDiffer = true;
      touch(addMadeUser(model, user));
    }
  for (const id of changedKeys(before.users, marks.users)) {
    usersDiffer = true;
    const row = users.rowOfId(id);
    if (row >= 0) rows.add(row);
  }
  // A service account's name may have become known or changed: rules that call it by its name are made anew.
  const named = (each: Overlay, rule: OverlayRule): object => ({
    ...rule,
    key: subjectKeyOf(each, rule.subject),
  });
  const same = (id: number, rule: OverlayRule, other: OverlayRule | undefined): boolean =>
    other !== undefined &&
    rules.rowOfId(id) >= 0 &&
    !differs(named(before.overlay, rule), named(overlay, other));
  const kept = new Set<number>();
  for (const [id, rule] of before.madeRules) {
    if (same(id, rule, marks.madeRules.get(id))) kept.add(id);
    else {
      rulesDiffer = true;
      touch(dropRule(model, id));
    }
  }
  for (const [id, rule] of marks.madeRules)
    if (!kept.has(id)) {
      rulesDiffer = true;
      touch(addMadeRule(model, overlay, rule));
    }
  for (const id of changedKeys(before.rules, marks.rules)) {
    rulesDiffer = true;
    const row = rules.rowOfId(id);
    if (row < 0) continue;
    model.markRule(row);
    subjects.add(rules.subjects.at(row));
  }
  for (const key of new Set([...before.goneKeys, ...goneKeys])) {
    if (before.goneKeys.has(key) === goneKeys.has(key)) continue;
    rulesDiffer = true;
    for (const type of serviceAccountTypes) {
      const subject = rules.findSubject(type, key);
      if (subject >= 0) rules.eachOf(subject, (row) => model.markRule(row));
    }
  }
  settle(model, subjects, rows);
  const accounts = [before.overlay, overlay].map(({ serviceAccounts }) =>
    JSON.stringify([serviceAccounts.made, [...serviceAccounts.marks]]),
  );
  const roles = [before.overlay, overlay].map((each) =>
    JSON.stringify([each.roles.made, [...each.roles.marks]]),
  );
  return {
    users: usersDiffer,
    rules: rulesDiffer,
    serviceAccounts: accounts[0] !== accounts[1],
    roles: roles[0] !== roles[1],
  };
}
