/** One request, ready to leave. Says nothing of tokens, retries or meaning. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Until the connection stands, TLS included. */
  readonly connectTimeoutMs: number;
  /** Until the last byte of the reply. */
  readonly totalTimeoutMs: number;
  /** Bytes of body (after decompression) above which the reply is given up. */
  readonly maxBytes: number;
  /**
   * Use a connection of its own. A kept connection may have been closed by the other side a moment ago, and then
   * nobody knows whether the request was applied; calls that must not be repeated do not take that risk.
   */
  readonly fresh: boolean;
  readonly signal: AbortSignal;
}

/** What came back, whole, whatever its status. */
export interface TransportReply {
  readonly status: number;
  /** By lower-case name; null when absent. */
  header(name: string): string | null;
  /** The body after decompression, in memory of its own (it may be transferred). */
  readonly body: ArrayBuffer;
}

/** Sends requests. Never follows a redirect, never keeps cookies, never repeats anything. */
export interface Transport {
  /** Rejects with {@link TransportFailure} only. */
  send(request: TransportRequest): Promise<TransportReply>;
  /** Ends kept connections. */
  close(): void;
}

/**
 * No whole reply arrived. `code` is the system's or the network stack's own (`ECONNREFUSED`, `CERT_HAS_EXPIRED`,
 * `net::ERR_CONNECTION_RESET`) or one of ours: `ROLEBOOK_TIMEOUT`, `ROLEBOOK_CONNECT_TIMEOUT`,
 * `ROLEBOOK_TOO_LARGE`, `ROLEBOOK_CUT`, `ROLEBOOK_ABORTED`, `ROLEBOOK_REDIRECT`.
 */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  readonly code: string;
  /** Whether the tenant may have received the request: false only when that is certain. */
  readonly mayHaveArrived: boolean;

  constructor(code: string, mayHaveArrived: boolean) {
    super(code);
    this.code = code;
    this.mayHaveArrived = mayHaveArrived;
  }
}
