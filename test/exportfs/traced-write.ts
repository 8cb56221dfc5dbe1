/**
 * Writes once as the product does, to be traced. Arguments: a JSON of `TracedWrite`. Nothing is said; it fails aloud.
 */
import { startWriting } from '../../src-main/files/start-writing.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';

/** What is to be written. */
export interface TracedWrite {
  readonly profile: string;
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'profile';
  readonly mayReplace: boolean;
  readonly umask: number;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- syscalls.ts, which starts this, gives nothing else
const { profile, path, kind, mayReplace, umask } = JSON.parse(process.argv[2] ?? '') as TracedWrite;
process.umask(umask);
// As an export of the product, whose outcome is written down next.
const mark = 'K7QM-2XWA';
const content = Buffer.alloc(300_000, 'secret');
const writers = await startWriting(profile, { random: createSystemRandom(), platform: process.platform });
if (kind === 'file') await writers.writeFile(path, content, { mayReplace, mark });
else if (kind === 'profile') await writers.writeProfileFile(path, content, { mayReplace });
else {
  const files = ['001-ada.csv', '002-ben.csv'].map((name) => ({ name, content }));
  await writers.writeFolder(path, files, { mark });
}
if (kind !== 'profile') await writers.settled(mark);
