import Sqlite, { type Database } from 'better-sqlite3';
import { ledgerMigrations } from '../../../src-main/db/ledger.ts';
import { migrate } from '../../../src-main/db/migrate.ts';
import type { SimPlan } from '../plan/draw-plan.ts';
import { keepStatements } from './kept-statements.ts';
import { type MirrorFiles, mirrorOf } from './mirror-template.ts';
import { createSeeded } from './seeded.ts';
import { type SimTenant, type TenantShape, createSimTenant, readTenantShape } from './sim-tenant.ts';
import { VirtualTime } from './virtual-time.ts';

/** When every world begins: a Monday morning. */
export const epoch = Date.UTC(2026, 10, 2, 8, 30);

/** What worlds of one process share. */
export interface Ground {
  readonly shape: TenantShape;
  /** Mirrors of tenants at the beginning of time, by the tenant's description; the one asked for last comes last. */
  readonly mirrors: Map<string, MirrorFiles>;
  /** Ledgers that nobody has open any more, each as if nothing had ever been written to it. */
  readonly ledgers: Database[];
}

/** Makes the ground for worlds; once for a process. */
export function createGround(): Ground {
  keepStatements();
  return { shape: readTenantShape(), mirrors: new Map(), ledgers: [] };
}

/**
 * A ledger that nothing was written to yet, in memory. Everything that a world writes lies above a savepoint, to which
 * {@link giveBackLedger} returns: so the next world has an empty one, whose statements are compiled already.
 */
export function emptyLedger(ground: Ground): Database {
  const left = ground.ledgers.pop();
  if (left !== undefined) return left;
  const ledger = new Sqlite(':memory:');
  migrate(ledger, ledgerMigrations);
  ledger.pragma('recursive_triggers = ON');
  ledger.pragma('foreign_keys = ON');
  ledger.exec('SAVEPOINT world');
  return ledger;
}

/** A world has ended that had this ledger: all that it wrote is taken back. */
export function giveBackLedger(ground: Ground, ledger: Database): void {
  ledger.exec('ROLLBACK TO world');
  ground.ledgers.push(ledger);
}

const origins = ['https://tenant-a.example.com', 'https://tenant-b.example.org'];

/** The `n`-th tenant of a world, as it is at the beginning. */
export function tenantOf(plan: SimPlan, n: number, time: VirtualTime, shape: TenantShape): SimTenant {
  return createSimTenant({
    shape,
    origin: origins[n] ?? 'https://tenant.example.net',
    seed: plan.tenantSeed + 10 * n,
    users: plan.users,
    profile: plan.profile,
    clock: () => epoch + time.now,
    switches: { rulePhaseDelayMs: plan.ruleDelayMs, userDeletionRemovesRules: plan.userDeletionRemovesRules },
    tokenLifetimeSeconds: plan.tokenLifetimeSeconds,
    unknownMembers: plan.unknownMembers,
  });
}

/** So many prepared mirrors are kept: those asked for last. A large one takes megabytes. */
const mostMirrors = 120;

/** The mirror that a computer has synced before its world begins. */
export function templateOf(plan: SimPlan, tenant: SimTenant, ground: Ground): MirrorFiles {
  const key = [
    tenant.origin,
    plan.tenantSeed,
    plan.users,
    plan.profile,
    plan.unknownMembers,
    plan.ruleDelayMs,
  ].join(' ');
  const known = ground.mirrors.get(key);
  ground.mirrors.delete(key);
  if (known !== undefined) {
    ground.mirrors.set(key, known);
    return known;
  }
  const time = new VirtualTime(createSeeded(1));
  const twin = tenantOf(plan, origins.indexOf(tenant.origin), time, ground.shape);
  const made = mirrorOf(twin, new Date(epoch).toISOString());
  ground.mirrors.set(key, made);
  for (const oldest of ground.mirrors.keys()) {
    if (ground.mirrors.size <= mostMirrors) break;
    ground.mirrors.delete(oldest);
  }
  return made;
}
