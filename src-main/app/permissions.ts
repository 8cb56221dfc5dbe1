import type { Session } from 'electron';
import type { Log } from '../log/log.ts';

/** The part of a session that grants things. */
export type GrantingSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
  | 'on'
>;

/**
 * The window needs no permission of the browser's: all are denied, asked for or checked, devices included
 * (reliability §1.1 item 5). Downloads started by the page are stopped, because files are written by the main
 * process only; the spell checker is off, because it would load dictionaries from elsewhere.
 */
export function denyPermissions(session: GrantingSession, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn('permission.denied', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => {
    event.preventDefault();
    log.warn('download.refused');
  });
}
