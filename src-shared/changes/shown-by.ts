import type { DraftSource } from '../ipc/roles-contract.ts';
import { type Fields, roleFields } from './base-fields.ts';

/** What an editor shows of the role that it changes: what is saved is compared with that (I7). Nothing of a new one. Pure. */
export function shownBy({ source }: Pick<DraftSource, 'source'>): Fields | undefined {
  return source === null ? undefined : roleFields(source);
}
