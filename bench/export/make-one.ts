/** Exports credentials into one format, in a process of its own so that its memory is its own; tells its parent what it took. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createFileWriter } from '../../src-main/files/atomic-write.ts';
import { createFileMaker } from '../../src-main/files/file-maker.ts';
import type { HandOverEntry } from '../../src-main/files/formats/hand-over-entry.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import { credentialFormatSchema } from '../../src-shared/domain/credential.ts';
import { fileEnding, sealsOf } from '../../src-shared/domain/hand-over-files.ts';
import { asSecret } from '../../src-shared/domain/secret-text.ts';

/** What one export took. */
export interface ExportTook {
  readonly milliseconds: number;
  /** Over the process before it. */
  readonly megabytes: number;
  /** The longest that the main thread did not turn. */
  readonly stall: number;
  readonly bytes: number;
}

const [formatText, countText, workerUrl, folder] = process.argv.slice(2);
const format = credentialFormatSchema.parse(formatText);
if (workerUrl === undefined || folder === undefined) throw new Error('which worker, and where to?');

const entries: HandOverEntry[] = Array.from({ length: Number(countText) }, (_, at) => ({
  account: `person${at}@example.com`,
  secret: asSecret(`Kp7-mQx2-Wz9t-${at}`),
  url: 'https://tenant.example.com',
  title: `Acme: person${at}@example.com`,
  notes: 'Temporary password. Has to be changed at the first sign-in.',
  folder: 'Acme',
  issuedAt: '2026-01-02T03:04:05.000Z',
  expiresAt: null,
  mustChange: true,
  kind: 'temporary-password',
}));
const random = createSystemRandom();
const write = createFileWriter({ random, platform: process.platform });
const make = createFileMaker({ workerUrl: new URL(workerUrl) });
// What a person gets without choosing: the format's own seal, else age by passphrase.
const [kind] = sealsOf(format);
if (kind !== 'own-passphrase' && kind !== 'age-passphrase')
  throw new Error(`${String(kind)} is not measured`);

const turns = monitorEventLoopDelay({ resolution: 1 });
turns.enable();
// The first turns of a process are its own.
await setTimeout(200);
turns.reset();
const before = process.memoryUsage.rss();
const started = performance.now();
const bytes = await make({
  entries,
  format,
  columns: null,
  seal: { kind, passphrase: 'correct horse battery staple' },
  packageId: 'K7QM-2XWA',
  now: Date.UTC(2026, 0, 2),
});
await write(join(folder, `${format}${fileEnding(format, kind)}`), bytes, { mayReplace: false });
const milliseconds = performance.now() - started;
await setTimeout(5);
turns.disable();
const took: ExportTook = {
  milliseconds,
  megabytes: (process.resourceUsage().maxRSS * 1024 - before) / 1024 / 1024,
  stall: turns.max / 1e6,
  bytes: bytes.length,
};
process.send?.(took);
process.disconnect();
