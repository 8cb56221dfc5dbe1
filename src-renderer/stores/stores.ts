import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../bridge/bridge.ts';
import { createChangesStore } from './changes-store.ts';
import type { ChangesMirror } from './changes-store.ts';
import { createCredentialsStore } from './credentials-store.ts';
import type { CredentialsMirror } from './credentials-store.ts';
import { createDraftsStore } from './drafts-store.ts';
import type { LockedDrafts } from './drafts-store.ts';
import { createMirrorStore } from './mirror-store.ts';
import type { MirrorRevisions } from './mirror-store.ts';
import { createNoticesStore } from './notices-store.ts';
import type { Notices } from './notices-store.ts';
import { createRolesStore } from './roles-store.ts';
import type { RolesMirror } from './roles-store.ts';
import { createSessionStore } from './session-store.ts';
import type { SessionMirror } from './session-store.ts';
import { createSettingsStore } from './settings-store.ts';
import type { SettingsMirror } from './settings-store.ts';
import { createSyncStore } from './sync-store.ts';
import type { SyncMirror } from './sync-store.ts';
import { createTenantStore } from './tenant-store.ts';
import type { TenantMirror } from './tenant-store.ts';
import { createUnsavedStore } from './unsaved-store.ts';
import type { Unsaved } from './unsaved-store.ts';

/** All stores of the window. They are mirrors: the truth is in the main process. */
export interface Stores {
  readonly session: StoreApi<SessionMirror>;
  readonly tenant: StoreApi<TenantMirror>;
  readonly sync: StoreApi<SyncMirror>;
  readonly settings: StoreApi<SettingsMirror>;
  readonly credentials: StoreApi<CredentialsMirror>;
  readonly mirror: StoreApi<MirrorRevisions>;
  readonly notices: StoreApi<Notices>;
  readonly roles: StoreApi<RolesMirror>;
  readonly changes: StoreApi<ChangesMirror>;
  readonly unsaved: StoreApi<Unsaved>;
  readonly drafts: StoreApi<LockedDrafts>;
}

/** Makes the stores; nothing is asked before {@link startStores}. */
export function createStores(bridge: Bridge): Stores {
  return {
    session: createSessionStore(bridge),
    tenant: createTenantStore(bridge),
    sync: createSyncStore(bridge),
    settings: createSettingsStore(bridge),
    credentials: createCredentialsStore(bridge),
    mirror: createMirrorStore(),
    notices: createNoticesStore(),
    roles: createRolesStore(bridge),
    changes: createChangesStore(),
    unsaved: createUnsavedStore(),
    drafts: createDraftsStore(bridge),
  };
}

/**
 * Listens to the main process and fills the stores. Listening comes first, so that no notice falls between.
 *
 * @returns `ready` once the first answers are in, and `stop`
 */
export function startStores(
  bridge: Bridge,
  stores: Stores,
): { readonly ready: Promise<void>; readonly stop: () => void } {
  const undo = [
    bridge.on('session.changed', (state) => {
      const before = stores.session.getState().state;
      stores.session.getState().take(state);
      stores.changes.getState().know(state.outbox);
      if (!state.syncing) stores.sync.getState().take(null);
      // Nobody closed it: what happened is told where everything else is that went wrong.
      if (state.connectionKey === null && state.problem !== null)
        stores.notices.getState().showError('tenant-closed', state.problem);
      const otherTenant = before?.connectionKey !== state.connectionKey;
      const linkMoved = before?.link !== state.link;
      // What the actor may do is known only after signing in, so it is asked again when the link changes.
      if (otherTenant || linkMoved) void stores.tenant.getState().load();
      if (otherTenant) {
        void stores.roles.getState().load();
        void stores.credentials.getState().loadMissed();
      }
      // Whether somebody signed in is known anew after each complete look at the tenant.
      if (otherTenant || before?.mirrorAsOf !== state.mirrorAsOf)
        void stores.credentials.getState().loadUncollected();
    }),
    bridge.on('sync.progress', (progress) => stores.sync.getState().take(progress)),
    bridge.on('mirror.changed', (notice) => {
      stores.mirror.getState().take(notice);
      if (notice.views.includes('roles')) void stores.roles.getState().load();
    }),
    bridge.on('changes.changed', ({ counts }) => {
      stores.changes.getState().take(counts);
      // A new secret for what was missed may be on its way now, or have been taken back.
      void stores.credentials.getState().loadMissed();
      // Nothing waits any more: there is nothing to undo, and "it will be sent" is no longer true.
      if (Object.values(counts).every((count) => count === 0)) stores.notices.getState().dismiss('saved');
    }),
    bridge.on('credentials.changed', (list) => {
      stores.credentials.getState().take(list);
      void stores.credentials.getState().loadUncollected();
    }),
  ];
  const ready = Promise.all([
    stores.settings.getState().load(),
    stores.drafts.getState().load(),
    stores.tenant.getState().load(),
    stores.session.getState().load(),
    stores.credentials.getState().load(),
    stores.credentials.getState().loadMissed(),
    stores.roles.getState().load(),
  ]).then(() => {
    const state = stores.session.getState().state;
    if (state !== null) stores.changes.getState().know(state.outbox);
    // It reads the journal, which no first screen waits for.
    void stores.credentials.getState().loadUncollected();
  });
  return { ready, stop: () => undo.forEach((off) => off()) };
}
