/** What was opened one after the other, and is closed in the opposite order. */
export interface Closing {
  add(end: () => void | Promise<void>): void;
  /**
   * Each has its turn, whatever becomes of the others. Rejects with the first trouble, once all have had it. Closing twice is
   * closing once.
   */
  close(): Promise<void>;
}

/** See {@link Closing}. */
export function createClosing(): Closing {
  const ends: (() => void | Promise<void>)[] = [];
  let closing: Promise<void> | null = null;
  const closeAll = async (): Promise<void> => {
    const troubles: unknown[] = [];
    for (const end of ends.toReversed()) {
      try {
        await end();
      } catch (thrown) {
        troubles.push(thrown);
      }
    }
    if (troubles.length > 0) throw troubles[0];
  };
  return {
    add: (end) => void ends.push(end),
    close: () => (closing ??= closeAll()),
  };
}
