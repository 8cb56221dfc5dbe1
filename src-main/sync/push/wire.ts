import type { Change } from '../../../src-shared/domain/change.ts';

/** Lets so many at a time be on the wire, in the order of asking. */
export interface Wire {
  during<T>(act: () => Promise<T>): Promise<T>;
  /** How many wait for a place. */
  waiting(): number;
}

/** Makes a {@link Wire} of so many places; `onLast` is called when nobody waits for one any more. */
export function createWire(places: number, onLast: () => void): Wire {
  let free = places;
  const waiting: (() => void)[] = [];
  return {
    waiting: () => waiting.length,
    async during(act) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await act();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else {
          next();
          if (waiting.length === 0) onLast();
        }
      }
    },
  };
}

/**
 * Whether a change may be written down as `sending` while it still waits for its place on the wire, so that the disk works
 * while the tenant does: creates that the tenant is not asked about before. What they leave open after a crash can be read.
 */
export function beginsAhead({ edit, base }: Pick<Change, 'edit' | 'base'>): boolean {
  return edit.kind.endsWith('.create') && base === null;
}
