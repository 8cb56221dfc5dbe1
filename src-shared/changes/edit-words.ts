import type { Base, Edit, FieldValue } from '../domain/change.ts';
import type { SubjectRef } from '../domain/subject.ts';
import { resourceTypeWords } from '../profiles/resource-types.ts';
import { type Fields, permissionField, roleContentFields } from './base-fields.ts';
import { placeWords } from './place-words.ts';

const subjectNouns: Readonly<Record<string, string>> = {
  user: '',
  group: 'group ',
  'service-account': 'service account ',
  app: 'service account ',
};

/** A subject in words: an e-mail, `group vision`, `service account ci`. */
export function subjectWords(subject: SubjectRef): string {
  if (subject.type === 'all-authenticated-users') return 'everyone who can sign in';
  return `${subjectNouns[subject.type] ?? ''}${subject.id}`;
}

type RuleEdit = Extract<Edit, { kind: 'rule.create' | 'rule.delete' }>;

const given = (edit: RuleEdit): string =>
  `${edit.roleName} on ${placeWords(edit.scope.type, edit.scopeName)}`;

/** What an edit is about: the e-mail, the name, the subject. The object of its journal rows. */
export function objectOf(edit: Edit): string {
  switch (edit.kind) {
    case 'user.create':
    case 'user.delete':
    case 'user.reset-password':
      return edit.email;
    case 'rule.create':
    case 'rule.delete':
      return edit.subject.id;
    default:
      return edit.name;
  }
}

/** `+` makes, `~` changes, `-` removes. */
export function signOf(edit: Edit): '+' | '~' | '-' {
  switch (edit.kind) {
    case 'user.create':
    case 'rule.create':
    case 'service-account.create':
    case 'role.create':
      return '+';
    case 'user.delete':
    case 'rule.delete':
    case 'service-account.delete':
    case 'role.delete':
      return '-';
    default:
      return '~';
  }
}

/** One line for plans, lists and messages, e.g. "Give Viewer on project cats to bob@example.com". */
export function titleOf(edit: Edit): string {
  switch (edit.kind) {
    case 'user.create':
      return `Create user ${edit.email}`;
    case 'user.delete':
      return `Delete user ${edit.email}`;
    case 'user.reset-password':
      return `Reset the password of ${edit.email}`;
    case 'rule.create':
      return `Give ${given(edit)} to ${subjectWords(edit.subject)}`;
    case 'rule.delete':
      return `Take ${given(edit)} from ${subjectWords(edit.subject)}`;
    case 'service-account.create':
      return `Create service account ${edit.name}`;
    case 'service-account.set-enabled':
      return `${edit.enabled ? 'Enable' : 'Disable'} service account ${edit.name}`;
    case 'service-account.rotate':
      return `Issue a new secret for service account ${edit.name}`;
    case 'service-account.delete':
      return `Delete service account ${edit.name}`;
    case 'role.create':
      return `Create role ${edit.name}`;
    case 'role.update':
      return `Change role ${edit.name}`;
    case 'role.set-enabled':
      return `${edit.enabled ? 'Enable' : 'Disable'} role ${edit.name}`;
    case 'role.delete':
      return `Delete role ${edit.name}`;
    default:
      return edit satisfies never;
  }
}

