import type { Aim } from '../plan/aim-plan.ts';
import type { Edition } from '../plan/edition.ts';

/** A seed that once found something, with what it was. */
export interface Regression {
  readonly seed: number;
  readonly focused?: true;
  /** What the world was built for. */
  readonly aim?: Aim;
  /** How worlds were drawn when it was found. */
  readonly edition: Edition;
  readonly found: string;
}

/** The faults of worlds that were built when every one was missing: an aim names a world by its very words. */
export const everyFault =
  'refused lost-before reply-lost timeout timeout-applied late slow cut duplicated 400 403 404 409 422 408 429 429-seconds 429-date 429-garbage 500 502-page 503-seconds 503 504-page 511 page-200 wrong-json broken-json empty-200 redirect proxy-407 401 huge'.split(
    ' ',
  );
