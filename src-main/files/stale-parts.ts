import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Unfinished files carry the number of the process that writes them. */
const partPattern = /^\.rolebook-(\d+)-[0-9a-f-]+\.part$/;

/** The name of an unfinished file or folder. */
export function partName(processId: number, uuid: string): string {
  return `.rolebook-${processId}-${uuid}.part`;
}

function lives(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Removes unfinished files and folders that a killed process of ours left in a folder: they may hold what was to be exported.
 * Best effort; answers how many went.
 */
export async function sweepStaleParts(folder: string): Promise<number> {
  let swept = 0;
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const processId = Number(partPattern.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(processId) || lives(processId)) continue;
    await rm(join(folder, name), { recursive: true, force: true }).then(
      () => (swept += 1),
      () => {},
    );
  }
  return swept;
}
