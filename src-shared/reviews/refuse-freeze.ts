/** The state of a mirror as far as it matters to freezing. */
export interface FreezeState {
  /** When the last whole look at the tenant ended; null: never. */
  readonly asOf: string | null;
  /** How many facts would vanish, where the brake against mass removal holds a pull; else null. */
  readonly held: number | null;
  /** The last pull did not look at everything; in words, or null. */
  readonly incomplete: string | null;
  /** Changes of ours that are not confirmed by the tenant. */
  readonly waiting: number;
  /** An earlier moment is looked at. */
  readonly lookingBack: boolean;
  readonly now: number;
  readonly freshHours: number;
}

const hour = 3_600_000;

function ageWords(milliseconds: number): string {
  const hours = Math.floor(milliseconds / hour);
  return hours < 48 ? `${hours} ${hours === 1 ? 'hour' : 'hours'}` : `${Math.floor(hours / 24)} days`;
}

/** Why nothing can be frozen from this mirror, in the user’s words; empty: it can. */
export function refuseFreeze(state: FreezeState): string[] {
  const { asOf, held, incomplete, waiting, now, freshHours } = state;
  if (state.lookingBack) return ['An earlier moment is looked at. Go back to now first.'];
  if (asOf === null) return ['This tenant has never been looked at as a whole. Sync first.'];
  const problems: string[] = [];
  const age = now - Date.parse(asOf);
  if (age > freshHours * hour)
    problems.push(
      `The last whole look at the tenant is ${ageWords(age)} old, and this review allows ${freshHours} ${freshHours === 1 ? 'hour' : 'hours'}. Sync first.`,
    );
  if (held !== null)
    problems.push(
      `A sync was stopped because ${held} facts would vanish. Say whether that is right, then sync again.`,
    );
  else if (incomplete !== null)
    problems.push(`The last sync did not see everything: ${incomplete} Sync again.`);
  if (waiting > 0)
    problems.push(
      `${waiting === 1 ? 'One change of yours waits' : `${waiting} changes of yours wait`} to be confirmed by the tenant. Send or take back what waits first.`,
    );
  return problems;
}

/**
 * What was frozen, refused where the tenant sent access rules that nobody could read: they are in no table, and a review that
 * leaves rules out proves nothing.
 */
export function withUnread<F extends { readonly problems: readonly string[] }>(frozen: F, unread: number): F {
  if (unread === 0) return frozen;
  const which = unread === 1 ? 'One access rule' : `${unread} access rules`;
  const problem = `${which} of this tenant could not be read by this version of Rolebook, and a review would miss ${unread === 1 ? 'it' : 'them'}.`;
  return { ...frozen, problems: [...frozen.problems, problem] };
}
