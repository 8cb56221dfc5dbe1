/** Runs one measure and writes its figures as JSON to the parent. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measure } from './measure.ts';

const [file, speed] = process.argv.slice(2);
if (file === undefined) throw new Error('which measure?');
const folder = mkdtempSync(join(tmpdir(), 'rolebook-bench-'));
try {
  const { measure }: { measure: Measure } = await import(new URL(file, import.meta.url).href);
  const figures = await measure.run({ quick: speed === 'quick', folder });
  process.send?.({ about: measure.about, figures });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.disconnect();
