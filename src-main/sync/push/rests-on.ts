import { newRuleFields } from '../../../src-shared/changes/base-fields.ts';
import type { Base, Change } from '../../../src-shared/domain/change.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { FindChange } from './resolve-ids.ts';

/** For so long nobody is taken to have made an account anew that the tenant has just made for us. */
const justNowMs = 60_000;

/** The users that were made here a moment ago. */
export interface JustMade {
  /** Takes in changes as a commit answered them. */
  take(moved: readonly Change[]): void;
  /** Whether the account that this change made is so new that it need not be looked at. */
  has(id: string): boolean;
}

/**
 * Makes a {@link JustMade}. It is not kept: after another start nobody knows how long ago it was. What was found or taken over
 * is not what the tenant has just made.
 */
export function createJustMade(clock: Pick<Clock, 'monotonic' | 'now'>): JustMade {
  const madeAt = new Map<string, { readonly monotonic: number; readonly now: number }>();
  // A computer that slept meanwhile has stopped one of the clocks, one that was set the other.
  const isNew = (at: { readonly monotonic: number; readonly now: number } | undefined): boolean =>
    at !== undefined && Math.max(clock.monotonic() - at.monotonic, clock.now() - at.now) <= justNowMs;
  return {
    take(moved) {
      for (const { id, edit, state, result } of moved)
        if (edit.kind === 'user.create' && state === 'done' && result?.how === 'done')
          madeAt.set(id, { monotonic: clock.monotonic(), now: clock.now() });
      // The oldest come first.
      for (const [id, at] of madeAt) {
        if (isNew(at)) break;
        madeAt.delete(id);
      }
    },
    has: (id) => isNew(madeAt.get(id)),
  };
}

/**
 * What a new rule rests on from now on, where it waited for a user who was made here and is sent only long after: rules go by
 * e-mail, and the account must still be that one (V28). Null where there is nothing to be added to its base. Pure.
 */
export function restsOn(change: Change, find: FindChange, justMade: Pick<JustMade, 'has'>): Base | null {
  const { edit, base, dependsOn } = change;
  if (edit.kind !== 'rule.create' || edit.subject.type !== 'user') return null;
  if (base?.fields['userId'] !== undefined) return null;
  for (const id of dependsOn) {
    const made = find(id);
    if (made?.edit.kind !== 'user.create' || made.state !== 'done') continue;
    if (foldEmail(made.edit.email) !== foldEmail(edit.subject.id)) continue;
    const userId = made.result?.serverId ?? null;
    if (userId === null || justMade.has(id)) return null;
    return { asOf: null, ...base, fields: { ...base?.fields, ...newRuleFields({ userId }) } };
  }
  return null;
}
