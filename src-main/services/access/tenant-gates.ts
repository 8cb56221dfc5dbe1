import { noTenantGates, type TenantGates } from '../../../src-shared/access/gates.ts';
import type { ProductLine } from '../../../src-shared/domain/tenant.ts';
import { gatesFromRoles } from '../../../src-shared/wire/legacy-gates.ts';
import type { EditRoom } from '../edits/edit-room.ts';

/** The lowest version that a line stands for, as a number. */
const versions: Readonly<Record<ProductLine, number>> = {
  '2.13': 210,
  '2.18': 215,
  '2.22': 219,
  '2.24': 224,
  '3.0': 300,
};

/**
 * What is known about the tenant beside its facts. 2.13 says whether departments are switched on and which roles it
 * offers; later versions show modules in roles that are switched off (tenant-api §3.9).
 */
export async function gatesOf({
  session,
  mirror,
}: Pick<EditRoom, 'session' | 'mirror'>): Promise<TenantGates> {
  const line = session.describe().productLine;
  const version = line === null ? null : versions[line];
  if (line !== '2.13') return { ...noTenantGates, version };
  return { version, ...gatesFromRoles(await mirror.listed('roles')) };
}
