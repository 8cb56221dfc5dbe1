import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CredentialInfo } from '../../src-shared/domain/credential.ts';
import type { Bridge } from '../bridge/bridge.ts';

/** What the credential tray lists. Never a secret: those stay in the main process. */
export interface CredentialsMirror {
  readonly list: readonly CredentialInfo[];
  readonly load: () => Promise<void>;
  readonly take: (list: readonly CredentialInfo[]) => void;
}

/** See {@link CredentialsMirror}. */
export function createCredentialsStore(bridge: Bridge): StoreApi<CredentialsMirror> {
  return createStore<CredentialsMirror>((set) => ({
    list: [],
    take: (list) => set({ list }),
    async load() {
      const outcome = await bridge.call('credentials.list', {});
      if (outcome.ok) set({ list: outcome.data });
    },
  }));
}
