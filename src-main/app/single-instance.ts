import type { App } from 'electron';

/**
 * Makes this process the profile's only one. False = another has it: that one was told and shows itself, and this
 * one must end without touching the profile (reliability §2.1).
 *
 * @param onSecond called each time another start was turned away
 */
export function claimSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  onSecond: () => void,
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => onSecond());
  return true;
}
