import type { Change } from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import type { Handlers } from '../../../src-shared/ipc/contract.ts';
import { keyOf } from './keys.ts';
import type { EndedRow, ToldRow } from './lines.ts';

/** Reads what the product lists, and tells what is new since the last time. */
export interface RowWatch {
  /** Open changes as last read. */
  readonly open: readonly Change[];
  /** Sets of which something was taken back in this life, newest last. */
  readonly takenBack: readonly string[];
  look(): Promise<{ readonly added: ToldRow[]; readonly dropped: string[] }>;
}

/** All changes there are. */
export async function allChanges(handlers: Handlers): Promise<readonly PlannedChange[]> {
  const { changes, total } = await handlers['changes.list']({ which: 'all', from: 0, limit: 2000 });
  if (total > changes.length) throw new Error('there are more changes than are listed');
  return changes;
}

function toldRow({ id, groupId: group, edit, dependsOn, state }: Change): ToldRow {
  return { id, group, key: [...keyOf(edit)], needs: dependsOn, state };
}

/** A row as it is told at the end. */
export function endedRow({ change, stuck }: PlannedChange): EndedRow {
  const { id, edit, result, conflict, error } = change;
  const makes =
    'localId' in edit ? String(edit.localId) : edit.kind.endsWith('.create') ? `local:${id}` : null;
  const deletes = edit.kind === 'user.delete' || edit.kind === 'service-account.delete';
  const leaver = deletes ? ('email' in edit ? edit.email : edit.clientId) : null;
  return {
    line: 'row',
    ...toldRow(change),
    makes,
    leaver: leaver?.toLowerCase() ?? null,
    seq: change.seq,
    serverId: result?.serverId ?? null,
    how: result?.how ?? null,
    credentialId: result?.credentialId ?? null,
    conflict: conflict?.kind ?? null,
    error: error?.reason ?? null,
    stuck,
  };
}

/** Watches the changes that a product process lists; what is there already is known. */
export async function watchRows(handlers: Handlers): Promise<RowWatch> {
  const states = new Map<string, string>();
  const takenBack: string[] = [];
  let open: readonly Change[] = [];
  const look: RowWatch['look'] = async () => {
    const all = (await allChanges(handlers)).map(({ change }) => change);
    open = all.filter(({ state }) => state !== 'done' && state !== 'cancelled');
    const added = all.filter(({ id }) => !states.has(id));
    const dropped = all.filter(
      ({ id, state }) => state === 'cancelled' && states.has(id) && states.get(id) !== 'cancelled',
    );
    for (const { id, state } of all) states.set(id, state);
    takenBack.push(...dropped.map(({ groupId }) => groupId));
    return { added: added.map(toldRow), dropped: dropped.map(({ id }) => id) };
  };
  await look();
  return {
    get open() {
      return open;
    },
    takenBack,
    look,
  };
}
