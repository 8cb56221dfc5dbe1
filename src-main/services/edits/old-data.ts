import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';

/** Days after which a mirror is too old to plan on what removes something (docs/outbox.md, rule 7). */
const tooOldAfterDays = 7;

const dayMilliseconds = 86_400_000;

/** Refuses with `unavailable`/`data-too-old` when the mirror was never whole, or not within the last seven days. */
export function refuseOldData(asOf: string | null, now: number): void {
  if (asOf !== null && now - Date.parse(asOf) <= tooOldAfterDays * dayMilliseconds) return;
  throw new RolebookError({
    kind: 'unavailable',
    origin: 'main',
    reason: 'data-too-old',
    message:
      asOf === null
        ? 'The local copy of this tenant was never complete, so nothing is removed on the strength of it.'
        : `The local copy of this tenant is more than ${tooOldAfterDays} days old: too old to remove anything on the strength of it.`,
    hint: 'Sync first, look again, then remove.',
  });
}
