import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerKindOf } from '../../src-main/db/ledger.ts';
import { openDatabase } from '../../src-main/db/open.ts';
import { restoreRights } from './oracle/calm.ts';
import type { Violation } from './oracle/violation.ts';
import { drawPlan, drawSteps, type SimPlan } from './plan/draw-plan.ts';
import type { OperationKind, Step } from './plan/operation.ts';
import { runWorld } from './run-world.ts';
import { createCounters } from './world/counters.ts';
import { createGround } from './world/ground.ts';
import { createSeeded } from './world/seeded.ts';
import type { World } from './world/world.ts';

/** A bug that is planted to see whether a day notices it. */
export type DayBug = 'log-never-emptied' | 'replies-kept';

/** What a day came to. */
export interface DayEnd {
  readonly steps: number;
  readonly hours: number;
  readonly requests: number;
  readonly changes: number;
  readonly violation: Violation | null;
  /** The largest write-ahead logs there were, in bytes. */
  readonly ledgerLog: number;
  readonly mirrorLog: number;
  /** What was on the heap after half of the day and at its end, in bytes, after a collection. */
  readonly heap: { readonly middle: number; readonly end: number };
}

const hour = 3_600_000;
const hours = 24;

/** What is done in a day, and how often each. Clocks do not jump and nobody sleeps through it: it is to be one long day. */
const often: readonly (readonly [OperationKind, number])[] = [
  ['create-user', 10],
  ['delete-user', 9],
  ['reset-password', 5],
  ['add-rule', 9],
  ['remove-rule', 8],
  ['change-rule', 5],
  ['create-account', 4],
  ['set-enabled', 5],
  ['rotate-account', 3],
  ['delete-account', 4],
  ['bulk-rules', 1],
  ['send', 6],
  ['discard', 6],
  ['undo', 3],
  ['resolve', 12],
  ['sync', 6],
  ['crash', 1],
  ['disk-full', 1],
  ['refuse', 2],
  ['link', 3],
  ['other-create-user', 3],
  ['other-delete-user', 3],
  ['other-groups', 3],
  ['other-add-rule', 3],
  ['other-remove-rule', 4],
  ['other-toggle-account', 2],
];

/** Hours without a network, three times in a day: neither at noon nor at midnight, when memory is measured. */
const offline: readonly (readonly [from: number, hours: number])[] = [
  [2, 4],
  [13, 4],
  [19, 3],
];

/** The day of a seed: so many steps, evenly over it, on one computer at one tenant, with 15 % faults. */
export function dayPlan(seed: number, count: number): SimPlan {
  const drawn = drawPlan(seed, false);
  const rng = createSeeded(seed).fork('day');
  const pause = (hours * hour) / count;
  const steps: Step[] = [];
  const going = [...offline];
  for (const [n, { operation }] of drawSteps(rng, often, count).entries()) {
    const next = going[0];
    if (next !== undefined && n * pause >= next[0] * hour) {
      going.shift();
      const link = { kind: 'link', what: 'down', seconds: next[1] * 3_600 } as const;
      steps.push({ wait: 0, who: 0, operation: link });
    }
    steps.push({ wait: Math.floor(pause), who: 0, operation });
  }
  return {
    ...drawn,
    users: 24,
    tenants: 1,
    instances: 1,
    synced: true,
    lastSync: true,
    faultRate: 0.15,
    faults: [
      ['500', 2],
      ['503', 1],
      ['429-seconds', 1],
      ['reply-lost', 2],
      ['lost-before', 2],
      ['timeout', 1],
      ['cut', 1],
      ['page-200', 1],
      ['wrong-json', 1],
    ],
    struck: null,
    storms: [],
    steps,
  };
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Lets the world forget what it has looked at: what is measured is to be the app's memory, not that of who watches it. */
function forget({ network, computers, secrets }: World): void {
  for (const request of network.requests)
    if (request.method === 'GET' && request.endedAt !== null) request.workedBody = '';
  for (const { name, logged } of computers) {
    secrets.notIn([[`the log of ${name}`, logged.join('\n')]]);
    logged.length = 0;
  }
}

/** Lives through 24 simulated hours of edits, syncs, faults and hours offline, with a ledger on the disk (I19). */
export async function liveDay(parts: {
  readonly seed: number;
  readonly steps: number;
  /** Collects garbage, all of it. */
  readonly collect: () => void;
  readonly bugs?: readonly DayBug[];
  /** Pages at which the ledger's log is emptied; the product's own number where it is not said. */
  readonly logPages?: number | undefined;
}): Promise<DayEnd> {
  const { bugs = [] } = parts;
  const plan = dayPlan(parts.seed, parts.steps);
  const half = Math.floor(plan.steps.length / 2);
  const kept: unknown[] = [];
  const heap = { middle: 0, end: 0 };
  let [ledgerLog, mirrorLog, changes, passed] = [0, 0, 0, 0];
  const measured = (world: World): number => {
    forget(world);
    parts.collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const end = await runWorld(plan, {
    ground: createGround(),
    counters: createCounters(),
    keepLog: false,
    ledgerIn(folder) {
      const path = join(folder, 'ledger.db');
      const own = ledgerKindOf(path);
      const ledger = openDatabase(path, { ...own, logPages: parts.logPages ?? own.logPages ?? 1_000 });
      if (bugs.includes('log-never-emptied')) {
        const reader = openDatabase(path, ledgerKindOf(path));
        reader.exec('BEGIN; SELECT count(*) FROM outbox');
        kept.push(reader);
      }
      return ledger;
    },
    swaps: bugs.includes('replies-kept')
      ? {
          transport: (transport) => ({
            close: () => transport.close(),
            async send(request) {
              const reply = await transport.send(request);
              kept.push(reply);
              return reply;
            },
          }),
        }
      : {},
    stepped(world, n) {
      // Who takes rights away from their own account can do nothing for the rest of the day.
      restoreRights(world);
      for (const { folder } of world.disks)
        for (const name of readdirSync(folder)) {
          if (name === 'ledger.db-wal') ledgerLog = Math.max(ledgerLog, sizeOf(join(folder, name)));
          if (name === 'mirror.db-wal') mirrorLog = Math.max(mirrorLog, sizeOf(join(folder, name)));
        }
      if (n === half) heap.middle = measured(world);
      if (n < plan.steps.length - 1) return;
      heap.end = measured(world);
      passed = world.time.now;
      changes = world.disks.reduce((sum, { book }) => sum + book.rows.size, 0);
    },
  });
  return {
    steps: plan.steps.length,
    hours: Math.round(passed / hour),
    requests: end.requests,
    changes,
    violation: end.violation,
    ledgerLog,
    mirrorLog,
    heap,
  };
}
