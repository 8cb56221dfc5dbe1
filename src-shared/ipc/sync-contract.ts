import { z } from 'zod';
import { sessionStateSchema, syncProgressSchema, syncRunSchema } from '../domain/sync-state.ts';
import { call, event } from './define.ts';

const empty = z.strictObject({});

export const syncCalls = {
  'session.state': call(empty, sessionStateSchema),
  'session.setWorkOffline': call(z.strictObject({ offline: z.boolean() }), sessionStateSchema),
  /** Tries the tenant again now. */
  'session.retry': call(empty, sessionStateSchema),
  /** Resolves when the pull has ended, whatever its end; progress comes as events. */
  'sync.start': call(z.strictObject({ full: z.boolean().default(false) }), syncRunSchema),
  'sync.cancel': call(empty, z.null()),
  /** The user has seen what was kept of a damaged ledger; its changes stay held. */
  'recovery.acknowledge': call(empty, sessionStateSchema),
  /** Answers the mass-removal brake: take the smaller tenant as true, or keep what we have. */
  'sync.resolveHeld': call(z.strictObject({ accept: z.boolean() }), z.null()),
};

export const syncEvents = {
  'session.changed': event(sessionStateSchema),
  'sync.progress': event(syncProgressSchema),
  /** After a commit: which views may look different. The window asks again for what is on screen. */
  'mirror.changed': event(z.object({ revision: z.number().int(), views: z.array(z.string()) })),
};
