/** A request as read from a socket, or made up by a caller without one. */
export interface HttpRequest {
  method: string;
  /** Path and query, as on the request line. */
  url: string;
  /** Lower case names. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
  sourceIp: string;
}

/** A reply before it is written. */
export interface HttpReply {
  status: number;
  headers: Record<string, string>;
  body: string | undefined;
}

export const JSON_TYPE = 'application/json; charset=utf-8';

/** A JSON reply. */
export function jsonReply(status: number, json: unknown): HttpReply {
  return { status, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(json) };
}
