import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { readShellOptions } from '../../dev/chromium-shell/shell-options.ts';
import { type Figure, type Measure, median, percentile } from '../measure.ts';
import { installPeers } from './install-peers.ts';
import type { ScrollFigures, ScrollPlan, TableName } from './page/scroll-figures.ts';
import { servePage } from './serve-page.ts';

const rounds = 3;
const tables: readonly TableName[] = ['rolebook', 'ag-grid', 'mantine'];
const labels: Readonly<Record<TableName, string>> = {
  rolebook: 'Rolebook’s grid',
  'ag-grid': 'AG Grid community',
  mantine: 'Mantine Table + TanStack Virtual',
};

/** 90 rows a second, then thrown through 2,500 rows: for two thirds of that every row on screen is another each frame. */
const fullPlan: ScrollPlan = {
  warmUp: 60,
  steady: 240,
  flung: 120,
  speed: 48,
  flingSpeed: 2000,
  flingDecay: 0.977,
};

/** Chromium without a graphics card, alone on loopback. */
function startChromium(): Promise<Browser> {
  const { executablePath, chromiumSandbox } = readShellOptions([], process.env, {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    cwd: process.cwd(),
  });
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

/** One round: each table once on a fresh page, each time another one first. */
async function oneRound(
  browser: Browser,
  url: string,
  round: number,
  plan: ScrollPlan,
): Promise<ReadonlyMap<TableName, ScrollFigures>> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  await page.goto(url);
  await page.waitForFunction(() => 'measureTable' in window);
  const idle = median(await page.evaluate(() => window.idleFrames(60)));
  if (idle < 16 || idle > 17.4)
    throw new Error(`Chromium draws a frame every ${idle.toFixed(1)} ms, not at 60 Hz`);
  const seen = new Map<TableName, ScrollFigures>();
  for (const name of [...tables.slice(round % tables.length), ...tables.slice(0, round % tables.length)]) {
    seen.set(name, await page.evaluate(({ name, plan }) => window.measureTable(name, plan), { name, plan }));
  }
  const ends = new Set([...seen.values()].map(({ scrolledTo }) => Math.round(scrolledTo / 10)));
  if (ends.size > 1) throw new Error(`the tables were not scrolled alike: ${[...ends].join(', ')}`);
  await page.close();
  return seen;
}

function figuresOf(name: TableName, all: readonly ScrollFigures[]): readonly Figure[] {
  const label = labels[name];
  const middle = (of: (seen: ScrollFigures) => number): number => median(all.map(of));
  const frames = (what: string, of: (seen: ScrollFigures) => number): Figure => ({
    name: `${label}: ${what}`,
    value: middle(of),
    unit: 'frames',
    limit: null,
  });
  const dropped = frames(
    `dropped of ${all[0]?.frames ?? 0}`,
    (seen) => seen.droppedSteady + seen.droppedFlung,
  );
  const time = (what: string, of: (seen: ScrollFigures) => number): Figure => ({
    name: `${label}: ${what}`,
    value: middle(of),
    unit: 'ms',
    limit: null,
  });
  return [
    name === 'rolebook' ? { ...dropped, limit: 2 } : dropped,
    frames('of them at steady speed', (seen) => seen.droppedSteady),
    time('frame, p95', (seen) => percentile(seen.intervals, 95)),
    time('longest with no row somewhere', (seen) => seen.longestBlank),
    time('longest with placeholders somewhere', (seen) => seen.longestWithoutFacts),
    time('first rows', (seen) => seen.firstRows),
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
      const plan = quick ? { ...fullPlan, warmUp: 10, steady: 40, flung: 20 } : fullPlan;
      const all: ReadonlyMap<TableName, ScrollFigures>[] = [];
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
