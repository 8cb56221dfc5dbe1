import { rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { Computer } from './app/computer.ts';
import { Crash } from './app/gate.ts';
import type { AppWatch, Swaps } from './app/running-app.ts';
import { checkBeside } from './oracle/beside.ts';
import { checkCameBack } from './oracle/came-back.ts';
import { calmDown } from './oracle/calm.ts';
import { countersEqualLists } from './oracle/counters-equal.ts';
import { createEffectWatch } from './oracle/effects.ts';
import { createGoneWatch } from './oracle/gone-watch.ts';
import { createMannersWatch } from './oracle/manners.ts';
import { createHiddenRules } from './oracle/hidden-rules.ts';
import { createMirrorWatch } from './oracle/mirror-watch.ts';
import { createPlanWatch } from './oracle/plan-watch.ts';
import { createSecretWatch } from './oracle/secrets.ts';
import { comesToNothing, stepChecks } from './oracle/step-checks.ts';
import { createViewWatch } from './oracle/view-watch.ts';
import { type Violation, createVerdict } from './oracle/violation.ts';
import type { SimPlan } from './plan/draw-plan.ts';
import { noteStep } from './plan/note-step.ts';
import { performStep } from './plan/perform.ts';
import { backActs, type Counters, count, pairKey, planKey, troubleKey } from './world/counters.ts';
import type { Disk } from './world/disk.ts';
import { createEventLog } from './world/event-log.ts';
import { type Ground, emptyLedger, epoch, giveBackLedger, templateOf, tenantOf } from './world/ground.ts';
import { makeScratch } from './world/mirror-template.ts';
import { createPlanStick } from './world/plan-stick.ts';
import { type DiskMeans, makeDisk } from './world/make-disk.ts';
import { createSeeded } from './world/seeded.ts';
import type { SimTenant } from './world/sim-tenant.ts';
import { createNetwork } from './world/transport.ts';
import { VirtualTime, settled } from './world/virtual-time.ts';
import { goodLink } from './world/wire.ts';
import type { World } from './world/world.ts';

/** How a world is run. */
export interface RunOptions {
  readonly ground: Ground;
  readonly counters: Counters;
  readonly keepLog: boolean;
  readonly swaps?: Swaps;
  /** Opens the ledger of a disk, whose folder is given; one in memory where this is not said. */
  readonly ledgerIn?: (folder: string) => Database;
  /** Somebody looks on after each step. */
  readonly stepped?: (world: World, n: number) => void;
}

/** How a world ended. */
export interface WorldEnd {
  readonly violation: Violation | null;
  readonly log: readonly string[];
  /** How many requests were sent, but for those that reached nobody. */
  readonly requests: number;
  /** How many changes were saved. */
  readonly saved: number;
  /** When it ended, in virtual milliseconds. */
  readonly until: number;
}

/** So many things may happen without a request; a program that goes round in circles does more. */
const idleEvents = 3_000;

/** Lives through one world from its beginning to its quiet end, or to the first violation. Everything follows from the plan. */
export async function runWorld(plan: SimPlan, options: RunOptions): Promise<WorldEnd> {
  const { ground, counters } = options;
  const rng = createSeeded(plan.seed ^ 0x5eed);
  const time = new VirtualTime(rng.fork('ties'));
  const log = createEventLog(options.keepLog);
  const scratch = makeScratch();
  const verdict = createVerdict(
    () => time.now,
    ({ invariant, message }) => log.note(time.now, () => `*** ${invariant}: ${message}`),
  );
  const tenants = Array.from({ length: plan.tenants }, (_, n) => tenantOf(plan, n, time, ground.shape));
  const computers: Computer[] = [];
  const disks: Disk[] = [];
  const diskOf = (sender: string, life: number): Disk => {
    const disk = computers.find(({ name }) => name === sender)?.lives.get(life);
    if (disk === undefined) throw new Error(`no disk of ${sender} ${life}`);
    return disk;
  };
  let lagged = false;
  const links = new Map(Array.from({ length: plan.instances }, (_, n) => [`app-${n + 1}`, goodLink()]));
  const secrets = createSecretWatch(verdict);
  const views = createViewWatch(plan.seed, () => time.now);
  const stick = createPlanStick();
  const plans = createPlanWatch(verdict, (what) => count(counters.acts, planKey(what)));
  const back = new Set<string>();
  const gone = createGoneWatch(() => time.now);
  const hidden = createHiddenRules();
  const mirrors = createMirrorWatch({
    verdict,
    lags: () => lagged,
    denied: (id) => denied.has(id),
    hidden,
    gone: gone.gone,
  });
  const denied = new Set<string>();
  const manners = createMannersWatch({
    verdict,
    now: () => time.now,
    epoch,
    diskOf,
    signedInAt: (sender) => computers.find(({ name }) => name === sender)?.signedInAt ?? 0,
    inFlight: (sender, life, operation) => network.inFlight(sender, life, operation),
  });
  const effects = createEffectWatch({
    verdict,
    now: () => time.now,
    epoch,
    diskOf,
    disks: () => disks,
    inFlightWrites: (sender, life) => network.inFlightWrites(sender, life),
  });
  const network = createNetwork({
    seed: plan.seed,
    time,
    epoch,
    log,
    tenants: new Map(tenants.map((tenant) => [tenant.origin, tenant])),
    weather: { rate: plan.faultRate, kinds: plan.faults, struck: plan.struck, storms: plan.storms },
    links,
    watch: {
      sent(request, headers) {
        counters.requests += 1;
        if (request.fault !== null) count(counters.pairs, pairKey(request.operation, request.fault));
        manners.sent(request, headers);
        effects.sent(request, headers);
      },
      working: (request) => effects.working(request),
      worked(request) {
        manners.worked(request);
        secrets.worked(request);
        effects.worked(request);
        const disk = diskOf(request.sender, request.life);
        gone.worked(request, disk);
        hidden.worked(request, disk);
      },
      copied(happened) {
        for (const { effect, subjects } of happened)
          if (effect.startsWith('service-account.'))
            effects.changedElsewhere('enabled', subjects[0] ?? '', 'copy');
          else if (effect.startsWith('role.')) effects.changedElsewhere('role', subjects[0] ?? '', 'copy');
      },
      ended(request, reply) {
        if (reply?.status === 404) for (const part of request.path.split('/')) denied.add(part);
        manners.ended(request, reply);
        secrets.ended(request, reply);
        effects.ended(request);
        gone.ended(request);
        hidden.ended(request);
      },
    },
  });
  const watch: AppWatch = {
    committed(disk, commit, dropping) {
      const stepped = disk.book.committed(commit);
      views.changed(disk);
      if (commit.add !== undefined)
        plans.added(
          disk,
          commit.add.map(({ id }) => id),
        );
      const together = comesToNothing(stepped);
      for (const { row, before } of stepped) {
        if (row.state === 'cancelled' && (dropping || together)) row.dropped = true;
        log.note(
          time.now,
          () =>
            `    ${disk.binding} ${row.seq} ${row.edit.kind} ${row.id.slice(0, 8)} ${before ?? 'new'} > ${row.state}${row.error === null ? '' : ` ${/"reason":"([^"]+)"/.exec(row.error)?.[1] ?? ''}`}`,
        );
        stepChecks(verdict, disk, row, before);
        if (before === null) {
          checkBeside(verdict, row, disk.book);
          if (checkCameBack(verdict, row, disk.book)) {
            back.add(row.id);
            count(counters.acts, backActs.there);
          }
        }
        effects.stepped(row, before, disk, computers.find(({ name }) => name === disk.computer)?.life ?? 0);
        if (row.state !== 'done' || before === 'done') continue;
        plans.done(row);
        if (back.has(row.id)) count(counters.acts, backActs.through);
        effects.done(row, before, disk);
        gone.done(row, disk);
      }
    },
    mirrorChanged: (disk) => [views, mirrors].forEach((each) => each.changed(disk)),
    mirrorSwaps: (disk) => mirrors.letGo(disk),
    secretTaken: (disk, secret) => secrets.taken(disk, secret),
    met: (trouble) => count(counters.acts, troubleKey(trouble)),
  };

  const means: DiskMeans = {
    scratch,
    openLedger: options.ledgerIn ?? (() => emptyLedger(ground)),
    verdict,
    counters,
    now: () => time.now,
  };
  const newDisk = (computer: string, n: number, tenant: SimTenant): Disk => {
    const disk = makeDisk(means, computer, n, tenant);
    disks.push(disk);
    return disk;
  };
  const switches = plan.steps.some(({ operation }) => operation.kind === 'switch');
  for (let n = 0; n < plan.instances; n += 1) {
    const name = `app-${n + 1}`;
    const own = tenants.flatMap((tenant, of) => (of === 0 || switches ? [newDisk(name, n, tenant)] : []));
    const [first] = tenants;
    if (switches && first !== undefined) own.push(newDisk(name, n + 1, first));
    const computer = new Computer({
      name,
      time,
      epoch,
      skew: rng.pick([0, 0, 0, 3_000, -90_000, 86_400_000]),
      random: rng.fork(name),
      network,
      log,
      disks: own,
      stick,
      owned: plan.steps.some(({ operation }) => operation.kind === 'second-start'),
      watch,
      swaps: options.swaps ?? {},
      bug: (message) => verdict.fail('bug', message),
    });
    computer.automatic = rng.chance(0.9);
    computers.push(computer);
    if (plan.synced) {
      for (const disk of own) computer.preset(disk, () => templateOf(plan, disk.tenant, ground));
    }
  }

  const heard = { requests: 0, events: counters.events };
  const world: World = {
    plan,
    time,
    epoch,
    log,
    verdict,
    network,
    tenants,
    computers,
    disks,
    effects,
    mirrors,
    gone,
    secrets,
    views,
    plans,
    counters,
    lag(seconds) {
      lagged ||= seconds > 0;
      for (const tenant of tenants) tenant.state.switches.newUserHiddenMs = seconds * 1000;
    },
    async pass(milliseconds) {
      const until = time.now + milliseconds;
      await settled();
      while (verdict.violation === null && time.step(until)) {
        counters.events += 1;
        if (network.requests.length > heard.requests) {
          heard.requests = network.requests.length;
          heard.events = counters.events;
        } else if (counters.events - heard.events > idleEvents)
          verdict.fail(
            'I19',
            `${idleEvents} things happened in a row and nobody sent a request: somebody is busy with nothing`,
          );
        await settled();
      }
    },
  };

  // Promises of a program that has ended reject with nobody to hear it. All others are bugs.
  const unheard = (reason: unknown): void => {
    if (reason instanceof Crash) return;
    verdict.fail(
      'bug',
      `unheard: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
    );
  };
  process.on('unhandledRejection', unheard);
  try {
    for (const computer of computers) computer.start();
    await settled();
    for (const [n, step] of plan.steps.entries()) {
      if (verdict.violation !== null) break;
      await world.pass(step.wait);
      noteStep(world, n, step);
      await performStep(world, step);
      await settled();
      for (const { running } of computers) if (running !== null) countersEqualLists(verdict, running);
      views.stepped(world, n);
      options.stepped?.(world, n);
    }
    if (verdict.violation === null) await calmDown(world);
    return {
      violation: verdict.violation,
      log: log.lines,
      requests: network.requests.filter(({ fault }) => fault !== 'refused').length,
      saved: disks.reduce((sum, { book }) => sum + book.rows.size, 0),
      until: time.now,
    };
  } finally {
    for (const computer of computers) computer.switchOff();
    await settled();
    process.off('unhandledRejection', unheard);
    mirrors.close();
    for (const disk of disks.filter(({ used }) => used))
      if (options.ledgerIn === undefined) giveBackLedger(ground, disk.ledger);
      else disk.ledger.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
