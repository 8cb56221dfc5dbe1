import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { DataGrid } from '../../../src-renderer/ui/data-grid/data-grid.tsx';
import type { Selection } from '../../../src-renderer/ui/data-grid/selection.ts';
import { createWindowSource } from '../../../src-renderer/ui/data-grid/window-source.ts';
import type { FetchWindow } from '../../../src-renderer/ui/data-grid/window-source.ts';
import { theme } from '../../../src-renderer/ui/theme/theme.ts';
import { NowProvider } from '../../../src-renderer/ui/time/now.tsx';
import type { ViewWindow } from '../../../src-shared/views/view-query.ts';
import { whenDrawn } from './mounted.ts';
import type { MountTable } from './mounted.ts';
import { benchNow, isPicked, rowCount, rowHeight, tableRow } from './rows.ts';
import type { RowsQuestion } from './rows-worker.ts';
import { userColumns } from './user-columns.ts';

/** A bridge to the rows in another thread. */
function windowsOf(worker: Worker): FetchWindow {
  const waiting = new Map<number, (answer: ViewWindow) => void>();
  let count = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; answer: ViewWindow }>) => {
    waiting.get(data.id)?.(data.answer);
    waiting.delete(data.id);
  });
  return async ({ from, to }) => {
    count += 1;
    const question: RowsQuestion = { id: count, from, to };
    const answer = new Promise<ViewWindow>((resolve) => waiting.set(question.id, resolve));
    worker.postMessage(question, []);
    return { ok: true, data: await answer };
  };
}

function picked(): Selection {
  const except = new Set<string>();
  for (let index = 0; index < rowCount; index += 1) if (!isPicked(index)) except.add(tableRow(index).id);
  return { kind: 'matching', except, anchor: null };
}

/** Rolebook's own grid as the Users screen has it: selection, tier marks, state marks, rows from another thread. */
export const mountOurGrid: MountTable = async (container) => {
  const worker = new Worker(new URL('./rows-worker.ts', import.meta.url), { type: 'module' });
  const source = createWindowSource((run) => requestAnimationFrame(run));
  source.ask(windowsOf(worker), 'until-answer');
  const root = createRoot(container);
  root.render(
    <MantineProvider theme={theme}>
      <NowProvider now={() => benchNow}>
        <DataGrid
          label="Users"
          source={source}
          columns={userColumns}
          rowHeight={rowHeight}
          resetKey=""
          sort={[]}
          onSort={() => {}}
          onResize={() => {}}
          selection={picked()}
          onSelection={() => {}}
          openId={null}
          onOpen={() => {}}
          empty={null}
        />
      </NowProvider>
    </MantineProvider>,
  );
  const scroller = await whenDrawn(container);
  return {
    scroller,
    unmount() {
      root.unmount();
      source.dispose();
      worker.terminate();
    },
  };
};
