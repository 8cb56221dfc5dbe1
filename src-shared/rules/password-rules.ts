import type { Finding } from './finding.ts';

const day = 86_400_000;
/** A temporary password that nobody used for longer counts as lost (V31: vendor says none, this is ours). */
export const temporaryPasswordDays = 14;

/** What is known of a user's password. */
export interface PasswordFacts {
  readonly email: string;
  readonly isLocal: boolean | null;
  readonly createdAt: string | null;
  /** Null: no sign-in was ever seen. */
  readonly lastLogin: string | null;
  /** Whether the tenant says that it still has to be changed (2.13); null where it does not say. */
  readonly mustChange: boolean | null;
  /** When the latest new one was issued that is known here; null where none is. */
  readonly resetAt: string | null;
}

/**
 * `none` no password here · `unknown` nothing can be told · `unused` a temporary one that nobody used · `to-change` one
 * that was used and still has to be changed · `changed` the user has one of their own.
 */
export const passwordStates = ['none', 'unknown', 'unused', 'to-change', 'changed'] as const;
export type PasswordState = (typeof passwordStates)[number];

/** What {@link readPassword} tells. */
export interface PasswordVerdict {
  readonly state: PasswordState;
  /** Since when there is a temporary one; null where that is not known, or there is none. */
  readonly since: string | null;
  /** One sentence in the user's words, with where it comes from. */
  readonly words: string;
  readonly findings: readonly Finding[];
}

const later = (one: string | null, other: string | null): string | null => {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) >= Date.parse(other) ? one : other;
};

function stateOf({ isLocal, lastLogin, mustChange }: PasswordFacts, since: string | null): PasswordState {
  if (isLocal === false) return 'none';
  if (mustChange === false) return 'changed';
  const used = lastLogin !== null && (since === null || Date.parse(lastLogin) >= Date.parse(since));
  if (mustChange === true) return used ? 'to-change' : 'unused';
  if (isLocal === null) return 'unknown';
  if (used) return since === null ? 'unknown' : 'changed';
  // Without a sign-in it can only be the one that the account was made with.
  return 'unused';
}

/**
 * V31: whether a temporary password was changed, from what the tenant tells (2.13) or from sign-ins: every version makes
 * people change it at the first one. Where it was not used for {@link temporaryPasswordDays} days it counts as lost.
 */
export function readPassword(facts: PasswordFacts, now: number): PasswordVerdict {
  const since = later(facts.createdAt, facts.resetAt);
  const state = stateOf(facts, since);
  const date = since === null ? null : since.slice(0, 10);
  const open = state === 'unused' || state === 'to-change';
  const days = since === null ? null : Math.floor((now - Date.parse(since)) / day);
  const findings: Finding[] =
    open && days !== null && days >= temporaryPasswordDays
      ? [
          {
            rule: 'V31',
            severity: 'warn',
            field: 'users',
            message: `The temporary password of ${facts.email} was not changed for ${days} days and counts as lost. Issue a new one and hand it over.`,
            about: facts.email,
          },
        ]
      : [];
  return { state, since: open ? since : null, words: wordsOf(facts, state, date), findings };
}

function wordsOf({ mustChange }: PasswordFacts, state: PasswordState, date: string | null): string {
  const of = date === null ? 'A temporary password' : `The temporary password of ${date}`;
  switch (state) {
    case 'none':
      return 'Signs in by single sign-on and has no password here.';
    case 'unknown':
      return 'The tenant does not tell enough to say whether the password was changed.';
    case 'unused':
      return `${of} was not used yet; it has to be changed at the first sign-in.`;
    case 'to-change':
      return `${of} was used and not changed yet, says the tenant.`;
    case 'changed':
      return mustChange === false
        ? 'The password is the user’s own, says the tenant.'
        : `Signed in after the temporary password of ${date ?? 'then'}, so it was changed.`;
  }
}
