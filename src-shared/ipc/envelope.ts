import type { ErrorBody } from '../errors/error-body.ts';

/** What crosses the process border: data, or an error body; never a thrown exception. */
export type Envelope<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: ErrorBody };
