const PLAIN = /^[\w.@ +-]*$/;

/** A text as a JSON string; plain ones without the cost of the serialiser. */
export function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
