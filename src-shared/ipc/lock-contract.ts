import { z } from 'zod';
import { lockStateSchema, shortestLockPassphrase } from '../domain/lock.ts';
import type { CallChannel } from './channels.ts';
import { call, event } from './define.ts';
import { settingsSchema } from './settings-contract.ts';

const empty = z.strictObject({});
const passphrase = z.string().min(1).max(1024);

/** The lock, and how a locked window is to look: the settings themselves are closed with everything else. */
export const lockViewSchema = lockStateSchema.extend({
  look: settingsSchema.pick({ theme: true, contrast: true, density: true }),
});
/** See {@link lockViewSchema}. */
export type LockView = z.infer<typeof lockViewSchema>;

export const lockCalls = {
  'lock.state': call(empty, lockViewSchema),
  'lock.now': call(empty, lockStateSchema),
  /** `passphrase` is null where none is set. Refused with `passphrase-wrong`, `unlock-too-soon` or a keychain's error. */
  'lock.unlock': call(z.strictObject({ passphrase: passphrase.nullable() }), lockStateSchema),
  /** Sets, changes or (with null) removes the passphrase. `current` is asked for where one is set. */
  'lock.setPassphrase': call(
    z.strictObject({
      current: passphrase.nullable(),
      next: passphrase.min(shortestLockPassphrase).nullable(),
    }),
    lockStateSchema,
  ),
};

export const lockEvents = { 'lock.changed': event(lockStateSchema) };

/** The calls that a locked Rolebook answers. None of them tells anything of a tenant. */
export const callsWhileLocked: readonly CallChannel[] = ['app.info', 'lock.state', 'lock.now', 'lock.unlock'];
