/** Exports credentials into one format as the app does, in a process of its own so that its memory is its own; tells its parent what it took. */
import { mkdir } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openLedger } from '../../src-main/db/ledger.ts';
import { createFileMaker } from '../../src-main/files/file-maker.ts';
import { startWriting } from '../../src-main/files/start-writing.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { CredentialTray } from '../../src-main/services/credential-tray.ts';
import { createCredentialsService } from '../../src-main/services/credentials-service.ts';
import { createOwnersLedger } from '../../src-main/services/owners-ledger.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import { credentialFormatSchema } from '../../src-shared/domain/credential.ts';
import { fileEnding, sealsOf } from '../../src-shared/domain/hand-over-files.ts';

/** What one export took. */
export interface ExportTook {
  readonly milliseconds: number;
  /** Over the process before it. */
  readonly megabytes: number;
  /** The longest that the main thread did not turn. */
  readonly stall: number;
  /** The most processor time that the main thread took between two turns, in milliseconds. */
  readonly work: number;
}

const [formatText, countText, workerUrl, folder] = process.argv.slice(2);
const format = credentialFormatSchema.parse(formatText);
if (workerUrl === undefined || folder === undefined) throw new Error('which worker, and where to?');
// What a person gets without choosing: the format's own seal, else age by passphrase.
const [kind] = sealsOf(format);
if (kind !== 'own-passphrase' && kind !== 'age-passphrase')
  throw new Error(`${String(kind)} is not measured`);

const clock = createSystemClock();
const random = createSystemRandom();
const log = silentLog;
const never = (): Promise<never> => Promise.reject(new Error('not measured'));
const profile = join(folder, 'profile');
await mkdir(profile);
const ledger = openLedger(join(profile, 'ledger.db'), { clock, log });
const tray = new CredentialTray({ clock, random, onChanged: () => {} });
const owner = { key: 'tenant', actor: 'root@example.com' };
for (let at = 0; at < Number(countText); at += 1) {
  const account = `person${at}@example.com`;
  const about = { tenantUrl: 'https://tenant.example.com', tenantLabel: 'Acme', mustChange: true } as const;
  const secret = `Kp7-mQx2-Wz9t-${at}`;
  tray.add({ ...about, kind: 'temporary-password', account, cause: 'password-reset' }, secret, owner);
}
const path = join(folder, `${format}${fileEnding(format, kind)}`);
const service = createCredentialsService({
  ...(await startWriting(profile, { random, platform: process.platform })),
  tray,
  clock,
  random,
  log,
  ledgers: createOwnersLedger({
    openKey: () => owner.key,
    openParts: () => ledger,
    folderOf: () => profile,
    openLedger: (other) => openLedger(other, { clock, log }),
  }),
  openTenant: () => null,
  onExporting: () => {},
  revealHandsOver: false,
  clipboard: { writeSecret: never, clearIfOurs: never },
  askWhere: async () => ({ path, mayReplace: false }),
  askWhich: never,
  readBytes: never,
  chain: () => ledger.journal,
  makeFile: createFileMaker({ workerUrl: new URL(workerUrl) }),
  checkRecipients: never,
  sender: () => null,
});
const ids = tray.list().map(({ id }) => id);

/** Processor time of this thread so far, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const turns = monitorEventLoopDelay({ resolution: 1 });
turns.enable();
// The first turns of a process are its own.
await setTimeout(200);
turns.reset();
let work = 0;
let before = processorTime();
const watch = setInterval(() => {
  const now = processorTime();
  work = Math.max(work, now - before);
  before = now;
}, 1);
const memory = process.memoryUsage.rss();
const started = performance.now();
await service.export({ ids, format, seal: { kind, passphrase: 'correct horse battery staple' } });
const milliseconds = performance.now() - started;
await setTimeout(5);
clearInterval(watch);
turns.disable();
ledger.close();
const took: ExportTook = {
  milliseconds,
  megabytes: (process.resourceUsage().maxRSS * 1024 - memory) / 1024 / 1024,
  stall: turns.max / 1e6,
  work,
};
process.send?.(took);
process.disconnect();
