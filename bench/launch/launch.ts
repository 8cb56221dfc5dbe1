import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchRolebook } from '../../dev/chromium-shell/launch.ts';
import { type Figure, type Measure, median } from '../measure.ts';
import { makeBigProfile } from './big-profile.ts';
import { processTree } from './process-times.ts';

const rounds = 3;
const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What one start took, in milliseconds. */
interface StartTimes {
  readonly wall: number;
  /** Processor time of the main process with its threads, and of the window's own process. */
  readonly main: number;
  readonly window: number;
  /** Chromium's other processes. */
  readonly browser: number;
}

/** Starts a profile and waits until a row with an e-mail is in the table; `mainFile` for another app than the product. */
async function startOnce(profileDir: string, mainFile?: string): Promise<StartTimes> {
  const startedAt = Date.now();
  const app = await launchRolebook({ profileDir, ...(mainFile === undefined ? {} : { mainFile }) });
  try {
    const shownAt = await app.page.evaluate(async () => {
      const cells = '[role="grid"] [role="gridcell"]';
      while (![...document.querySelectorAll(cells)].some((cell) => cell.textContent.includes('@')))
        await new Promise((resolve) => requestAnimationFrame(resolve));
      return Date.now();
    });
    const { pid } = app.process;
    if (pid === undefined) throw new Error('the app has no process');
    const tree = processTree(pid);
    const main = tree.find((each) => each.pid === pid)?.cpu ?? Number.NaN;
    // Chromium keeps a spare one for the next page: the window's is the one that has worked.
    const window = Math.max(
      ...tree.filter(({ command }) => command.includes('--type=renderer')).map(({ cpu }) => cpu),
    );
    const all = tree.reduce((sum, { cpu }) => sum + cpu, 0);
    return { wall: shownAt - startedAt, main, window, browser: all - main - window };
  } finally {
    await app.close();
  }
}

/** The first start makes Chromium's profile and warms the disk; it does not count. */
async function startSeveral(
  profileDir: string,
  count: number,
  mainFile?: string,
): Promise<readonly StartTimes[]> {
  const all: StartTimes[] = [];
  await startOnce(profileDir, mainFile);
  for (let round = 0; round < count; round += 1) all.push(await startOnce(profileDir, mainFile));
  return all;
}

/** Builds the product when its sources have changed, as `npm start` does. */
function ensureBuild(): void {
  const setUp = spawnSync(process.execPath, [file('../../dev/setup.mjs')], { encoding: 'utf8' });
  if (setUp.status !== 0) throw new Error(`the product could not be built: ${setUp.stderr}`);
}

/** From starting the product to the first rows of a big mirror on screen, the tenant out of reach. */
export const measure: Measure = {
  name: 'launch',
  about:
    'start of the built product in the Chromium shell (not Electron) until the Users table has rows; 100,000 users and 300,000 rules in the mirror, tenant out of reach; CPU of all threads; medians',
  async run({ quick, folder }) {
    ensureBuild();
    const [profile, empty] = [join(folder, 'profile'), join(folder, 'empty')];
    mkdirSync(empty);
    await makeBigProfile(profile, quick ? 4000 : 100_000);
    const starts = await startSeveral(profile, quick ? 1 : rounds);
    const floors = await startSeveral(empty, quick ? 1 : rounds, file('./empty-app.ts'));
    const figure = (
      name: string,
      all: readonly StartTimes[],
      of: (start: StartTimes) => number,
      limit: number | null = null,
    ): Figure => ({ name, value: median(all.map(of)), unit: 'ms', limit });
    return [
      figure('launch to usable table: CPU of the main process', starts, ({ main }) => main, 1500),
      figure('launch to usable table: CPU of the window', starts, ({ window }) => window),
      figure('launch to usable table: CPU of the rest of Chromium', starts, ({ browser }) => browser),
      figure('launch to usable table: time on the clock', starts, ({ wall }) => wall),
      {
        name: 'launch to usable table: CPU of the main process over an empty window',
        value: median(starts.map(({ main }) => main)) - median(floors.map(({ main }) => main)),
        unit: 'ms',
        limit: null,
      },
      figure('an empty window in the same shell: CPU of the main process', floors, ({ main }) => main),
      figure('an empty window in the same shell: CPU of the window', floors, ({ window }) => window),
      figure('an empty window in the same shell: time on the clock', floors, ({ wall }) => wall),
    ];
  },
};
