import '@mantine/core/styles.css';
import '../../../src-renderer/ui/theme/tokens.css';
import '../../../src-renderer/ui/theme/global.css';
import './page.css';
import { mountAgGrid } from './ag-grid.ts';
import { mountMantineTable } from './mantine-table.tsx';
import { nextFrame } from './mounted.ts';
import type { MountTable } from './mounted.ts';
import { mountOurGrid } from './our-grid.tsx';
import { droppedFrames, scrollFrames } from './scroll-frames.ts';
import type { ScrollFigures, ScrollPlan, TableName } from './scroll-figures.ts';

const mounts: Readonly<Record<TableName, MountTable>> = {
  rolebook: mountOurGrid,
  'ag-grid': mountAgGrid,
  mantine: mountMantineTable,
};

/** Milliseconds between animation frames of a page that does nothing. */
window.idleFrames = async (count) => {
  const intervals: number[] = [];
  let before = await nextFrame();
  for (let frame = 0; frame < count; frame += 1) {
    const time = await nextFrame();
    intervals.push(time - before);
    before = time;
  }
  return intervals;
};

window.measureTable = async (name: TableName, plan: ScrollPlan): Promise<ScrollFigures> => {
  const container = document.createElement('div');
  container.className = 'table-place';
  document.body.append(container);
  const startedAt = performance.now();
  const { scroller, unmount } = await mounts[name](container);
  const firstRows = performance.now() - startedAt;
  const repeat = (count: number, speed: (at: number) => number): number[] =>
    Array.from({ length: count }, (_, at) => speed(at));
  await scrollFrames(
    scroller,
    repeat(plan.warmUp, () => plan.speed),
  );
  const steady = await scrollFrames(
    scroller,
    repeat(plan.steady, () => plan.speed),
  );
  const flung = await scrollFrames(
    scroller,
    repeat(plan.flung, (at) => plan.flingSpeed * plan.flingDecay ** at),
  );
  const scrolledTo = scroller.scrollTop;
  unmount();
  container.remove();
  window.gc?.();
  for (let frame = 0; frame < 30; frame += 1) await nextFrame();
  return {
    firstRows,
    scrolledTo,
    frames: plan.steady + plan.flung,
    droppedSteady: droppedFrames(steady.intervals),
    droppedFlung: droppedFrames(flung.intervals),
    intervals: [...steady.intervals, ...flung.intervals],
    longestBlank: Math.max(steady.longestBlank, flung.longestBlank),
    longestWithoutFacts: Math.max(steady.longestWithoutFacts, flung.longestWithoutFacts),
  };
};
