/**
 * The one meaning of "ignoring case" in search, filters and order: lower case by Unicode, whatever the machine's
 * language. Order of folded texts is by their UTF-8 bytes, which is the order of code points.
 */
export function foldText(text: string): string {
  return text.toLowerCase();
}
