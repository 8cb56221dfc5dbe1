import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Role } from '../../src-shared/domain/role.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { tierOfRole } from '../../src-shared/access/role-tier.ts';
import type { Tier } from '../../src-shared/access/role-tier.ts';

/** The tenant's roles (few), for the tier marks beside role names everywhere. */
export interface RolesMirror {
  readonly list: readonly Role[];
  /** By role name, which is what tables show; null for a role we do not have. New identity when roles change. */
  readonly tierOf: (roleName: string) => Tier | null;
  readonly load: () => Promise<void>;
}

/** See {@link RolesMirror}. */
export function createRolesStore(bridge: Bridge): StoreApi<RolesMirror> {
  return createStore<RolesMirror>((set) => ({
    list: [],
    tierOf: () => null,
    async load() {
      const outcome = await bridge.call('roles.list', {});
      if (!outcome.ok) return;
      const byName = new Map(outcome.data.map((role) => [role.name, tierOfRole(role)]));
      set({ list: outcome.data, tierOf: (name) => byName.get(name) ?? null });
    },
  }));
}
