import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../bridge/bridge.ts';

/** Drafts that a lock closed, until their editors open again. */
export interface LockedDrafts {
  /** By name, as `drafts.takeBack` answered. */
  readonly held: Readonly<Record<string, string>>;
  /** Asks once, at the start of a page. */
  readonly load: () => Promise<void>;
  /** An editor goes on with its draft, or has another one: it is not offered again. */
  readonly forget: (name: string) => void;
}

/** See {@link LockedDrafts}. */
export function createDraftsStore(bridge: Bridge): StoreApi<LockedDrafts> {
  return createStore<LockedDrafts>((set) => ({
    held: {},
    async load() {
      const outcome = await bridge.call('drafts.takeBack', {});
      if (outcome.ok) set({ held: Object.fromEntries(outcome.data.map(({ name, text }) => [name, text])) });
    },
    forget: (name) =>
      set(({ held }) => ({ held: Object.fromEntries(Object.entries(held).filter(([one]) => one !== name)) })),
  }));
}
