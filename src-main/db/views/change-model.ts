import type { RuleRow } from '../facts/rule-row.ts';
import { fullName } from '../facts/user-row.ts';
import type { WrittenChange, WrittenUser } from '../apply-change.ts';
import type { AccessModel } from './access-model.ts';
import { userTypeOf } from './load-model.ts';

/** Subjects of type user that name this e-mail or id. */
function subjectsNaming(model: AccessModel, email: string, id: string): number[] {
  const { rules } = model;
  return [...rules.subjectKeys.same(email), ...rules.subjectKeys.same(id)].filter(
    (subject) => rules.subjectType(subject) === 'user',
  );
}

/** Takes a user away; answers the subjects that meant it. */
export function dropUser(model: AccessModel, id: string): number[] {
  const row = model.users.rowOfId(id);
  if (row < 0) return [];
  const subjects = model.subjectsOfUser(row);
  model.users.remove(row);
  return subjects;
}

/** Adds a user or puts it in the place of the one before; `n` is 0 for one that is not at the tenant yet. */
export function addUser(model: AccessModel, user: WrittenUser): number[] {
  const freed = dropUser(model, user.id);
  for (const name of user.groups) model.groupNames.of(name);
  const lists = model.users.groups;
  const { start, count } = lists.stretch(user.groups.map((name) => model.groupNames.of(name)));
  const row = model.users.add(
    {
      n: user.n,
      id: user.id,
      email: user.email,
      name: fullName(user.firstName, user.lastName),
      type: userTypeOf(user.isLocal),
      lastLogin: user.lastLogin,
      createdBy: model.texts.of(user.createdBy),
      createdAt: user.createdAt,
      updatedAt: user.updatedAt,
    },
    start,
    count,
  );
  if (user.n === 0) model.users.setMade(row);
  if (model.marks.used) model.recount(row);
  return [...freed, ...subjectsNaming(model, user.email, user.id)];
}

/** Takes a rule away; answers its subject. */
export function dropRule(model: AccessModel, id: number): number[] {
  const row = model.rules.rowOfId(id);
  if (row < 0) return [];
  model.rules.remove(row);
  return [model.rules.subjects.at(row)];
}

/** Adds a rule or puts it in the place of the one before; answers the subjects to link again. */
export function addRule(model: AccessModel, rule: RuleRow): number[] {
  const freed = dropRule(model, rule.id);
  if (rule.deleted) return freed;
  const { rules, organisation } = model;
  const known = rules.findSubject(rule.subjectType, rule.subjectId);
  const subject = known >= 0 ? known : rules.addSubject(rule.subjectType, rule.subjectId);
  const name = rule.scopeName || organisation.nameOf(rule.scopeType, rule.scopeId) || rule.scopeId;
  const at = rules.scopes.findIndex(
    (scope) => scope.id === rule.scopeId && scope.type === rule.scopeType && scope.name === name,
  );
  const scope = at >= 0 ? at : rules.addScope({ type: rule.scopeType, id: rule.scopeId, name });
  const row = rules.add({
    id: rule.id,
    subject,
    roleId: rule.roleId,
    roleName: model.roleNames.of(rule.roleName || `#${rule.roleId}`),
    scope,
    phase: model.texts.of(rule.phase),
    createdBy: model.texts.of(rule.createdBy),
    createdAt: rule.createdAt,
    updatedAt: rule.updatedAt,
  });
  if (model.marks.used) model.markRule(row);
  return [...freed, subject];
}

/** Works out again what hangs on these subjects and rows of users. */
export function settle(model: AccessModel, subjects: ReadonlySet<number>, users: Iterable<number>): void {
  const rows = new Set(users);
  for (const subject of subjects) for (const row of model.link(subject)) rows.add(row);
  for (const row of rows) model.recount(row);
}

/** Brings a written change into memory: only the users it touches are worked out again. */
export function changeModel(model: AccessModel, change: WrittenChange): void {
  const subjects = new Set<number>();
  const touch = (found: readonly number[]): void => {
    for (const subject of found) subjects.add(subject);
  };
  for (const id of change.removedUserIds) touch(dropUser(model, id));
  for (const id of change.removedRuleIds) touch(dropRule(model, id));
  for (const user of change.users) touch(addUser(model, user));
  for (const rule of change.rules) touch(addRule(model, rule));
  settle(model, subjects, []);
}
