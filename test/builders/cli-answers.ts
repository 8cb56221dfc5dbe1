import type { SyncProgress, SyncRun } from '../../src-shared/domain/sync-state.ts';
import { settingsSchema } from '../../src-shared/ipc/settings-contract.ts';

const started = '2026-01-02T00:00:00.000Z';

/** A pull that went well. */
export const goodPull: SyncRun = {
  startedAt: started,
  endedAt: '2026-01-02T00:00:02.500Z',
  outcome: 'complete',
  rows: 7,
  requests: 9,
  bytes: 1234,
  added: 7,
  changed: 0,
  removed: 0,
  held: null,
  error: null,
};

/** A pull on its way. */
export const progress: SyncProgress = {
  startedAt: started,
  phase: 'pulling',
  rows: 50,
  expectedRows: 200,
  rowsPerSecond: 25,
  secondsLeft: 6,
  requests: 2,
  bytes: 10,
  facts: [{ kind: 'users', done: 4, expected: 4, state: 'done', note: null }],
};

const openLock = {
  locked: false,
  since: null,
  cause: null,
  unlockBy: 'nothing' as const,
  tryAgainAt: null,
};

/** A terminal has no lock; the calls are there all the same. */
export const neverLocked = {
  view: async () => ({ ...openLock, look: settingsSchema.parse({}) }),
  now: () => openLock,
  unlock: async () => openLock,
  setPassphrase: async () => openLock,
};
