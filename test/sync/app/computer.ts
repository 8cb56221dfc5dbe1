import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log, LogFields } from '../../../src-main/log/log.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { columnsPath } from '../../../src-main/db/columns-file.ts';
import { takeOwnership } from '../../../src-main/db/ownership.ts';
import type { Disk } from '../world/disk.ts';
import type { MirrorFiles } from '../world/mirror-template.ts';
import type { EventLog } from '../world/event-log.ts';
import type { PlanStick } from '../world/plan-stick.ts';
import type { Seeded } from '../world/seeded.ts';
import type { Network } from '../world/transport.ts';
import { type ComputerClock, createComputerClock, type VirtualTime } from '../world/virtual-time.ts';
import { Crash, createGate } from './gate.ts';
import { type LocalTrouble, noTrouble, storeFailure } from './local-trouble.ts';
import { type AppWatch, type Kept, type RunningApp, type Swaps, startApp } from './running-app.ts';

/** A computer on which Rolebook is used, on one tenant and account at a time. */
export class Computer {
  readonly name: string;
  readonly clock: ComputerClock;
  readonly disks: readonly Disk[];
  /** What was logged, as text. */
  readonly logged: string[] = [];
  automatic = true;
  /** When a sign-in with a typed secret last ended here, in virtual milliseconds; infinite while one is under way. */
  signedInAt = Number.NEGATIVE_INFINITY;
  life = 0;
  running: RunningApp | null = null;
  /** What is wrong with the computer itself. */
  readonly trouble: LocalTrouble = noTrouble();
  /** Programs beside the one that runs; there are none, unless something is very wrong. */
  readonly #beside = new Set<RunningApp>();
  /** Disk of each start of the app. */
  readonly lives = new Map<number, Disk>();
  readonly #kept = new Map<Disk, Kept>();
  readonly #presets = new Map<Disk, () => MirrorFiles>();
  readonly #parts: ComputerParts;
  readonly #random: Seeded;
  #on = 0;

  constructor(parts: ComputerParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.disks = parts.disks;
    this.#random = parts.random;
    this.clock = createComputerClock(parts.time, parts.epoch, parts.skew);
    for (const disk of parts.disks) this.#kept.set(disk, { means: disk.account.means, known: null });
  }

  /** Where the app is, or would be started. */
  get disk(): Disk {
    const disk = this.disks[this.#on];
    if (disk === undefined) throw new Error('a computer without a disk');
    return disk;
  }

  get kept(): Kept {
    const kept = this.#kept.get(this.disk);
    if (kept === undefined) throw new Error('a disk that keeps nothing');
    return kept;
  }

  /** Somebody types the secret of the account. */
  async signIn(app: RunningApp): Promise<void> {
    const { means } = app.disk.account;
    this.kept.means = means;
    this.signedInAt = Number.POSITIVE_INFINITY;
    try {
      await app.session.signIn(means);
      // What was typed is remembered, where it can be.
      if (this.trouble.keychain === 'gone') this.trouble.keychain = null;
    } finally {
      this.signedInAt = this.#parts.time.now;
    }
  }

  /** Gives the mirror of a disk what an earlier sync would have left there, once the app is started on it. */
  preset(disk: Disk, files: () => MirrorFiles): void {
    this.#presets.set(disk, files);
  }

  #putPreset(disk: Disk): void {
    const files = this.#presets.get(disk);
    if (files === undefined) return;
    this.#presets.delete(disk);
    const { mirror, columns } = files();
    const path = join(disk.folder, 'mirror.db');
    writeFileSync(path, mirror, { mode: 0o600 });
    writeFileSync(columnsPath(path), columns, { mode: 0o600 });
  }

  /** Starts the app, if it is not running. */
  start(): void {
    if (this.running !== null) return;
    if (this.trouble.stores.get('ledger') === 'read-only') {
      this.attempt('start', () => {
        throw storeFailure('read-only');
      });
      return;
    }
    this.running = this.#launch();
    if (this.running !== null) this.#begin(this.running);
  }

  /** Somebody starts the program once more while it runs: only one may have the folder (`ownership.ts`). */
  startAgain(): void {
    if (this.running === null) {
      this.start();
      return;
    }
    this.attempt('second start', () => {
      try {
        const beside = this.#launch();
        if (beside === null) return;
        this.#beside.add(beside);
        this.#begin(beside);
      } catch (thrown) {
        this.#parts.watch.met('second start');
        throw thrown;
      }
    });
  }

