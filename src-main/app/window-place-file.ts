import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { WindowPlaceStore } from './window-place.ts';

const placeSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  maximized: z.boolean(),
});

/** The window's place in a small file of the profile. Nothing depends on it, so trouble with it is no trouble. */
export function createWindowPlaceFile(profileDir: string): WindowPlaceStore {
  const path = join(profileDir, 'window-place.json');
  return {
    read() {
      try {
        return placeSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch {
        return null;
      }
    },
    write(place) {
      try {
        writeFileSync(path, JSON.stringify(placeSchema.parse(place)), { mode: 0o600 });
      } catch {
        // The next window opens in the middle of the screen.
      }
    },
  };
}
