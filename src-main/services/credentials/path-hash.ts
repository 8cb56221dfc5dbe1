import { createHash } from 'node:crypto';

/** Where a file went, told in a way that helps an audit and names no folder of the user. */
export function pathHash(path: string): string {
  return createHash('sha256').update(path, 'utf8').digest('hex').slice(0, 16);
}
