import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const packageSchema = z.object({ name: z.string(), version: z.string() });

/** Where the app's own files lie, and whether it runs from source or from the bundle. */
export interface AppRoot {
  readonly folder: string;
  readonly bundled: boolean;
  readonly version: string;
}

/**
 * The app's folder: the nearest one upward with our package.json. Works in the source tree, in `out/`, and inside
 * Electron's archive alike. Throws when there is none, which is a broken installation.
 */
export function findAppRoot(start: string): AppRoot {
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const described = packageSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
      if (described?.name === 'rolebook') {
        const bundled = start.startsWith(join(folder, 'out'));
        return { folder, bundled, version: described.version };
      }
    }
    if (dirname(folder) === folder) throw new Error('Rolebook’s own files are not where they should be');
  }
}
