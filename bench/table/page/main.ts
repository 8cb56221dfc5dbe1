import '@mantine/core/styles.css';
import '../../../src-renderer/ui/theme/tokens.css';
import '../../../src-renderer/ui/theme/global.css';
import './page.css';
import { mountAgGrid } from './ag-grid.ts';
import { mountMantineTable } from './mantine-table.tsx';
import { nextFrame } from './mounted.ts';
import type { Mounted, MountTable } from './mounted.ts';
import { mountOurGrid } from './our-grid.tsx';
import { droppedFrames, scrollFrames } from './scroll-frames.ts';
import type { TableName } from './table-page.ts';

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

let mounted: { readonly table: Mounted; readonly container: HTMLElement } | null = null;

window.mountTable = async (name) => {
  const container = document.createElement('div');
  container.className = 'table-place';
  document.body.append(container);
  const startedAt = performance.now();
  mounted = { table: await mounts[name](container), container };
  return performance.now() - startedAt;
};

window.scrollTable = async (steps) => {
  if (mounted === null) throw new Error('no table is there to be scrolled');
  const { scroller } = mounted.table;
  const { intervals, ...seen } = await scrollFrames(scroller, steps);
  return { ...seen, intervals, dropped: droppedFrames(intervals), scrolledTo: scroller.scrollTop };
};

window.unmountTable = async () => {
  mounted?.table.unmount();
  mounted?.container.remove();
  mounted = null;
  window.gc?.();
  for (let frame = 0; frame < 30; frame += 1) await nextFrame();
};
