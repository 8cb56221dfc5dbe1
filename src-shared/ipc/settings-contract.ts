import { z } from 'zod';
import { call } from './define.ts';

/** One table's look: which columns, in which order, how wide. */
export const tableLayoutSchema = z.object({
  columns: z
    .array(z.object({ id: z.string().max(40), shown: z.boolean(), width: z.number().min(40).max(1200) }))
    .max(60),
});
export type TableLayout = z.infer<typeof tableLayoutSchema>;

/** Everything the window remembers across restarts. Nothing secret, nothing of the tenant's facts. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  contrast: z.enum(['normal', 'high']).default('normal'),
  density: z.enum(['normal', 'dense']).default('normal'),
  navigationOpen: z.boolean().default(true),
  /** The last address of the window (path and search), restored at start. */
  lastLocation: z.string().max(4000).nullable().default(null),
  layouts: z.record(z.string().max(40), tableLayoutSchema).default({}),
  lastConnection: z.string().max(200).nullable().default(null),
  /** Single edits leave by themselves when the tenant is reachable; what was staged as a group waits either way. */
  sendAutomatically: z.boolean().default(true),
  /** Minutes without a touch of the machine after which Rolebook locks; null = never by itself. */
  lockAfterMinutes: z.number().int().min(1).max(240).nullable().default(5),
  /** Days after which a credential that was handed over and not used is reminded of; null = never. */
  remindAfterDays: z.number().int().min(1).max(90).nullable().default(3),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A change names only what changes. Defaults are taken off, so that a missing member stays missing. */
export const settingsPatchSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  contrast: z.enum(['normal', 'high']).optional(),
  density: z.enum(['normal', 'dense']).optional(),
  navigationOpen: z.boolean().optional(),
  lastLocation: z.string().max(4000).nullable().optional(),
  layouts: z.record(z.string().max(40), tableLayoutSchema).optional(),
  lastConnection: z.string().max(200).nullable().optional(),
  sendAutomatically: z.boolean().optional(),
  lockAfterMinutes: z.number().int().min(1).max(240).nullable().optional(),
  remindAfterDays: z.number().int().min(1).max(90).nullable().optional(),
});

export const settingsCalls = {
  'settings.get': call(z.strictObject({}), settingsSchema),
  'settings.set': call(settingsPatchSchema, settingsSchema),
};