/** What an edit means for access, a sentence each. `base` tells what a deleted user held. */
export function effectOf(edit: Edit, base: Base | null): string[] {
  switch (edit.kind) {
    case 'user.create':
      return [
        edit.notify
          ? `${edit.email} gets a mail with a link to set a password.`
          : `${edit.email} can sign in with a temporary password, which is shown once.`,
      ];
    case 'user.delete': {
      const rules = base?.fields['rules'];
      return [
        edit.isLocal === false
          ? `${edit.email} is removed here, and may come back by signing in through SSO.`
          : `${edit.email} can no longer sign in.`,
        ...(Array.isArray(rules) ? rules.map((rule) => `${edit.email} loses ${rule}.`) : []),
      ];
    }
    case 'user.reset-password':
      return [`The present password of ${edit.email} stops working; a new one is shown once.`];
    case 'rule.create':
      return [`${subjectWords(edit.subject)} gains ${given(edit)}.`];
    case 'rule.delete':
      return [`${subjectWords(edit.subject)} loses ${given(edit)}.`];
    case 'service-account.create':
      return [`${edit.name} can sign in with a secret that is shown once. It may do nothing without rules.`];
    case 'service-account.set-enabled':
      return [
        edit.enabled
          ? `${edit.name} can sign in again.`
          : `${edit.name} gets no new token. Tokens it has count until they expire.`,
      ];
    case 'service-account.rotate':
      return [`The present secret of ${edit.name} stops working at once; a new one is shown once.`];
    case 'service-account.delete':
      return [`${edit.name} can no longer sign in. Access rules that name it lead nowhere.`];
    case 'role.create':
      return [`${edit.name} can be given to people. Nobody holds it yet.`];
    case 'role.update':
      return roleEffects(edit, base);
    case 'role.set-enabled':
      return [
        edit.enabled
          ? `Whoever holds ${edit.name} may do again what it gives.`
          : `Whoever holds ${edit.name} may no longer do what it gives.`,
      ];
    case 'role.delete':
      return [`${edit.name} is gone for good; nobody can be given it any more.`];
    default:
      return edit satisfies never;
  }
}

type RoleUpdate = Extract<Edit, { kind: 'role.update' }>;

const actionsIn = (fields: Fields, field: string): readonly string[] => {
  const value = fields[field];
  return Array.isArray(value) ? value : [];
};

/** What holders of a changed role gain and lose, permission by permission. */
function roleEffects(edit: RoleUpdate, base: Base | null): string[] {
  const was = base?.fields ?? {};
  const will = roleContentFields(edit);
  const sentences = (verb: string, from: Fields, to: Fields): string[] =>
    Object.keys(to)
      .filter((field) => field.startsWith(permissionField))
      .flatMap((field) => {
        const more = actionsIn(to, field).filter((action) => !actionsIn(from, field).includes(action));
        const what = resourceTypeWords(field.slice(permissionField.length)).name;
        return more.length === 0 ? [] : [`Holders of ${edit.name} ${verb} ${more.join(', ')} on ${what}.`];
      });
  return [...sentences('gain', was, will), ...sentences('lose', will, was)];
}

function roleDifferences(edit: RoleUpdate, base: Base | null): FieldChange[] {
  const was: Fields = base?.fields ?? {};
  const will = roleContentFields(edit);
  return [...new Set([...Object.keys(was), ...Object.keys(will)])]
    .filter((field) => field !== 'enabled')
    .map((field) => ({ field, from: was[field] ?? null, to: will[field] ?? null }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

/** One field that an edit alters: what it is now and what it will be. */
export interface FieldChange {
  readonly field: string;
  readonly from: FieldValue;
  readonly to: FieldValue;
}

const madeOf = (fields: Readonly<Record<string, FieldValue>>): FieldChange[] =>
  Object.entries(fields).flatMap(([field, to]) => (to === null ? [] : [{ field, from: null, to }]));

/** The differences an edit makes, field by field. Of what is removed the fields are those that were seen. */
export function fieldChangesOf(edit: Edit, base: Base | null): FieldChange[] {
  switch (edit.kind) {
    case 'user.create':
      return madeOf({
        email: edit.email,
        firstName: edit.firstName,
        lastName: edit.lastName,
        mail: edit.notify,
      });
    case 'rule.create':
      return madeOf({
        subject: subjectWords(edit.subject),
        role: edit.roleName,
        scope: placeWords(edit.scope.type, edit.scopeName),
        reason: edit.reason ?? null,
      });
    case 'service-account.create':
      return madeOf({ name: edit.name, enabled: true });
    case 'role.create':
      return madeOf(roleContentFields(edit));
    case 'role.update':
      return roleDifferences(edit, base);
    case 'role.set-enabled':
    case 'service-account.set-enabled':
      return [{ field: 'enabled', from: base?.fields['enabled'] ?? !edit.enabled, to: edit.enabled }];
    case 'user.reset-password':
      return [{ field: 'password', from: 'as it is', to: 'a new one' }];
    case 'service-account.rotate':
      return [{ field: 'secret', from: 'as it is', to: 'a new one' }];
    default:
      return Object.entries(base?.fields ?? {}).flatMap(([field, from]) =>
        from === null ? [] : [{ field, from, to: null }],
      );
  }
}
