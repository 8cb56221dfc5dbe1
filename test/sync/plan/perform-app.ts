import { type Change, resolutionChoices } from '../../../src-shared/domain/change.ts';
import type { ViewName } from '../../../src-shared/views/view-query.ts';
import type { Computer } from '../app/computer.ts';
import * as desk from '../app/desk.ts';
import type { RunningApp } from '../app/running-app.ts';
import type { PlanWatch } from '../oracle/plan-watch.ts';
import { at, grantOf } from './grants.ts';
import type { Operation } from './operation.ts';
import { exportAct, importAct } from './perform-plan-files.ts';
import { isRoleOperation, roleActOf } from './perform-roles.ts';
import { chooseAnother, choiceAct, undoChoiceAct, waitingRules } from './perform-vanishing.ts';
import { thinkAgain } from './think-again.ts';

/** Kinds of operations that somebody does at an app. */
export type AppOperation = Exclude<
  Operation,
  {
    readonly kind:
      | `other-${string}`
      | 'lag'
      | 'weather'
      | 'sleep'
      | 'link'
      | 'refuse'
      | 'vanish'
      | 'keychain'
      | 'store';
  }
>;

/** Ids of what a view shows now, in a stable order; pending ones are among them. */
function idsIn(app: RunningApp, view: ViewName, column: string): readonly { id: string; text: string }[] {
  const window = app.mirror.store.window(
    { view, from: 0, to: 400, filters: [], search: '', sort: [], columns: [column], facets: false },
    app.clock.now(),
  );
  return window.ids.map((id, row) => ({ id, text: String(window.columns[column]?.[row] ?? '') }));
}

/** The e-mail of a number: few of them, so that people meet each other. */
export const emailOf = (n: number): string => `person-${n}@sim.example.com`;
/** The name of a service account of a number. */
export const accountNameOf = (n: number): string => `robot-${n}`;

function openChange(
  app: RunningApp,
  pick: number,
  among: (change: Change) => boolean = () => true,
): Change | undefined {
  return at(app.shown.open().filter(among), pick);
}

/** What the user chose and for which changes, for those who count. */
export interface Asked {
  again(app: RunningApp, id: string): void;
  readonly plans: PlanWatch;
}

/** Does one operation at the computer's app. Does nothing where it makes no sense there and then. */
export function performAtApp(computer: Computer, operation: AppOperation, asked: Asked): void {
  if (performOutside(computer, operation)) return;
  const app = computer.running;
  if (app === null) {
    computer.start();
    return;
  }
  const act = actOf(app, computer, operation, asked);
  if (act !== null) computer.attempt(operation.kind, act);
}

/** What is done to the program rather than in it. */
function performOutside(computer: Computer, operation: AppOperation): boolean {
  const { running } = computer;
  switch (operation.kind) {
    case 'crash':
      if (operation.calls === 0) running?.gate.kill();
      else running?.gate.killAfter(operation.calls, operation.after);
      return true;
    case 'disk-full':
      running?.gate.failNext(operation.of);
      return true;
    case 'second-start':
      computer.startAgain();
      return true;
    case 'clock-jump':
      computer.clock.jump(operation.by);
      return true;
    case 'switch':
      computer.quit(() => {
        computer.turnTo(operation.pick);
        computer.start();
      });
      return true;
    case 'sign-out':
      computer.quit(() => {
        computer.signOut();
        computer.start();
      });
      return true;
    default:
      return false;
  }
}

