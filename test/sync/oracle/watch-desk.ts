import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Edit } from '../../../src-shared/domain/change.ts';
import { binding, PushBench } from '../../builders/push-bench.ts';
import type { Disk } from '../world/disk.ts';
import { epoch } from '../world/ground.ts';
import { createSimTenant, readTenantShape, type SimTenant } from '../world/sim-tenant.ts';
import type { WireRequest } from '../world/wire.ts';
import { createGoneWatch, type GoneWatch } from './gone-watch.ts';
import { createHiddenRules, type HiddenRules } from './hidden-rules.ts';
import { LedgerBook } from './ledger-book.ts';
import { createMirrorWatch, type MirrorWatch } from './mirror-watch.ts';
import { createVerdict, type Verdict } from './violation.ts';

const shape = readTenantShape();

/** A computer whose mirror and whose requests are the test's own, at a tenant that is real. */
export class WatchDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'rolebook-gone-'));
  readonly bench = new PushBench();
  readonly tenant: SimTenant;
  readonly verdict: Verdict;
  readonly gone: GoneWatch;
  readonly hidden: HiddenRules = createHiddenRules();
  readonly mirrors: MirrorWatch;
  readonly disk: Disk;
  readonly mirror: Database;
  now = 1_000;

  /** `blind`: the oracle's eye for what vanishes is closed. */
  constructor({ blind }: { readonly blind: boolean }) {
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
      denied: () => blind,
      hidden: this.hidden,
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
    this.hidden.worked(request, this.disk);
    return {
      arrives: () => {
        this.now += 10;
        request.endedAt = this.now;
        this.gone.ended(request);
        this.hidden.ended(request);
      },
    };
  }

  close(): void {
    this.mirrors.close();
    this.mirror.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
