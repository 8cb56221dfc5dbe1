import type { EditRequest } from './edit-request.ts';
import type { HttpCall } from './http.ts';

/** The half of an HTTP call that the request of an edit decides; `op` names the wish behind it. */
export function editCall(
  { method, path, body }: EditRequest,
  op?: string,
): Pick<HttpCall, 'method' | 'path' | 'body' | 'op'> {
  return { method, path, op, ...(body === null ? {} : { body: { json: body } }) };
}
