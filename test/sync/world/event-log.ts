/** What happened in a world, in order, one line each. Kept only when someone wants to read it. */
export interface EventLog {
  readonly lines: readonly string[];
  readonly kept: boolean;
  /** Notes a line; the text is made only when it is kept. */
  note(moment: number, text: () => string): void;
}

/** Makes a log. */
export function createEventLog(kept: boolean): EventLog {
  const lines: string[] = [];
  return {
    lines,
    kept,
    note(moment, text) {
      if (kept) lines.push(`${(moment / 1000).toFixed(3).padStart(10)} ${text()}`);
    },
  };
}
