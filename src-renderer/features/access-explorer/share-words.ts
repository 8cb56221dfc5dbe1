import type { AccessShare } from '../../../src-shared/ipc/access-why-contract.ts';
import { placeWords } from './path-words.ts';

/** Places told before the rest is only counted. */
const few = 3;

/** Where a share counts: "department vision, except project cats and 2 more". */
export function shareWhere(share: Pick<AccessShare, 'place' | 'except'>): string {
  const where = placeWords(share.place);
  if (share.except.length === 0) return where;
  const names = share.except.slice(0, few).map((place) => placeWords({ ...place, path: [] }));
  const more = share.except.length - few;
  return `${where}, except ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A message without the name it begins with, where the name stands before it already. */
export function messageBeside(label: string, message: string): string {
  return message.startsWith(`${label}: `) ? message.slice(label.length + 2) : message;
}
