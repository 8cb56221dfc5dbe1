import type { AccessPath } from '../ipc/access-contract.ts';
import { placeWords } from './describe-path.ts';

/** A path in one line: role ← way ← scope. */
export function pathWords(path: AccessPath): string {
  const through = path.via === 'group' ? `group ${path.group ?? ''}` : path.via;
  return `${path.roleName} ← ${through} ← ${placeWords(path.place)}`;
}

/** Why a path is dormant; empty for one in force. */
export function gateWords({ gates }: Pick<AccessPath, 'gates'>): string {
  return gates.map(({ message }) => message).join(' ');
}