  /** The computer is switched off. */
  switchOff(): void {
    this.running?.gate.kill();
    for (const { gate } of this.#beside) gate.kill();
  }

  #launch(): RunningApp | null {
    const { time, network, log, watch, swaps, owned, stick } = this.#parts;
    const { disk } = this;
    const letGo = owned ? (swaps.own ?? takeOwnership)(disk.folder) : () => {};
    this.life += 1;
    const { life } = this;
    this.lives.set(life, disk);
    this.#putPreset(disk);
    let launched: RunningApp | null = null;
    const gate = createGate({
      time,
      stores: this.trouble.stores,
      onTrouble: (part, trouble) => watch.met(`${part} ${trouble}`),
      rng: this.#random,
      onBug: (where, thrown) =>
        this.#parts.bug(
          `${where}: ${thrown instanceof Error ? `${String(Reflect.get(thrown, 'code'))} ${thrown.stack ?? ''}` : String(thrown)}`,
        ),
      onKill: () => {
        log.note(time.now, () => `${this.name} died`);
        if (this.running === launched) this.running = null;
        if (launched !== null) this.#beside.delete(launched);
        swaps.killed?.(disk, time.now);
        // What the operating system does when a process ends: its files are closed, its locks are nobody's.
        launched?.mirror.store.close();
        rmLocks(disk.folder);
        letGo();
      },
    });
    log.note(time.now, () => `${this.name} starts (${life}) on ${this.disk.binding}`);
    launched = startApp({
      disk,
      kept: this.kept,
      gate,
      clock: this.clock,
      random: this.#random,
      log: this.#log(gate.alive),
      transport: network.transportFor({ name: this.name, life, alive: gate.alive }),
      automatic: () => this.automatic,
      trouble: this.trouble,
      stick,
      watch,
      swaps,
      others: this.disks.filter((other) => other !== disk),
    });
    return launched;
  }

  #begin(running: RunningApp): void {
    this.attempt('start', async () => {
      await running.overlay.refresh();
      running.push.kick();
      await running.session.retry();
    });
  }

  /** Ends the app as a user does, then does the rest (switching the account, signing out). */
  quit(then: () => void = () => {}): void {
    const { running } = this;
    if (running === null) {
      then();
      return;
    }
    this.attempt('quit', async () => {
      await running.push.stop();
      await running.session.close();
      if (this.running === running) running.gate.kill();
      then();
    });
  }

  /** The secret is forgotten, and nothing else. */
  signOut(): void {
    this.kept.means = null;
    this.#parts.swaps.signedOut?.(this.disk);
  }

  /** Chooses another tenant or account, while the app is not running. */
  turnTo(n: number): void {
    this.#on = n % this.disks.length;
  }

  /**
   * Does something in the app. Errors that have words are what the user is told; others are bugs. A crash in the middle
   * ends it without a word.
   */
  attempt(what: string, run: () => Promise<void> | void): void {
    const { time, log } = this.#parts;
    const failed = (thrown: unknown): void => {
      if (thrown instanceof Crash) return;
      if (!(thrown instanceof RolebookError)) {
        this.#parts.bug(
          `${what}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`,
        );
        return;
      }
      const body = toErrorBody(thrown);
      this.logged.push(JSON.stringify(body));
      log.note(time.now, () => `${this.name} ${what}: ${body.reason}`);
    };
    try {
      const done = run();
      if (done instanceof Promise) done.catch(failed);
    } catch (thrown) {
      failed(thrown);
    }
  }

  #log(alive: () => boolean): Log {
    const write =
      (level: keyof Log) =>
      (event: string, fields: LogFields = {}): void => {
        if (!alive()) return;
        const line = `${level} ${event} ${JSON.stringify(fields)}`;
        this.logged.push(line);
        if (event.endsWith('-crashed') || event.endsWith('.crashed'))
          this.#parts.bug(`${this.name}: ${line}`);
        if (level !== 'debug') this.#parts.log.note(this.#parts.time.now, () => `${this.name}   ${line}`);
      };
    return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
  }
}

/** What a computer is made of. */
export interface ComputerParts {
  readonly name: string;
  readonly time: VirtualTime;
  readonly epoch: number;
  /** Milliseconds by which its wall clock is wrong. */
  readonly skew: number;
  readonly random: Seeded;
  readonly network: Network;
  readonly log: EventLog;
  readonly disks: readonly Disk[];
  /** Whether somebody may start the program a second time: then it takes its folder for itself, as it always does. */
  readonly owned: boolean;
  /** Carried from computer to computer. */
  readonly stick: PlanStick;
  readonly watch: AppWatch;
  readonly swaps: Swaps;
  readonly bug: (message: string) => void;
}

function rmLocks(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (/lock/.test(name) && name !== 'owner.lock') rmSync(join(folder, name), { force: true });
}
