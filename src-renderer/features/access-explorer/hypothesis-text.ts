import type { Hypothesis } from '../../../src-shared/ipc/access-why-contract.ts';
import { scopeOfText, scopeText } from '../../ui/access/scope-options.ts';
import { subjectOfText, subjectText } from './access-search.ts';

/** What might be done, as far as the window can ask it; changes of roles are asked in the editor of roles. */
export type Wish = Exclude<Hypothesis, { kind: 'role' }>;

/** A wish as text for addresses: its kind and its parts, each encoded, with bars between. */
export function wishText(wish: Wish): string {
  const parts = ((): readonly string[] => {
    switch (wish.kind) {
      case 'give':
        return [subjectText(wish.subject), String(wish.roleId), scopeText(wish.scope)];
      case 'take':
        return [wish.ruleId];
      case 'remove-subject':
        return [subjectText(wish.subject)];
      case 'join':
      case 'leave':
        return [wish.user, wish.group];
    }
  })();
  return [wish.kind, ...parts.map(encodeURIComponent)].join('|');
}

/** The other way; null for what is none, because addresses can be old or typed. */
export function wishOfText(text: string): Wish | null {
  const [kind = '', ...encoded] = text.split('|');
  const parts = encoded.flatMap((part) => decoded(part) ?? []);
  if (parts.length !== encoded.length || parts.some((part) => part === '')) return null;
  const [first = '', second = '', third = ''] = parts;
  switch (kind) {
    case 'give': {
      const subject = subjectOfText(first);
      const scope = scopeOfText(third);
      if (subject === null || scope === null || !/^-?\d{1,15}$/.test(second)) return null;
      return { kind, subject, roleId: Number(second), scope };
    }
    case 'take':
      return parts.length === 1 && first.length <= 40 ? { kind, ruleId: first } : null;
    case 'remove-subject': {
      const subject = subjectOfText(first);
      return subject === null ? null : { kind, subject };
    }
    case 'join':
    case 'leave':
      return parts.length === 2 && first.length <= 400 && second.length <= 400
        ? { kind, user: first, group: second }
        : null;
    default:
      return null;
  }
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Names for the parts of a wish. */
export interface WishNames {
  readonly role: (id: number) => string;
  readonly scope: (text: string) => string;
}

/** A wish in words: "Give Viewer on Project cats to ana@example.com". */
export function wishWords(wish: Wish, names: WishNames): string {
  switch (wish.kind) {
    case 'give':
      return `Give ${names.role(wish.roleId)} on ${names.scope(scopeText(wish.scope))} to ${wish.subject.id}`;
    case 'take':
      return `Take access rule ${wish.ruleId} away`;
    case 'remove-subject':
      return `Remove ${wish.subject.type === 'user' ? 'user' : wish.subject.type.replace('-', ' ')} ${wish.subject.id} with all its rules`;
    case 'join':
      return `${wish.user} joins group ${wish.group}`;
    case 'leave':
      return `${wish.user} leaves group ${wish.group}`;
  }
}
