import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { SessionState } from '../../src-shared/domain/sync-state.ts';
import type { Bridge } from '../bridge/bridge.ts';

/** Mirror of `session.state`; null until the first answer. */
export interface SessionMirror {
  readonly state: SessionState | null;
  readonly setWorkOffline: (offline: boolean) => Promise<void>;
  readonly retry: () => Promise<void>;
  readonly load: () => Promise<void>;
  readonly take: (state: SessionState) => void;
}

/** See {@link SessionMirror}. Failures of these calls show as the unchanged state. */
export function createSessionStore(bridge: Bridge): StoreApi<SessionMirror> {
  return createStore<SessionMirror>((set) => ({
    state: null,
    take: (state) => set({ state }),
    async load() {
      const outcome = await bridge.call('session.state', {});
      if (outcome.ok) set({ state: outcome.data });
    },
    async setWorkOffline(offline) {
      const outcome = await bridge.call('session.setWorkOffline', { offline });
      if (outcome.ok) set({ state: outcome.data });
    },
    async retry() {
      const outcome = await bridge.call('session.retry', {});
      if (outcome.ok) set({ state: outcome.data });
    },
  }));
}
