import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import type { EvidenceFile } from './evidence-manifest.ts';

/**
 * The ZIP of a pack, the same bytes for the same files: sizes in front of each entry, no extra fields, no comments
 * (docs/evidence-format.md). `at` becomes the time of all entries, in UTC wherever the computer stands.
 */
export async function evidenceZip(files: readonly EvidenceFile[], at: Date): Promise<Uint8Array> {
  // ZIP keeps times as a wall clock shows them; this one shows UTC.
  const wall = new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
  const zip = new ZipWriter(new Uint8ArrayWriter(), {
    level: 9,
    lastModDate: wall,
    extendedTimestamp: false,
    dataDescriptor: false,
    useWebWorkers: false,
  });
  for (const { path, bytes } of files) await zip.add(path, new Uint8ArrayReader(bytes));
  return await zip.close();
}
