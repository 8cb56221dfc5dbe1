import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** Where in an operation a process ends: before it, in the middle of a write, or right after it. */
export const deaths = ['before', 'torn', 'after'] as const;

/** When a process ends itself: at so many operations on files (writes, when one is to be torn), counted from when it is armed. */
export interface DeathAt {
  readonly operation: number;
  readonly how: (typeof deaths)[number];
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal needs no turn of ours; nothing more is to happen in between.
  for (;;);
}

/**
 * Lets this process be killed by SIGKILL at the given operation of `node:fs/promises`, whoever calls it: a death that no
 * timer from outside would hit. Answers how to arm it.
 */
export function dieAtFileOperation(at: DeathAt): () => void {
  let armed = false;
  let count = 0;

  async function counted<T>(run: () => Promise<T>, torn?: () => Promise<unknown>): Promise<T> {
    const counts = armed && (at.how !== 'torn' || torn !== undefined);
    const due = counts && (count += 1) === at.operation;
    if (due && at.how === 'before') die();
    if (due && at.how === 'torn') {
      await torn?.();
      die();
    }
    const value = await run();
    if (due) die();
    return value;
  }

  function watched(handle: FileHandle): FileHandle {
    const { writeFile, sync, close } = handle;
    Object.assign(handle, {
      writeFile: (data: Uint8Array | string) =>
        counted(
          () => writeFile.call(handle, data),
          () => handle.write(Buffer.from(data).subarray(0, Math.floor(data.length / 2))),
        ),
      sync: () => counted(() => sync.call(handle)),
      close: () => counted(() => close.call(handle)),
    });
    return handle;
  }

  const { open, rename, link, unlink, mkdir, rm } = fs;
  Object.assign(fs, {
    open: (...args: Parameters<typeof open>) => counted(async () => watched(await open(...args))),
    rename: (...args: Parameters<typeof rename>) => counted(() => rename(...args)),
    link: (...args: Parameters<typeof link>) => counted(() => link(...args)),
    unlink: (...args: Parameters<typeof unlink>) => counted(() => unlink(...args)),
    mkdir: (...args: Parameters<typeof mkdir>) => counted(() => mkdir(...args)),
    rm: (...args: Parameters<typeof rm>) => counted(() => rm(...args)),
  });
  syncBuiltinESMExports();
  return () => {
    armed = true;
  };
}
