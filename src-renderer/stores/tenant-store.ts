import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Connection } from '../../src-shared/domain/tenant.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import type { OpenTenant } from '../../src-shared/ipc/tenants-contract.ts';
import type { Bridge, Outcome } from '../bridge/bridge.ts';

/** The open tenant and those known. */
export interface TenantMirror {
  /** Null when none is open. */
  readonly current: OpenTenant | null;
  readonly list: readonly Connection[];
  /** Why tenants are missing from the list, or null. */
  readonly listTrouble: ErrorBody | null;
  /** Key of the tenant being opened; null when none is. */
  readonly opening: string | null;
  readonly load: () => Promise<void>;
  /** Switches to a known tenant; its mirror is there at once, signing in goes on behind. */
  readonly open: (key: string) => Promise<Outcome<OpenTenant>>;
  readonly signOut: (key: string, forgetMirror: boolean) => Promise<Outcome<null>>;
  /** After a connect dialog came back with a tenant. */
  readonly take: (tenant: OpenTenant) => void;
}

/** See {@link TenantMirror}. */
export function createTenantStore(bridge: Bridge): StoreApi<TenantMirror> {
  return createStore<TenantMirror>((set, get) => ({
    current: null,
    list: [],
    listTrouble: null,
    opening: null,
    async load() {
      const [current, list] = await Promise.all([
        bridge.call('tenants.current', {}),
        bridge.call('tenants.list', {}),
      ]);
      if (current.ok) set({ current: current.data });
      if (list.ok) set({ list: list.data.connections, listTrouble: list.data.trouble });
    },
    async open(key) {
      set({ opening: key });
      const outcome = await bridge.call('tenants.open', { key });
      set(outcome.ok ? { current: outcome.data, opening: null } : { opening: null });
      return outcome;
    },
    async signOut(key, forgetMirror) {
      const outcome = await bridge.call('tenants.signOut', { key, forgetMirror });
      await get().load();
      return outcome;
    },
    take(tenant) {
      set({ current: tenant });
      void get().load();
    },
  }));
}
