import { type Change, type Edit } from '../../../src-shared/domain/change.ts';
import * as desk from '../app/desk.ts';
import type { RunningApp } from '../app/running-app.ts';

/** The change that somebody thinks of again: one that is being sent, if there is one. */
function candidate(app: RunningApp, pick: number): Change | undefined {
  const open = app.shown.open();
  const sending = open.filter(({ state }) => state === 'sending');
  const among = sending.length > 0 ? sending : open.filter(({ state }) => state === 'pending');
  return among[pick % Math.max(1, among.length)];
}

/** What makes an edit pointless, or null where nothing does. */
function oppositeOf(app: RunningApp, id: string, edit: Edit): (() => Promise<void>) | null {
  switch (edit.kind) {
    case 'user.create':
      return () => desk.deleteUsers(app.desk, [`local:${id}`], undefined);
    case 'user.reset-password':
      return () => desk.deleteUsers(app.desk, [edit.userId], undefined);
    case 'rule.create':
      return () => desk.removeRules(app.desk, [String(edit.localId)], undefined);
    case 'service-account.create':
      return () => desk.deleteAccounts(app.desk, [`local:${id}`], undefined);
    case 'service-account.set-enabled':
      return () => desk.setEnabled(app.desk, [edit.id], !edit.enabled, undefined);
    case 'service-account.rotate':
      return () => desk.deleteAccounts(app.desk, [edit.id], undefined);
    case 'role.create':
      return () => desk.deleteRoles(app.desk, [edit.localId], undefined);
    case 'role.update':
      return () => desk.deleteRoles(app.desk, [edit.roleId], undefined);
    case 'role.set-enabled':
      return () => desk.switchRoles(app.desk, [edit.roleId], !edit.enabled, undefined);
    case 'user.delete':
    case 'rule.delete':
    case 'service-account.delete':
    case 'role.delete':
      return null;
    default:
      return edit satisfies never;
  }
}

/** Somebody wants the opposite of what they asked for a moment ago. Null where there is nothing of that kind. */
export function thinkAgain(app: RunningApp, pick: number): (() => Promise<void>) | null {
  const change = candidate(app, pick);
  return change === undefined ? null : oppositeOf(app, change.id, change.edit);
}
