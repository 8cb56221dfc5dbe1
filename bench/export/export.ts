import { fork } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CredentialFormat, credentialFormatSchema } from '../../src-shared/domain/credential.ts';
import { bundleWorkers } from '../bundled-workers.ts';
import { type Figure, type Measure, median } from '../measure.ts';
import type { ExportTook } from './make-one.ts';

function exportOnce(
  format: CredentialFormat,
  count: number,
  worker: URL,
  folder: string,
): Promise<ExportTook> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./make-one.ts', import.meta.url)), [
      format,
      String(count),
      worker.href,
      folder,
    ]);
    let took: ExportTook | null = null;
    child.on('message', (message) => {
      took = message as ExportTook;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0 && took !== null) resolve(took);
      else reject(new Error(`the export to ${format} ended with ${code}`));
    });
  });
}

/** Handing 1,000 credentials over, in every format. */
export const measure: Measure = {
  name: 'export',
  about:
    '1,000 credentials to each format, as the app seals it by itself (the format’s own seal, else age by passphrase, of which scrypt is the most), from the call of the service to the flushed file and its journal row; memory over the process before it, of all threads',
  async run({ quick, folder }) {
    const { file } = await bundleWorkers();
    const count = quick ? 20 : 1000;
    const figures: Figure[] = [];
    const stalls = new Map<CredentialFormat, number>();
    let work = 0;
    for (const format of credentialFormatSchema.options) {
      const rounds: ExportTook[] = [];
      for (let round = 0; round < (quick ? 1 : 3); round += 1) {
        rounds.push(await exportOnce(format, count, file, await mkdtemp(join(folder, 'round-'))));
      }
      const middle = (of: (took: ExportTook) => number): number => median(rounds.map(of));
      stalls.set(format, Math.min(...rounds.map(({ stall }) => stall)));
      work = Math.max(
        work,
        middle((took) => took.work),
      );
      figures.push(
        { name: `export: ${format}`, value: middle((took) => took.milliseconds), unit: 'ms', limit: null },
        {
          name: `export: ${format}, peak memory`,
          value: middle((took) => took.megabytes),
          unit: 'MB',
          limit: null,
        },
      );
    }
    return [
      {
        name: 'export: kdbx, longest stall of the main thread',
        value: stalls.get('kdbx') ?? Number.NaN,
        unit: 'ms',
        limit: 50,
      },
      {
        name: 'export: any format, longest stall of the main thread',
        value: Math.max(...stalls.values()),
        unit: 'ms',
        limit: 50,
      },
      {
        name: 'export: any format, most work of the main thread between two turns',
        value: work,
        unit: 'ms',
        limit: 16,
      },
      ...figures,
    ];
  },
};
