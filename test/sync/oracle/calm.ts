import type { Computer } from '../app/computer.ts';
import type { RunningApp } from '../app/running-app.ts';
import type { Disk } from '../world/disk.ts';
import { makeAdministrator } from '../world/sim-tenant.ts';
import { goodLink } from '../world/wire.ts';
import type { World } from '../world/world.ts';
import type { BookRow } from './ledger-book.ts';
import { mirrorBytes } from './mirror-bytes.ts';
import { notTaken } from './view-watch.ts';

const minute = 60_000;

/** Faults stop, everybody is signed in and online: the queue drains or says why not (I12), and then all is looked at. */
export async function calmDown(world: World): Promise<void> {
  world.network.weather.rate = 0;
  world.network.weather.storms = [];
  world.lag(0);
  restoreRights(world);
  for (const computer of world.computers) {
    Object.assign(world.network.link(computer.name), goodLink());
    endIfMistaken(world, computer);
    computer.trouble.keychain = null;
    computer.trouble.stores.clear();
    computer.automatic = true;
    computer.running?.gate.spare();
    computer.kept.means = computer.disk.account.means;
    computer.start();
  }
  await world.pass(2 * minute);
  for (const computer of world.computers) {
    // It may have been told so just before the faults stopped.
    endIfMistaken(world, computer);
    computer.start();
    const { running } = computer;
    if (running === null) continue;
    computer.attempt('calm', async () => {
      running.session.setWorkOffline(false);
      if (running.session.link().link !== 'online') await computer.signIn(running);
      running.push.kick();
    });
  }
  // What a mirror could not take once is brought to it again after a while.
  if (world.computers.some(({ logged }) => logged.some((line) => notTaken.test(line))))
    await world.pass(10 * minute);
  for (let round = 0; round < 12 && !world.computers.every(isQuiet); round += 1) {
    await world.pass(10 * minute);
    // Changes that were waiting may have taken rights away from their own kind.
    restoreRights(world);
    for (const { running } of world.computers) running?.push.kick();
  }
  restoreRights(world);
  if (world.verdict.violation !== null) return;
  for (const computer of world.computers) drained(world, computer);
  if (world.plan.lastSync) await lastSync(world);
  if (world.verdict.violation !== null) return;
  for (const { running } of world.computers) {
    if (running === null) continue;
    if (world.plan.lastSync) world.mirrors.equalsTenant(running.disk, running.mirror);
    world.views.atRest(world, running);
  }
  const used = world.disks.filter((disk) => disk.used);
  for (const disk of used) disk.book.compare();
  world.secrets.notIn(whatIsKept(world, used));
  for (const request of world.secrets.received)
    if (!world.secrets.wasTaken(request))
      world.verdict.fail(
        'I18',
        `request ${request.n} (${request.operation}) brought a secret that nobody was shown`,
      );
}

/** All that is left of a world on its disks and in its logs. */
function* whatIsKept(
  { computers, disks }: World,
  used: readonly Disk[],
): Generator<readonly [what: string, content: string | Uint8Array]> {
  for (const { name, logged } of computers) yield [`the log of ${name}`, logged.join('\n')];
  for (const disk of used) yield [`the ledger of ${disk.binding}`, disk.book.text()];
  for (const disk of disks) yield* mirrorBytes(disk);
}

/**
 * A 404 in the tenant's own words says that a call is not there, and with that which version it is: an app that was told so
 * believes it until it connects anew.
 */
function endIfMistaken({ plan }: World, { kept, running }: Computer): void {
  const line = kept.known?.productLine;
  if (line !== undefined && line !== plan.profile) running?.gate.kill();
}

/** Gives everybody who signs in here, and the administrator elsewhere, back what they may have lost. */
export function restoreRights({ tenants }: World): void {
  for (const { accounts, elsewhere, state } of tenants)
    for (const actor of [elsewhere, ...accounts.map((account) => account.actor)])
      makeAdministrator(state, actor);
}

/** Whether a change is where it may stay without anybody doing anything. */
function rests(row: BookRow, disk: Disk): boolean {
  if (row.state === 'sending' || row.state === 'unknown') return false;
  if (row.state !== 'pending' || row.held) return true;
  return waitsFor(row, disk) !== null;
}

/** The open change that a pending one has to wait for, or null. */
function waitsFor(row: BookRow, disk: Disk): BookRow | null {
  for (const other of disk.book.rows.values()) {
    const open = other.state !== 'done' && other.state !== 'cancelled';
    if (!open || other === row) continue;
    if (row.dependsOn.includes(other.id)) return other;
    if (other.state !== 'rejected' && other.place < row.place && disk.book.touchesSame(other, row))
      return other;
  }
  return null;
}

function isQuiet({ running }: Computer): boolean {
  if (running === null || running.session.link().link !== 'online') return false;
  return [...running.disk.book.rows.values()].every((row) => rests(row, running.disk));
}

function drained(world: World, { running, name }: Computer): void {
  if (running === null) {
    world.verdict.fail('I12', `${name} does not run any more`);
    return;
  }
  const { link, problem } = running.session.link();
  if (link !== 'online')
    world.verdict.fail('I12', `${name} is ${link} (${problem?.reason ?? ''}) when all is well`);
  for (const row of running.disk.book.rows.values()) {
    if (row.state === 'rejected' && row.edit.kind.endsWith('.delete') && /"status":404/.test(row.error ?? ''))
      world.verdict.fail('I12', `${row.edit.kind} ${row.id} is refused because it is gone already`);
    if (!rests(row, running.disk))
      world.verdict.fail(
        'I12',
        `${row.edit.kind} ${row.id} is still ${row.state} (attempts ${row.attempts}, next ${String(row.nextAt)}, ${String(row.error)})`,
      );
  }
}

/** Whether another sync may be complete after one that ended so, though nothing is wrong. */
const asksAgain = (end: string): boolean => end.startsWith('held ') || end.startsWith('partial ');

async function lastSync(world: World): Promise<void> {
  const ended = new Map<RunningApp, string>();
  for (const computer of world.computers) {
    const { running } = computer;
    if (running === null) continue;
    // Where more has vanished since the question that is still open, another one is asked, and answered. What is accepted is
    // as old as its question: a kind that could not be read then can be read by now.
    for (let asked = 0; asked < 3 && (asked === 0 || asksAgain(ended.get(running) ?? '')); asked += 1) {
      computer.attempt('last sync', async () => {
        const run = await running.pull.run({
          full: true,
          acceptRemovals: true,
          signal: new AbortController().signal,
          onProgress: () => {},
        });
        ended.set(running, `${run.outcome} ${run.error?.reason ?? ''}`);
      });
      await world.pass(10 * minute);
    }
    const outcome = ended.get(running) ?? 'not ended';
    if (outcome !== 'complete ') world.verdict.fail('I12', `the last sync of ${computer.name} is ${outcome}`);
  }
}
