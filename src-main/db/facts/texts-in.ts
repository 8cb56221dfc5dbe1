/** A list of texts out of JSON that we wrote ourselves. */
export function textsIn(json: string): string[] {
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.filter((text) => typeof text === 'string') : [];
}
