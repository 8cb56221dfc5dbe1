import { mergeRole, type RoleContent } from '../../../src-shared/changes/merge-role.ts';
import { isRoleClash } from '../../../src-shared/changes/role-clash.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { parseGuarded } from '../../../src-shared/wire/parse-guarded.ts';
import { roleFromWire } from '../../../src-shared/wire/role-wire.ts';
import { notOffered } from '../../sync/push/choices.ts';
import type { EditRoom } from '../edits/edit-room.ts';

/** A conflict of two changes of one role, one of them ours. */
export interface RoleClash {
  readonly change: Change;
  /** The role as the tenant had it when it was last looked at. */
  readonly theirs: Role;
  /** Mine put together with theirs: mine where the two disagree. */
  readonly mine: RoleContent;
}

/** The conflict of a change of a role. Throws `input`/`choice-not-offered` where it is none, or not any more. */
export async function readRoleClash(
  room: Pick<EditRoom, 'mirror' | 'outbox'>,
  id: string,
  roleId: number | null,
): Promise<RoleClash> {
  const change = room.outbox.get(id);
  if (change === null || !isRoleClash(change) || change.edit.roleId !== roleId) throw notOffered();
  // What the tenant sent stays what it is under everything that is laid over it here.
  const raw = (await room.mirror.record('roles', String(roleId)))?.raw ?? null;
  if (raw === null) throw notOffered();
  const theirs = roleFromWire(parseGuarded(raw, 'a role'));
  return { change, theirs, mine: mergeRole(change.base?.fields ?? null, change.edit, theirs).content };
}
