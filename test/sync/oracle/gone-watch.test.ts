import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Edit } from '../../../src-shared/domain/change.ts';
import { binding, edits, PushBench } from '../../builders/push-bench.ts';
import type { Disk } from '../world/disk.ts';
import { epoch } from '../world/ground.ts';
import { createSimTenant, readTenantShape, type SimTenant } from '../world/sim-tenant.ts';
import type { WireRequest } from '../world/wire.ts';
import { createGoneWatch, type GoneWatch } from './gone-watch.ts';
import { LedgerBook } from './ledger-book.ts';
import { createMirrorWatch, type MirrorWatch } from './mirror-watch.ts';
import { createVerdict, type Verdict } from './violation.ts';

const shape = readTenantShape();

/** A computer whose mirror and whose requests are the test's own, at a tenant that is real. */
class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'rolebook-gone-'));
  readonly bench = new PushBench();
  readonly tenant: SimTenant;
  readonly verdict: Verdict;
  readonly gone: GoneWatch;
  readonly mirrors: MirrorWatch;
  readonly disk: Disk;
  readonly mirror: Database;
  now = 1_000;

  constructor() {
    this.tenant = createSimTenant({
      shape,
      origin: 'https://tenant-a.example.com',
      seed: 1,
      users: 20,
      profile: '3.0',
      clock: () => epoch + this.now,
      switches: {},
      tokenLifetimeSeconds: 3_600,
      unknownMembers: false,
    });
    const now = (): number => this.now;
    this.verdict = createVerdict(now, () => {});
    const account = this.tenant.accounts[0];
    if (account === undefined) throw new Error('a tenant without accounts');
    const parts = { binding, tenant: this.tenant, verdict: this.verdict, now };
    const { database } = this.bench;
    this.disk = {
      binding,
      computer: 'app-1',
      tenant: this.tenant,
      account,
      folder: this.folder,
      ledger: database,
      used: true,
      book: new LedgerBook({ ...parts, database: () => database, transition: () => {}, gave: () => {} }),
      effects: new Map(),
    };
    this.gone = createGoneWatch(now);
    this.mirrors = createMirrorWatch({
      verdict: this.verdict,
      lags: () => false,
      // The oracle's other eye, for what vanishes, is closed here.
      denied: () => true,
      gone: this.gone.gone,
    });
    this.mirror = new Sqlite(join(this.folder, 'mirror.db'));
    for (const table of ['users', 'rules', 'service_accounts', 'roles'])
      this.mirror.exec(`CREATE TABLE ${table} (id)`);
    this.mirrors.changed(this.disk);
  }

  /** The mirror has it, or has it no more. */
  shows(table: string, id: string | number, there = true): void {
    this.mirror.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
    if (there) this.mirror.prepare(`INSERT INTO ${table} VALUES (?)`).run(id);
    this.mirrors.changed(this.disk);
  }

  /** A change of that kind is called done. */
  callsDone(edit: Edit): void {
    this.now += 10;
    const [{ id } = { id: '' }] = this.bench.add(edit);
    this.disk.book.committed({ add: this.bench.outbox.open() });
    const facts = { users: [], rules: [], serviceAccounts: [], roles: [] };
    const result = {
      serverId: null,
      clientId: null,
      how: 'already',
      note: null,
      credentialId: null,
    } as const;
    const commit = {
      steps: [
        { id, from: ['pending' as const], patch: { state: 'done' as const, result: { ...result, facts } } },
      ],
    };
    this.bench.outbox.commit(commit);
    for (const { row } of this.disk.book.committed(commit)) this.gone.done(row, this.disk);
  }

  /** Asks the tenant for a list; the answer comes when it is told. */
  asks(path: string, told = true): { arrives(): void } {
    this.now += 10;
    const { reply } = this.tenant.respondAsAdmin(path);
    const request: WireRequest = {
      n: 1,
      sender: 'app-1',
      life: 1,
      operation: 'page-other',
      method: 'GET',
      origin: this.tenant.origin,
      path,
      body: null,
      sentAt: this.now,
      fault: told ? null : '404',
      workedAt: this.now,
      effects: [],
      workedStatus: reply.status,
      workedBody: reply.body ?? '',
      endedAt: null,
      status: told ? reply.status : 404,
      told,
    };
    this.gone.worked(request, this.disk);
    return {
      arrives: () => {
        this.now += 10;
        request.endedAt = this.now;
        this.gone.ended(request);
      },
    };
  }

  close(): void {
    this.mirrors.close();
    this.mirror.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A thing of the tenant: how it is deleted here and elsewhere, and which list has it. */
interface Thing {
  readonly table: string;
  readonly id: string | number;
  readonly edit: Edit;
  readonly list: string;
  /** Names it too, and says nothing of whether it is there. */
  readonly otherList: string;
  goesElsewhere(): void;
}

const things: Readonly<Record<string, (tenant: SimTenant) => Thing>> = {
  user({ state, act }) {
    act('createUser', {}, { email: 'zoe@example.com' });
    const ref = state.users.byEmail('zoe@example.com');
    if (ref === undefined) throw new Error('no user');
    const { id } = state.users.read(ref);
    return {
      table: 'users',
      id,
      edit: edits.deleteUser(id, 'zoe@example.com'),
      list: '/api/v1/users?sortBy=username&limit=500&offset=0',
      otherList: '/api/v1/service-accounts',
      goesElsewhere: () => void act('deleteUser', { userId: id }),
    };
  },
  'service account'({ state, act }) {
    act('createServiceAccount', {}, { name: 'night-shift' });
    const id = state.serviceAccounts.byAnyKey('night-shift')?.id ?? '';
    return {
      table: 'service_accounts',
      id,
      edit: edits.deleteAccount(id, 'night-shift'),
      list: '/api/v1/service-accounts',
      otherList: '/api/v1/users?sortBy=username&limit=500&offset=0',
      goesElsewhere: () => void act('deleteServiceAccount', { serviceAccountId: id }),
    };
  },
  role({ state, act }) {
    const sets = state.roles.sets.slice(0, 1).map(({ id }) => ({ id }));
    act('createRole', {}, { name: 'Desk', description: '', permissionSets: sets });
    const id = state.roles.byName('Desk')?.id ?? 0;
    return {
      table: 'roles',
      id,
      edit: edits.deleteRole(id),
      list: '/api/v2/authorization/roles?sortBy=name&limit=500&offset=0',
      otherList: '/api/v1/authorization/access-rules?sortBy=createdAt&limit=500&offset=0',
      goesElsewhere: () => void act('deleteRole', { roleId: id }),
    };
  },
  rule({ state, act }) {
    const id = state.rules.idOf(state.rules.liveAt(0));
    return {
      table: 'rules',
      id,
      edit: edits.deleteRule(id),
      list: '/api/v1/authorization/access-rules?sortBy=createdAt&limit=500&offset=0',
      otherList: '/api/v2/authorization/roles?sortBy=name&limit=500&offset=0',
      goesElsewhere: () => void act('deleteAccessRule', { accessRuleId: id }),
    };
  },
};

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.close());