function actOf(
  app: RunningApp,
  computer: Computer,
  operation: AppOperation,
  asked: Asked,
): (() => Promise<void> | void) | null {
  if (isRoleOperation(operation)) return roleActOf(app, operation);
  const send = 'held' in operation && operation.held ? 'staged' : undefined;
  // Nobody takes away the accounts that the world itself is looked after with; their rights may go.
  const keepers = new Set([
    ...app.disk.tenant.accounts.map(({ actor }) => actor),
    'ines.portal-admin@example.com',
  ]);
  const others = (view: 'users' | 'service-accounts', column: string): ReturnType<typeof idsIn> =>
    idsIn(app, view, column).filter(({ text }) => !keepers.has(text));
  const user = (pick: number): { id: string; text: string } | undefined => at(others('users', 'email'), pick);
  const account = (pick: number): string | undefined => at(others('service-accounts', 'clientId'), pick)?.id;
  const rule = (pick: number): string | undefined => at(idsIn(app, 'access-rules', 'subjectId'), pick)?.id;
  switch (operation.kind) {
    case 'create-user': {
      const grants = Array.from({ length: operation.rules }, (_, n) =>
        grantOf(app, operation.pick + n, operation.pick + 3 * n),
      );
      return () => desk.createUser(app.desk, emailOf(operation.email), grants.flat(), send);
    }
    case 'delete-user': {
      const target = user(operation.pick);
      return target === undefined ? null : () => desk.deleteUsers(app.desk, [target.id], send);
    }
    case 'reset-password': {
      const target = user(operation.pick);
      return target === undefined ? null : () => desk.resetPassword(app.desk, target.id, send);
    }
    case 'add-rule': {
      const target = user(operation.pick);
      const grants = grantOf(app, operation.role, operation.scope);
      return target === undefined || grants.length === 0
        ? null
        : () => desk.addRules(app.desk, target.text, grants, send);
    }
    case 'remove-rule': {
      const target = rule(operation.pick);
      return target === undefined ? null : () => desk.removeRules(app.desk, [target], send);
    }
    case 'change-rule': {
      const target = rule(operation.pick);
      const grant = at(grantOf(app, operation.role, operation.pick), 0);
      const scope = grant?.scopes[0];
      return target === undefined || grant === undefined || scope === undefined
        ? null
        : () => desk.changeRule(app.desk, target, { roleId: grant.roleId, scope }, send);
    }
    case 'create-account':
      return () => desk.createAccount(app.desk, accountNameOf(operation.name), send);
    case 'set-enabled': {
      const target = account(operation.pick);
      return target === undefined ? null : () => desk.setEnabled(app.desk, [target], operation.enabled, send);
    }
    case 'rotate-account': {
      const target = account(operation.pick);
      return target === undefined ? null : () => desk.rotateAccount(app.desk, target, send);
    }
    case 'delete-account': {
      const target = account(operation.pick);
      return target === undefined ? null : () => desk.deleteAccounts(app.desk, [target], send);
    }
    case 'bulk-create':
      return async () => {
        for (let n = 0; n < operation.count; n += 1)
          await desk.createUser(
            app.desk,
            `bulk-${(operation.email + n) % 400}@sim.example.com`,
            [],
            undefined,
          );
      };
    case 'bulk-delete': {
      const users = others('users', 'email');
      const ids = new Set(
        Array.from({ length: operation.count }, (_, n) => at(users, operation.pick + n)?.id ?? ''),
      );
      return users.length === 0 ? null : () => desk.deleteUsers(app.desk, [...ids], undefined);
    }
    case 'bulk-rules': {
      const target = user(operation.pick);
      const grants = Array.from({ length: operation.count }, (_, n) =>
        grantOf(app, operation.role, operation.pick + n),
      ).flat();
      const [first] = grants;
      const scopes = [
        ...new Map(grants.flatMap((grant) => grant.scopes).map((scope) => [scope.id, scope])).values(),
      ];
      return target === undefined || first === undefined
        ? null
        : () => desk.addRules(app.desk, target.text, [{ roleId: first.roleId, scopes }], undefined);
    }
    case 'send': {
      const target = operation.pick === null ? null : openChange(app, operation.pick);
      if (target === undefined) return null;
      const ids = target === null ? null : [target.id];
      return async () => void (await app.desk.changes.send({ ids }));
    }
    case 'discard': {
      const target = openChange(app, operation.pick);
      if (target === undefined) return null;
      return async () => void (await app.desk.changes.discard({ ids: [target.id] }));
    }
    case 'undo': {
      const all = [...app.shown.open(), ...app.shown.ended(20)];
      const target = at(all, operation.pick);
      return target === undefined
        ? null
        : async () => void (await app.desk.changes.undo({ groupId: target.groupId }));
    }
    case 'think-again':
      return () => thinkAgain(app, operation.pick);
    case 'send-rules': {
      const ids = waitingRules(app);
      return ids.length === 0 ? null : async () => void (await app.desk.changes.send({ ids }));
    }
    case 'choose-another':
      return choiceAct(app, operation);
    case 'undo-another':
      return undoChoiceAct(app, operation);
    case 'reorder': {
      const target = openChange(app, operation.pick, ({ state }) => state === 'pending');
      const before = openChange(
        app,
        operation.pick >> 4,
        ({ state, id }) => state === 'pending' && id !== target?.id,
      );
      return target === undefined
        ? null
        : async () => void (await app.desk.changes.reorder({ id: target.id, before: before?.id ?? null }));
    }
    case 'resolve': {
      const target = openChange(app, operation.pick, ({ state }) =>
        ['conflict', 'unknown', 'rejected', 'blocked'].includes(state),
      );
      if (target === undefined) return null;
      const choice = at(target.conflict?.choices ?? resolutionChoices, operation.choice);
      if (choice === undefined) return null;
      const fresh = {
        email: emailOf(20 + (operation.choice % 5)),
        name: accountNameOf(20 + (operation.choice % 5)),
      };
      if (choice === 'another-role' || choice === 'another-scope')
        return () => chooseAnother(app, target, operation);
      return async () => {
        // What is unknown is only read again, whatever is answered.
        if (target.state !== 'unknown' && ['try-again', 'keep-mine', 'edit'].includes(choice))
          asked.again(app, target.id);
        await app.desk.changes.resolve({ id: target.id, choice, ...(choice === 'edit' ? fresh : {}) });
      };
    }
    case 'bring-back': {
      const ended = app.shown.ended(40).filter(({ state }) => state === 'cancelled');
      const first = operation.pick % Math.max(1, ended.length);
      const ids = ended.slice(first, first + operation.count).map(({ id }) => id);
      if (ids.length === 0) return null;
      return async () => {
        const answered = app.disk.book.asksBack(ids);
        try {
          await app.desk.changes.bringBack({ ids });
        } finally {
          answered();
        }
      };
    }
    case 'export-plan':
      return exportAct(app, operation);
    case 'import-plan':
      return importAct(app, operation, asked.plans);
    case 'sign-in':
      return () => computer.signIn(app);
    case 'offline':
      return () => app.session.setWorkOffline(operation.on);
    case 'sync':
      return async () => {
        await app.pull.run({
          full: operation.full,
          acceptRemovals: false,
          signal: new AbortController().signal,
          onProgress: () => {},
        });
      };
    default:
      return null;
  }
}
