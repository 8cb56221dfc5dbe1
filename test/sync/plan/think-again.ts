import type { Edit } from '../../../src-shared/domain/change.ts';
import * as desk from '../app/desk.ts';
import type { RunningApp } from '../app/running-app.ts';

/** How long somebody watches for a change to leave, and how closely, in milliseconds. */
const watching = { most: 1_500, every: 15 };

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

/**
 * Somebody wants the opposite of what they asked for a moment ago: of what is just being sent, as soon as it is; or, with an
 * odd number, of what still waits. Does nothing where there is nothing of that kind.
 */
export async function thinkAgain(app: RunningApp, pick: number): Promise<void> {
  const wanted = pick % 2 === 1 ? 'pending' : 'sending';
  const acts = (): (() => Promise<void>)[] =>
    app.shown
      .open()
      .filter(({ state }) => state === wanted)
      .flatMap(({ id, edit }) => oppositeOf(app, id, edit) ?? []);
  let found = acts();
  for (let waited = 0; found.length === 0 && waited < watching.most; waited += watching.every) {
    await new Promise<void>((resolve) => {
      app.clock.after(watching.every, resolve);
    });
    found = acts();
  }
  await found[(pick >> 1) % Math.max(1, found.length)]?.();
}
