import { nowhere } from '../access/gates.ts';

/** A place in words: `all clusters`, `project cats`, `no cluster`. */
export function placeWords(scopeType: string, scopeName: string): string {
  if (scopeType === nowhere) return 'no cluster';
  return scopeType === 'tenant' ? 'all clusters' : `${scopeType} ${scopeName}`;
}
