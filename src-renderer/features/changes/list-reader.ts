/** Milliseconds between two readings while the outbox moves: a drain of a thousand would ask a thousand times. */
const pause = 250;
/** Reading may take so many times less of the time than it leaves to others: a long list is read less often. */
const share = 4;

/** What a {@link createListReader} works with. */
export interface ListReaderDeps {
  /** Reads the list and shows it. Never rejects. */
  read(): Promise<void>;
  /** Milliseconds that only go on. */
  now(): number;
  /** Returns its own undo. */
  later(milliseconds: number, act: () => void): () => void;
}

/**
 * Reads a list when it is told that it moved: at once, then with a pause that grows with what reading took, and never twice at
 * a time. The last move always comes through.
 */
export function createListReader({ read, now, later }: ListReaderDeps): { moved(): void; stop(): void } {
  let busy = false;
  let again = false;
  let stopped = false;
  let cancel: (() => void) | null = null;
  const begin = async (): Promise<void> => {
    busy = true;
    again = false;
    const began = now();
    await read();
    if (stopped) return;
    cancel = later(Math.max(pause, (now() - began) * share), () => {
      busy = false;
      if (again) void begin();
    });
  };
  return {
    moved() {
      if (busy) again = true;
      else if (!stopped) void begin();
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
