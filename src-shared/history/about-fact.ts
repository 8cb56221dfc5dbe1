import type { FactKind } from '../domain/sync-state.ts';
import { textOf } from './raw-members.ts';

/**
 * Whose life a fact as sent belongs to, as `type id` of a subject; null where it is nobody's. E-mails count whatever the case
 * of their letters.
 */
export function aboutFact(kind: FactKind, raw: unknown): string | null {
  if (kind === 'users') return aboutSubject('user', textOf(raw, 'username'));
  if (kind === 'service-accounts') return aboutSubject('service-account', textOf(raw, 'clientId'));
  if (kind === 'access-rules') return aboutSubject(textOf(raw, 'subjectType'), textOf(raw, 'subjectId'));
  return null;
}

/** See {@link aboutFact}. Service accounts have one name, whatever the version calls them. */
export function aboutSubject(type: string, id: string): string {
  return `${type === 'app' ? 'service-account' : type} ${type === 'user' ? id.toLowerCase() : id}`;
}
