import type { Edit } from '../../../src-shared/domain/change.ts';

/** What an edit is about, as the journal and messages call it: an e-mail, a subject, a name. */
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

const verbs: Readonly<Record<Edit['kind'], string>> = {
  'user.create': 'creating',
  'user.delete': 'deleting',
  'user.reset-password': 'resetting the password of',
  'rule.create': 'a new rule of',
  'rule.delete': 'removing a rule of',
  'service-account.create': 'creating the service account',
  'service-account.set-enabled': 'switching the service account',
  'service-account.rotate': 'a new secret for the service account',
  'service-account.delete': 'deleting the service account',
  'role.create': 'creating the role',
  'role.update': 'changing the role',
  'role.set-enabled': 'switching the role',
  'role.delete': 'deleting the role',
};

/** An edit in a few words, for the middle of a sentence: `creating ada@example.com`. */
export function editWords(edit: Edit): string {
  return `${verbs[edit.kind]} ${objectOf(edit)}`;
}
