import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Unfinished files carry the number of the process that writes them. */
const partPattern = /^\.rolebook-(\d+)-[0-9a-f-]+\.part$/;

/** The name of an unfinished file or folder. */
export function partName(processId: number, uuid: string): string {
  return `.rolebook-${processId}-${uuid}.part`;
}

/** The number of the process that writes a part, by its name; null for other names. */
export function partOwner(name: string): number | null {
  const found = partPattern.exec(name);
  return found === null ? null : Number(found[1]);
}

/** Whether the process of that number runs. It may be another program's by now, and then the part waits for its end. */
export function isLivingPart(name: string): boolean {
  const owner = partOwner(name);
  return owner !== null && lives(owner);
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
    if (partOwner(name) === null || isLivingPart(name)) continue;
    await rm(join(folder, name), { recursive: true, force: true }).then(
      () => (swept += 1),
      () => {},
    );
  }
  return swept;
}
