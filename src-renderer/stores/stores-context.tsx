import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ChangesMirror } from './changes-store.ts';
import type { CredentialsMirror } from './credentials-store.ts';
import type { MirrorRevisions } from './mirror-store.ts';
import type { Notices } from './notices-store.ts';
import type { RolesMirror } from './roles-store.ts';
import type { SessionMirror } from './session-store.ts';
import type { SettingsMirror } from './settings-store.ts';
import type { Stores } from './stores.ts';
import type { SyncMirror } from './sync-store.ts';
import type { TenantMirror } from './tenant-store.ts';
import type { Unsaved } from './unsaved-store.ts';

const StoresContext = createContext<Stores | null>(null);

/** Gives the stores to everything below. */
export function StoresProvider(props: { stores: Stores; children: ReactNode }): ReactNode {
  return <StoresContext value={props.stores}>{props.children}</StoresContext>;
}

/** The stores themselves, for event handlers; a component outside the provider is a bug. */
export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (stores === null) throw new Error('useStores is used outside StoresProvider');
  return stores;
}

/** A part of the session state; the component is drawn again when that part changes. */
export function useSession<T>(select: (session: SessionMirror) => T): T {
  return useStore(useStores().session, select);
}

/** A part of the tenant store. */
export function useTenant<T>(select: (tenant: TenantMirror) => T): T {
  return useStore(useStores().tenant, select);
}

/** A part of the sync store. */
export function useSync<T>(select: (sync: SyncMirror) => T): T {
  return useStore(useStores().sync, select);
}

/** A part of the settings store. */
export function useSettings<T>(select: (settings: SettingsMirror) => T): T {
  return useStore(useStores().settings, select);
}

/** A part of the credentials store. */
export function useCredentials<T>(select: (credentials: CredentialsMirror) => T): T {
  return useStore(useStores().credentials, select);
}

/** A part of what is known of the outbox. */
export function useChanges<T>(select: (changes: ChangesMirror) => T): T {
  return useStore(useStores().changes, select);
}

/** A part of the mirror's revisions. */
export function useMirror<T>(select: (mirror: MirrorRevisions) => T): T {
  return useStore(useStores().mirror, select);
}

/** A part of the roles store. */
export function useRoles<T>(select: (roles: RolesMirror) => T): T {
  return useStore(useStores().roles, select);
}

/** A part of the store that knows of unsaved work. */
export function useUnsaved<T>(select: (unsaved: Unsaved) => T): T {
  return useStore(useStores().unsaved, select);
}

/** A part of the notices store. */
export function useNotices<T>(select: (notices: Notices) => T): T {
  return useStore(useStores().notices, select);
}
