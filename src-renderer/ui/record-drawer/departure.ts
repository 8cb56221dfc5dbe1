import type { CallOutput } from '../../../src-shared/ipc/contract.ts';
import type { ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';
import { localText } from '../time/relative-time.ts';

/** How a user went, as far as was seen. */
export interface Departure {
  /** Milliseconds: when it happened, or, if not `exact`, when the user was first missed. */
  readonly at: number;
  readonly exact: boolean;
  /** Who did it; null where nobody knows. */
  readonly by: string | null;
}

/** What a record says of somebody who is not among the users. */
const unseen: ReadonlySet<string> = new Set(['pre-authorised', 'user deleted']);

/**
 * The e-mail in a record that names somebody who is not among the users: a pre-authorised one, or a rule that waits for one.
 * Null for all others.
 */
export function unseenEmail({
  view,
  title,
  fields,
  rules,
}: Pick<ViewRecord, 'view' | 'title' | 'fields' | 'rules'>): string | null {
  if (!fields.some(({ kind, value }) => kind === 'choice' && unseen.has(String(value)))) return null;
  if (view === 'users') return title;
  const [rule] = view === 'access-rules' ? rules : [];
  return rule?.subjectType === 'user' ? rule.subjectId : null;
}

/** How the user whose life this is was deleted; null for one who never was there, or came back. */
export function departureOf({ entries }: CallOutput<'history.life'>): Departure | null {
  const last = entries.find(({ line }) => line.kind === 'users');
  if (last?.line.what !== 'removed') return null;
  const { by, ours } = last.line;
  const exact = by?.at !== null && by?.at !== undefined;
  return { at: exact ? Date.parse(by.at ?? '') : last.moment.at, exact, by: ours?.actor ?? by?.name ?? null };
}

/** The same in words. What is granted counts again for whoever signs in with the e-mail (V27, V28). */
export function departureWords({ at, exact, by }: Departure): string {
  const when = exact ? `on ${localText(at)}` : `before ${localText(at)}, when it was first missed`;
  const who = by === null ? '' : ` by ${by}`;
  return `A user with this e-mail was deleted ${when}${who}. What still names the e-mail counts again for whoever signs in with it.`;
}
