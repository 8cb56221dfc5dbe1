import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CallInput } from '../../src-shared/ipc/contract.ts';
import type { Settings } from '../../src-shared/ipc/settings-contract.ts';
import type { Bridge } from '../bridge/bridge.ts';

/** What a change of settings names. */
export type SettingsPatch = CallInput<'settings.set'>;

/** What the window remembers across restarts. */
export interface SettingsMirror {
  readonly settings: Settings;
  readonly load: () => Promise<void>;
  /** Shown at once, saved behind; what the main process kept is taken back. */
  readonly change: (patch: SettingsPatch) => Promise<void>;
}

const defaults: Settings = {
  theme: 'system',
  contrast: 'normal',
  density: 'normal',
  navigationOpen: true,
  lastLocation: null,
  layouts: {},
  lastConnection: null,
  sendAutomatically: true,
  lockAfterMinutes: 5,
  remindAfterDays: 3,
};

/** See {@link SettingsMirror}. */
export function createSettingsStore(bridge: Bridge): StoreApi<SettingsMirror> {
  return createStore<SettingsMirror>((set, get) => {
    let turn = 0;
    return {
      settings: defaults,
      async load() {
        const outcome = await bridge.call('settings.get', {});
        if (outcome.ok) set({ settings: outcome.data });
      },
      async change(patch) {
        turn += 1;
        const mine = turn;
        const present = Object.fromEntries(Object.entries(patch).filter((entry) => entry[1] !== undefined));
        set({ settings: { ...get().settings, ...present } });
        const outcome = await bridge.call('settings.set', patch);
        if (outcome.ok && mine === turn) set({ settings: outcome.data });
      },
    };
  });
}
