import type { EditRequest } from './edit-request.ts';
import type { HttpCall } from './http.ts';

/** The half of an HTTP call that the request of an edit decides. */
export function editCall({ method, path, body }: EditRequest): Pick<HttpCall, 'method' | 'path' | 'body'> {
  return { method, path, ...(body === null ? {} : { body: { json: body } }) };
}
