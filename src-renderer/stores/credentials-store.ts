import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CredentialInfo, MissedCredential } from '../../src-shared/domain/credential.ts';
import type { Bridge } from '../bridge/bridge.ts';

/** What the credential tray lists. Never a secret: those stay in the main process. */
export interface CredentialsMirror {
  readonly list: readonly CredentialInfo[];
  /** Of the open tenant: lost with an earlier run of the app. */
  readonly missed: readonly MissedCredential[];
  readonly load: () => Promise<void>;
  readonly loadMissed: () => Promise<void>;
  readonly take: (list: readonly CredentialInfo[]) => void;
}

/** See {@link CredentialsMirror}. */
export function createCredentialsStore(bridge: Bridge): StoreApi<CredentialsMirror> {
  return createStore<CredentialsMirror>((set) => ({
    list: [],
    missed: [],
    take: (list) => set({ list }),
    async load() {
      const outcome = await bridge.call('credentials.list', {});
      if (outcome.ok) set({ list: outcome.data });
    },
    async loadMissed() {
      const outcome = await bridge.call('credentials.missed', {});
      if (outcome.ok) set({ missed: outcome.data });
    },
  }));
}