const comesBack = ({ table, id }: Thing): void => {
  desk.shows(table, id, false);
  desk.shows(table, id);
};

/** What happens before the thing comes back into the mirror, and whether that is wrong. */
const stories: readonly (readonly [story: string, wrong: boolean, happens: (thing: Thing) => void])[] = [
  [
    'was gone when it was called deleted',
    true,
    (thing) => {
      thing.goesElsewhere();
      desk.callsDone(thing.edit);
    },
  ],
  ['is still there, though it was called deleted', false, (thing) => desk.callsDone(thing.edit)],
  [
    'was there when it was called deleted, was listed since, and went only then',
    false,
    (thing) => {
      desk.callsDone(thing.edit);
      const reply = desk.asks(thing.list);
      thing.goesElsewhere();
      reply.arrives();
    },
  ],
  [
    'was there when it was called deleted, and nobody said so since',
    true,
    (thing) => {
      desk.callsDone(thing.edit);
      desk.asks(thing.otherList).arrives();
      thing.goesElsewhere();
      desk.asks(thing.list).arrives();
    },
  ],
  [
    'was listed when it was asked for before it was called deleted',
    true,
    (thing) => {
      const reply = desk.asks(thing.list);
      desk.callsDone(thing.edit);
      reply.arrives();
      thing.goesElsewhere();
    },
  ],
  [
    'was listed, and somebody in between kept the list to themselves',
    true,
    (thing) => {
      desk.callsDone(thing.edit);
      desk.asks(thing.list, false).arrives();
      thing.goesElsewhere();
    },
  ],
  [
    'was listed since, and was deleted here once more, truly',
    true,
    (thing) => {
      desk.callsDone(thing.edit);
      desk.asks(thing.list).arrives();
      thing.goesElsewhere();
      desk.callsDone(thing.edit);
    },
  ],
];

test.each(
  stories.flatMap(([story, wrong, happens]) =>
    Object.entries(things).map(([name, make]) => ({ story, wrong, happens, name, make })),
  ),
)('a $name that $story comes back into the mirror: wrong = $wrong (I8)', ({ wrong, happens, make }) => {
  const thing = make(desk.tenant);
  desk.shows(thing.table, thing.id);
  happens(thing);
  comesBack(thing);
  expect(desk.verdict.violation?.invariant ?? null).toBe(wrong ? 'I8' : null);
});
