import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import Sqlite from 'better-sqlite3';
import { createJournal, type Journal } from '../../src-main/db/journal.ts';
import { ledgerMigrations } from '../../src-main/db/ledger.ts';
import { migrate } from '../../src-main/db/migrate.ts';
import type { MirrorChange } from '../../src-main/db/mirror.ts';
import { createOutbox, type NewChange, type Outbox } from '../../src-main/db/outbox.ts';
import { createPush } from '../../src-main/sync/push/create-push.ts';
import type { Push, PushRun } from '../../src-main/sync/push/push.ts';
import type { IssuedSecret, PushDeps } from '../../src-main/sync/push/push-deps.ts';
import type { Change, ChangeState, Edit } from '../../src-shared/domain/change.ts';
import type { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { inOrder } from '../../src-shared/access/permission-keys.ts';
import { aRole } from './facts.ts';
import { permissionsIn } from './role-facts.ts';
import { HandClock } from './hand-clock.ts';
import { createRecordingLog } from './recording-log.ts';
import { ScriptedTenant } from './scripted-tenant.ts';

/** A binding that fits. */
export const binding = 'tenant-a/admin@example.com';
const actor = 'admin@example.com';

/** A push over a real outbox in memory, with everything else in the test's hands. */
export class PushBench {
  readonly clock = new HandClock();
  readonly log = createRecordingLog();
  readonly database = new Sqlite(':memory:');
  readonly journal: Journal;
  outbox: Outbox;
  tenant: ScriptedTenant;
  push: Push;
  automatic = true;
  /** What `client()` rejects with, if anything. */
  away: RolebookError | null = null;
  /** How often it was asked for. */
  asked = 0;
  guard: PushDeps['guard'] = async () => null;
  readonly secrets: IssuedSecret[] = [];
  readonly notes: { change: MirrorChange; ids: readonly string[] }[] = [];
  /** What the mirror does before it takes facts. */
  beforeNote: () => Promise<void> | void = () => {};
  readonly runs: PushRun[] = [];
  readonly runErrors: (ErrorBody | null)[] = [];
  /** Jitter; always its largest where a test does not care. */
  jitter = (bound: number): number => bound - 1;
  #ids = 0;

  constructor(
    tenant = new ScriptedTenant({ roles: [aRole(7, 'Viewer'), aRole(1, 'System administrator')] }),
  ) {
    this.tenant = tenant;
    tenant.caller = actor;
    migrate(this.database, ledgerMigrations);
    this.journal = createJournal(this.database, this.clock);
    this.outbox = createOutbox(this.database, { clock: this.clock, journal: this.journal });
    this.push = this.start();
  }

  /** Another program run over the same outbox: what was in memory is gone. */
  start(): Push {
    this.outbox = createOutbox(this.database, { clock: this.clock, journal: this.journal });
    return this.restart();
  }

  /** The same over the outbox as it is, which a test may have replaced. */
  restart(): Push {
    this.push = createPush(this.deps());
    return this.push;
  }

  deps(): PushDeps {
    return {
      outbox: this.outbox,
      client: async () => {
        this.asked += 1;
        if (this.away !== null) throw this.away;
        return this.tenant;
      },
      binding,
      actor: () => actor,
      clock: this.clock,
      random: {
        below: (bound) => this.jitter(bound),
        uuid: () => {
          this.#ids += 1;
          return `made-${this.#ids}`;
        },
      },
      log: this.log,
      credentials: {
        take: (issued) => {
          this.secrets.push(issued);
          return `tray-${this.secrets.length}`;
        },
      },
      mirror: {
        note: async (change, ids) => {
          await this.beforeNote();
          this.notes.push({ change, ids });
        },
      },
      guard: (change, client, seen) => this.guard(change, client, seen),
      automatic: () => this.automatic,
      onChanged: () => {},
      onEnded: (run, error) => {
        this.runs.push(run);
        this.runErrors.push(error);
      },
    };
  }

  /** Puts changes into the outbox: `c1`, `c2`, …; rules that do not care get the numbers -1, -2, … of their change. */
  add(...edits: (Edit | (Partial<NewChange> & { edit: Edit }))[]): readonly Change[] {
    return this.outbox.commit({
      add: edits.map((given) => {
        this.#ids += 1;
        const more = 'edit' in given ? given : { edit: given };
        return {
          id: `c${this.#ids}`,
          groupId: 'g',
          groupTitle: 'Group',
          binding,
          base: null,
          dependsOn: [],
          held: false,
          acknowledged: [],
          ...more,
          edit:
            more.edit.kind === 'rule.create' && more.edit.localId === -1
              ? { ...more.edit, localId: -this.#ids }
              : more.edit,
        };
      }),
    });
  }

  get(id: string): Change {
    const change = this.outbox.get(id);
    if (change === null) throw new Error(`there is no change ${id}`);
    return change;
  }

  state(id: string): ChangeState {
    return this.get(id).state;
  }

  states(): Record<string, ChangeState> {
    const all = [...this.outbox.open(), ...this.outbox.ended(1000)];
    return Object.fromEntries(
      all.toSorted((one, other) => one.seq - other.seq).map(({ id, state }) => [id, state]),
    );
  }

  /** Sends all that may go, and waits. */
  drain(ids: readonly string[] | null = null): Promise<PushRun> {
    return this.push.drain({ ids, signal: new AbortController().signal });
  }

  /** Lets everything that is under way come to rest, moving the clock by no more than a millisecond. */
  async rest(): Promise<void> {
    await this.#settle();
    this.clock.advance(1);
    await this.#settle();
  }

  async #settle(): Promise<void> {
    for (let turn = 0; turn < 40 || this.push.isRunning(); turn += 1) {
      if (turn > 20_000) throw new Error('the push does not come to rest');
      await Promise.resolve();
    }
  }

  /** The journal, oldest first, as `verb object result`. */
  rows(): string[] {
    return this.journal
      .list()
      .toReversed()
      .map(({ verb, object, detail }) => `${verb} ${object} ${String(detail['result'])}`);
  }
}

/** What a role of these sets is: a set `users CR` gives just that, and is called so. */
export function roleContent(name: string, sets: readonly string[]) {
  const permissions = new Map<string, string[]>();
  for (const { resourceType, actions } of sets.flatMap(permissionsIn))
    permissions.set(resourceType, inOrder([...(permissions.get(resourceType) ?? []), ...actions]));
  return {
    name,
    description: `What ${name} is for`,
    permissionSets: sets.map((set) => ({ id: set, name: set })),
    permissions: [...permissions].map(([resourceType, actions]) => ({ resourceType, actions })),
  };
}

/** Edits of every kind about things of the same names. */
export const edits = {
  createUser: (email = 'ada@example.com'): Edit => ({
    kind: 'user.create',
    email,
    firstName: null,
    lastName: null,
    notify: false,
  }),
  deleteUser: (userId = 'u1', email = `${userId}@example.com`): Edit => ({
    kind: 'user.delete',
    userId,
    email,
    isLocal: true,
  }),
  resetPassword: (userId = 'u1', email = `${userId}@example.com`): Edit => ({
    kind: 'user.reset-password',
    userId,
    email,
  }),
  createRule: (
    id = 'u1@example.com',
    more: Partial<Extract<Edit, { kind: 'rule.create' }>> = {},
  ): Extract<Edit, { kind: 'rule.create' }> => ({
    kind: 'rule.create',
    localId: -1,
    subject: { type: 'user', id },
    roleId: 7,
    roleName: 'Viewer',
    scope: { type: 'project', id: 'cats' },
    scopeName: 'cats',
    ...more,
  }),
  deleteRule: (
    ruleId = 5,
    id = 'u1@example.com',
    more: Partial<Extract<Edit, { kind: 'rule.delete' }>> = {},
  ): Edit => ({
    kind: 'rule.delete',
    ruleId,
    subject: { type: 'user', id },
    roleId: 7,
    roleName: 'Viewer',
    scope: { type: 'project', id: 'cats' },
    scopeName: 'cats',
    ...more,
  }),
  createAccount: (name = 'bot'): Edit => ({ kind: 'service-account.create', name }),
  setEnabled: (enabled: boolean, id = 'sa1', name = id): Edit => ({
    kind: 'service-account.set-enabled',
    id,
    name,
    enabled,
  }),
  rotate: (id = 'sa1', name = id): Edit => ({
    kind: 'service-account.rotate',
    id,
    name,
    clientId: `${id}-client`,
  }),
  deleteAccount: (id = 'sa1', name = id): Edit => ({
    kind: 'service-account.delete',
    id,
    name,
    clientId: `${id}-client`,
  }),
  createRole: (name = 'Desk', localId = -8, ...sets: readonly string[]): Edit => ({
    kind: 'role.create',
    localId,
    ...roleContent(name, sets),
    kubernetesRole: null,
  }),
  updateRole: (name = 'Desk', roleId = 9, ...sets: readonly string[]): Edit => ({
    kind: 'role.update',
    roleId,
    ...roleContent(name, sets),
  }),
  setRoleEnabled: (enabled: boolean, roleId = 9, name = 'Desk'): Edit => ({
    kind: 'role.set-enabled',
    roleId,
    name,
    enabled,
  }),
  deleteRole: (roleId = 9, name = 'Desk'): Edit => ({ kind: 'role.delete', roleId, name }),
};
