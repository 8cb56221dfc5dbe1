/** One answered request. Never holds bodies, tokens or query values. */
export interface RequestLogEntry {
  seq: number;
  method: string;
  path: string;
  operationId: string | undefined;
  /** 0 when the connection was dropped before a status was sent. */
  status: number;
  /** Body bytes of the reply. */
  bytes: number;
  /** Id of the fault rule that fired. */
  fault: string | undefined;
}

/** The latest requests, and how many there were of each kind. */
export interface RequestLog {
  readonly total: number;
  /** The latest entries, oldest first. */
  readonly entries: readonly RequestLogEntry[];
  /** Answered requests by `operationId status`, for example `listUsers 200`. */
  readonly counters: ReadonlyMap<string, number>;
  count(operationId: string): number;
  append(entry: Omit<RequestLogEntry, 'seq'>): void;
}

/** Creates a log that keeps the latest `kept` entries. */
export function createRequestLog(kept = 5000): RequestLog {
  const entries: RequestLogEntry[] = [];
  const counters = new Map<string, number>();
  let total = 0;
  return {
    get total() {
      return total;
    },
    entries,
    counters,
    count: (operationId) =>
      [...counters].reduce((sum, [key, n]) => (key.startsWith(`${operationId} `) ? sum + n : sum), 0),
    append: (entry) => {
      entries.push({ seq: ++total, ...entry });
      if (entries.length > kept * 2) entries.splice(0, entries.length - kept);
      const key = `${entry.operationId ?? '-'} ${entry.status}`;
      counters.set(key, (counters.get(key) ?? 0) + 1);
    },
  };
}
