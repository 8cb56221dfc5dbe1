/**
 * Every channel between the window and the main process, by direction. Plain text without zod, because the
 * sandboxed preload builds `window.rolebook` from it. `contract.ts` must declare exactly these.
 */
export const callChannels = [
  'app.info',
  'app.openLink',
  'tenants.list',
  'tenants.connect',
  'tenants.connectDemo',
  'tenants.cancelConnect',
  'tenants.open',
  'tenants.signIn',
  'tenants.signOut',
  'tenants.current',
  'session.state',
  'session.setWorkOffline',
  'session.retry',
  'recovery.acknowledge',
  'sync.start',
  'sync.cancel',
  'sync.resolveHeld',
  'views.window',
  'records.get',
  'roles.list',
  'roles.get',
  'scopes.tree',
  'users.emailState',
  'users.create',
  'users.addRules',
  'users.deletePreview',
  'users.delete',
  'users.resetPassword',
  'users.signOutEverywhere',
  'credentials.list',
  'credentials.reveal',
  'credentials.copy',
  'credentials.export',
  'credentials.emailDraft',
  'credentials.suggestPassphrase',
  'credentials.discard',
  'changes.list',
  'changes.get',
  'changes.send',
  'changes.discard',
  'changes.undo',
  'changes.reorder',
  'changes.resolve',
  'changes.exportPlan',
  'changes.importPlan',
  'rules.removePreview',
  'rules.remove',
  'rules.change',
  'serviceAccounts.create',
  'serviceAccounts.setEnabled',
  'serviceAccounts.rotate',
  'serviceAccounts.deletePreview',
  'serviceAccounts.delete',
  'sync.timeline',
  'settings.get',
  'settings.set',
] as const;

/** One of {@link callChannels}. */
export type CallChannel = (typeof callChannels)[number];

/** Notices from the main process to the window. */
export const eventChannels = [
  'session.changed',
  'sync.progress',
  'mirror.changed',
  'credentials.changed',
  'changes.changed',
  'app.command',
] as const;

/** One of {@link eventChannels}. */
export type EventChannel = (typeof eventChannels)[number];
