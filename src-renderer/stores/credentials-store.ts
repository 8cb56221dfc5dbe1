import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CredentialInfo, MissedCredential } from '../../src-shared/domain/credential.ts';
import type { Uncollected } from '../../src-shared/ipc/hand-overs-contract.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** What the credential tray lists. Never a secret: those stay in the main process. */
export interface CredentialsMirror {
  readonly list: readonly CredentialInfo[];
  /** Of the open tenant: lost with an earlier run of the app. */
  readonly missed: readonly MissedCredential[];
  /** Of the open tenant: handed over some days ago and not used since, as far as the mirror knows. */
  readonly uncollected: readonly Uncollected[];
  readonly load: () => Promise<void>;
  readonly loadUncollected: () => Promise<void>;
  readonly loadMissed: () => Promise<void>;
  readonly take: (list: readonly CredentialInfo[]) => void;
}

/** See {@link CredentialsMirror}. */
export function createCredentialsStore(bridge: Bridge): StoreApi<CredentialsMirror> {
  return createStore<CredentialsMirror>((set) => ({
    list: [],
    missed: [],
    uncollected: [],
    take: (list) => set({ list }),
    async load() {
      const outcome = await bridge.call('credentials.list', {});
      if (outcome.ok) set({ list: outcome.data });
    },
    // It reads the journal, and each of a thousand resets in a row would ask.
    loadUncollected: oneAtATime(async () => {
      const outcome = await bridge.call('handOvers.uncollected', {});
      // Without a tenant there is nobody to remind of.
      set({ uncollected: outcome.ok ? outcome.data : [] });
    }),
    async loadMissed() {
      const outcome = await bridge.call('credentials.missed', {});
      if (outcome.ok) set({ missed: outcome.data });
    },
  }));
}
