import type { Edit } from '../../../src-shared/domain/change.ts';

/**
 * What an edit asks for and what happened at the tenant, in the same words: the kind of the edit, then what it is about. Names
 * that only this computer knows stand in it as they are (`local:…`, negative numbers) until {@link resolved}.
 */
export type Key = readonly string[];

/** What the effect of an edit is called. */
export function keyOf(edit: Edit): Key {
  switch (edit.kind) {
    case 'user.create':
      return [edit.kind, edit.email.toLowerCase()];
    case 'user.delete':
    case 'user.reset-password':
      return [edit.kind, edit.userId];
    case 'rule.create':
      return ruleKey(edit.subject.id, edit.roleId, edit.scope);
    case 'rule.delete':
      return [edit.kind, String(edit.ruleId)];
    case 'service-account.create':
    case 'role.create':
      return [edit.kind, edit.name];
    case 'service-account.set-enabled':
      return [edit.kind, edit.id, String(edit.enabled)];
    case 'service-account.rotate':
    case 'service-account.delete':
      return [edit.kind, edit.id];
    case 'role.update':
    case 'role.delete':
      return [edit.kind, String(edit.roleId)];
    case 'role.set-enabled':
      return [edit.kind, String(edit.roleId), String(edit.enabled)];
    default:
      return edit satisfies never;
  }
}

/** What making a rule is called. */
export function ruleKey(
  subjectId: string,
  roleId: number,
  scope: { readonly type: string; readonly id: string },
): Key {
  return ['rule.create', subjectId.toLowerCase(), String(roleId), scope.type, scope.id];
}

/** The key as one text, with the tenant's own ids where it has given them. */
export function resolved(key: Key, serverIds: ReadonlyMap<string, string>): string {
  return key.map((part) => serverIds.get(part) ?? part).join(' | ');
}
