import { noChanges } from '../../../src-shared/domain/change.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';

const ok = async <T>(data: T): Promise<Envelope<T>> => ({ ok: true, data });
const moved = () => ok({ moved: [], along: [], counts: noChanges });
const saved = () => ok({ groupId: 'group', queued: false, changes: [], credentials: [] });
const nothingLost = () => ok({ rows: [], findings: [], typedPhrase: null });
const noFile = () => ok({ outcome: 'cancelled' as const, path: null, rows: 0, refused: [] });

/** An outbox without changes. */
export function createFakeChanges(): Pick<RolebookApi, 'changes' | 'rules' | 'serviceAccounts'> {
  return {
    changes: {
      list: () => ok({ changes: [], total: 0, counts: noChanges }),
      get: () => ok(null),
      send: moved,
      discard: moved,
      undo: moved,
      reorder: moved,
      resolve: moved,
      exportPlan: noFile,
      importPlan: noFile,
    },
    rules: { removePreview: nothingLost, remove: saved, change: saved },
    serviceAccounts: {
      create: saved,
      setEnabled: saved,
      rotate: saved,
      deletePreview: nothingLost,
      delete: saved,
    },
  };
}
