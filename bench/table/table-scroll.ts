import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { readShellOptions, thisSystem } from '../../dev/chromium-shell/shell-options.ts';
import { type Figure, type Measure, median, percentile } from '../measure.ts';
import { installPeers } from './install-peers.ts';
import type { ScrollFigures, TableName } from './page/table-page.ts';
import { servePage } from './serve-page.ts';

const rounds = 3;
const tables: readonly TableName[] = ['rolebook', 'ag-grid', 'mantine'];
const labels: Readonly<Record<TableName, string>> = {
  rolebook: 'Rolebook’s grid',
  'ag-grid': 'AG Grid community',
  mantine: 'Mantine Table + TanStack Virtual',
};

/** How the tables are scrolled: pixels of each frame. */
interface ScrollPlan {
  /** Does not count. */
  readonly warmUp: readonly number[];
  readonly steady: readonly number[];
  readonly flung: readonly number[];
}

/**
 * 90 rows a second; then thrown through 2,500 rows, for two thirds of that so fast that every row on screen is another
 * one each frame.
 */
function planOf(warmUp: number, steady: number, flung: number): ScrollPlan {
  const frames = (count: number, speed: (at: number) => number): number[] =>
    Array.from({ length: count }, (_, at) => speed(at));
  return {
    warmUp: frames(warmUp, () => 48),
    steady: frames(steady, () => 48),
    flung: frames(flung, (at) => 2000 * 0.977 ** at),
  };
}

/** What was seen of one table in one round. */
interface TableRound {
  readonly firstRows: number;
  readonly steady: ScrollFigures;
  readonly flung: ScrollFigures;
  /** Processor time of the page's main thread a frame, in milliseconds: what a busy machine changes least. */
  readonly steadyCpu: number;
  readonly flungCpu: number;
}

/** Chromium without a graphics card, alone on loopback. */
function startChromium(): Promise<Browser> {
  const { executablePath, chromiumSandbox } = readShellOptions(['--headless'], process.env, thisSystem());
  return chromium.launch({
    executablePath,
    chromiumSandbox,
    headless: true,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--js-flags=--expose-gc',
    ],
  });
}

/** Reads how long the page's main thread has worked so far, in milliseconds of processor time. */
async function startCpuMeter(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
}

/** One table mounted, scrolled and taken away again. */
async function oneTable(
  page: Page,
  cpu: () => Promise<number>,
  name: TableName,
  plan: ScrollPlan,
): Promise<TableRound> {
  const scroll = (steps: readonly number[]): Promise<ScrollFigures> =>
    page.evaluate((given) => window.scrollTable(given), steps);
  const firstRows = await page.evaluate((given) => window.mountTable(given), name);
  await scroll(plan.warmUp);
  const before = await cpu();
  const steady = await scroll(plan.steady);
  const between = await cpu();
  const flung = await scroll(plan.flung);
  const after = await cpu();
  await page.evaluate(() => window.unmountTable());
  return {
    firstRows,
    steady,
    flung,
    steadyCpu: (between - before) / plan.steady.length,
    flungCpu: (after - between) / plan.flung.length,
  };
}

/** One round: each table once on a fresh page, each time another one first. */
async function oneRound(
  browser: Browser,
  url: string,
  round: number,
  plan: ScrollPlan,
): Promise<ReadonlyMap<TableName, TableRound>> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  await page.goto(url);
  await page.waitForFunction(() => 'mountTable' in window);
  const idle = median(await page.evaluate(() => window.idleFrames(60)));
  if (idle < 16 || idle > 17.4)
    throw new Error(`Chromium draws a frame every ${idle.toFixed(1)} ms, not at 60 Hz`);
  const cpu = await startCpuMeter(page);
  const seen = new Map<TableName, TableRound>();
  for (const name of [...tables.slice(round % tables.length), ...tables.slice(0, round % tables.length)])
    seen.set(name, await oneTable(page, cpu, name, plan));
  const ends = new Set([...seen.values()].map(({ flung }) => Math.round(flung.scrolledTo / 10)));
  if (ends.size > 1) throw new Error(`the tables were not scrolled alike: ${[...ends].join(', ')}`);
  await page.close();
  return seen;
}

function figuresOf(name: TableName, all: readonly TableRound[]): readonly Figure[] {
  const figure = (
    what: string,
    unit: Figure['unit'],
    of: (seen: TableRound) => number,
    limit: number | null = null,
  ): Figure => ({ name: `${labels[name]}: ${what}`, value: median(all.map(of)), unit, limit });
  const frames = all[0] === undefined ? 0 : all[0].steady.intervals.length + all[0].flung.intervals.length;
  return [
    figure(
      `dropped of ${frames}`,
      'frames',
      ({ steady, flung }) => steady.dropped + flung.dropped,
      name === 'rolebook' ? 2 : null,
    ),
    figure('of them at steady speed', 'frames', ({ steady }) => steady.dropped),
    figure('p95 of a frame', 'ms', ({ steady, flung }) =>
      percentile([...steady.intervals, ...flung.intervals], 95),
    ),
    figure('CPU of the page a steady frame', 'ms', ({ steadyCpu }) => steadyCpu),
    figure('CPU of the page a flung frame', 'ms', ({ flungCpu }) => flungCpu),
    figure('longest with no row somewhere', 'ms', ({ steady, flung }) =>
      Math.max(steady.longestBlank, flung.longestBlank),
    ),
    figure('longest with placeholders somewhere', 'ms', ({ steady, flung }) =>
      Math.max(steady.longestWithoutFacts, flung.longestWithoutFacts),
    ),
    figure('first rows', 'ms', ({ firstRows }) => firstRows),
  ];
}

/** 100,000 rows scrolled in Chromium: our grid beside AG Grid and Mantine's Table, in the same rounds. */
export const measure: Measure = {
  name: 'table-scroll',
  about:
    '100,000 rows with selection and marks scrolled in Chromium without GPU: 240 frames steady, 120 flung; dropped = vsyncs without a new frame; medians',
  async run({ quick, folder }) {
    installPeers();
    const page = await servePage(join(folder, 'page'));
    const browser = await startChromium();
    try {
      const plan = quick ? planOf(10, 40, 20) : planOf(60, 240, 120);
      const all: ReadonlyMap<TableName, TableRound>[] = [];
      for (let round = 0; round < (quick ? 1 : rounds); round += 1)
        all.push(await oneRound(browser, page.url, round, plan));
      return tables.flatMap((name) =>
        figuresOf(
          name,
          all.flatMap((seen) => seen.get(name) ?? []),
        ),
      );
    } finally {
      await browser.close();
      await page.close();
    }
  },
};
