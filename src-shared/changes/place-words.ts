/** A place in words: `all clusters`, `project cats`. */
export function placeWords(scopeType: string, scopeName: string): string {
  return scopeType === 'tenant' ? 'all clusters' : `${scopeType} ${scopeName}`;
}
