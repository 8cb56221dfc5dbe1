import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { SyncProgress } from '../../src-shared/domain/sync-state.ts';
import type { Bridge } from '../bridge/bridge.ts';

/** The running pull; `progress` is null when none runs. */
export interface SyncMirror {
  readonly progress: SyncProgress | null;
  readonly start: (full: boolean) => Promise<void>;
  readonly cancel: () => Promise<void>;
  /** The answer to the brake's question (design §5): believe the smaller tenant, or keep what is here. */
  readonly resolveHeld: (accept: boolean) => Promise<void>;
  readonly take: (progress: SyncProgress | null) => void;
}

/** See {@link SyncMirror}. How a pull ended is part of the session state, so nothing is returned here. */
export function createSyncStore(bridge: Bridge): StoreApi<SyncMirror> {
  return createStore<SyncMirror>((set) => ({
    progress: null,
    take: (progress) => set({ progress }),
    async start(full) {
      await bridge.call('sync.start', { full });
    },
    async cancel() {
      await bridge.call('sync.cancel', {});
    },
    async resolveHeld(accept) {
      await bridge.call('sync.resolveHeld', { accept });
    },
  }));
}
