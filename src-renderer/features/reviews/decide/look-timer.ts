/** How long one row has been looked at. */
export interface LookTimer {
  /** Another row: begins anew. */
  readonly look: () => void;
  /** The window was hidden, or left. */
  readonly hide: () => void;
  readonly show: () => void;
  /** Milliseconds in sight, whole, at most a day. */
  readonly elapsed: () => number;
}

const day = 86_400_000;

/**
 * Measures the time a row is looked at: from when it comes into view, without the time in which nobody could see it.
 *
 * @param now milliseconds since 1970
 */
export function createLookTimer(now: () => number, visible = true): LookTimer {
  let gathered = 0;
  let since: number | null = visible ? now() : null;
  const running = (): number => (since === null ? 0 : Math.max(0, now() - since));
  return {
    look() {
      gathered = 0;
      if (since !== null) since = now();
    },
    hide() {
      gathered += running();
      since = null;
    },
    show() {
      if (since === null) since = now();
    },
    elapsed: () => Math.min(day, Math.round(gathered + running())),
  };
}
