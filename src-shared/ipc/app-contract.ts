import { z } from 'zod';
import { call, event } from './define.ts';

const empty = z.strictObject({});

/** What runs the app; shown in Settings and in reports. */
export const appInfoSchema = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'chromium-shell', 'terminal']),
  platform: z.string(),
  /** Whether the OS lets a window keep its content out of screen captures. */
  canBlockCapture: z.boolean(),
});
export type AppInfo = z.infer<typeof appInfoSchema>;

/** The fixed list of pages the app may open in the browser; the window names one, never a URL. */
export const externalLinkSchema = z.enum(['age-format']);

export const appCalls = {
  'app.info': call(empty, appInfoSchema),
  'app.openLink': call(z.strictObject({ link: externalLinkSchema }), z.null()),
};

/** Commands of the native menu, carried out by the window. */
export const appEvents = {
  'app.command': event(z.enum(['new-user', 'find', 'sync', 'settings', 'toggle-navigation'])),
};
