import { AllCommunityModule, createGrid, ModuleRegistry } from 'virtual:ag-grid-community';
import { relativeTime } from '../../../src-renderer/ui/time/relative-time.ts';
import tierClasses from '../../../src-renderer/ui/access/tier.module.css';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import { nextFrame, whenDrawn } from './mounted.ts';
import type { MountTable } from './mounted.ts';
import { allRows, benchNow, isPicked, roleTiers, rowHeight } from './rows.ts';
import type { TableRow } from './rows.ts';

const tiers = new Map<string, string>(Object.entries(roleTiers));

function listCell(names: readonly string[], marked: boolean): HTMLElement {
  const list = document.createElement('span');
  list.title = names.join('\n');
  for (const name of names.slice(0, 2)) {
    if (marked) {
      const mark = document.createElement('span');
      mark.className = `${tierClasses['mark']} ${tierClasses[tiers.get(name) ?? '']}`;
      list.append(mark);
    }
    list.append(`${name} `);
  }
  if (names.length > 2) list.append(`+${names.length - 2}`);
  return list;
}

const names = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const age = ({ value }: { readonly value: unknown }): string =>
  typeof value === 'string' ? relativeTime(Date.parse(value), benchNow) : 'Never';

const renderers: Readonly<Record<string, (params: { readonly value: unknown }) => HTMLElement | string>> = {
  roles: ({ value }) => listCell(names(value), true),
  scopes: ({ value }) => listCell(names(value), false),
  lastLogin: age,
  createdAt: age,
};

/** AG Grid community with its own rows in memory, its checkboxes, and renderers without a framework: its fastest. */
export const mountAgGrid: MountTable = async (container) => {
  ModuleRegistry.registerModules([AllCommunityModule]);
  const place = document.createElement('div');
  place.style.cssText = 'width: 100%; height: 100%';
  container.append(place);
  const ready = Promise.withResolvers<void>();
  const api = createGrid<TableRow>(place, {
    rowData: allRows(),
    columnDefs: viewColumns.users
      .filter(({ shown }) => shown)
      .map(({ id, label, width }) => ({
        field: id as keyof TableRow,
        headerName: label,
        width,
        ...(renderers[id] === undefined ? {} : { cellRenderer: renderers[id] }),
      })),
    getRowId: ({ data }) => data.id,
    rowHeight,
    headerHeight: rowHeight,
    rowSelection: { mode: 'multiRow' },
    onFirstDataRendered: () => ready.resolve(),
  });
  await ready.promise;
  const nodes: Parameters<typeof api.setNodesSelected>[0]['nodes'][number][] = [];
  let at = 0;
  api.forEachNode((node) => {
    if (isPicked(at)) nodes.push(node);
    at += 1;
  });
  api.setNodesSelected({ nodes, newValue: true });
  await nextFrame();
  const scroller = await whenDrawn(container);
  return {
    scroller,
    unmount() {
      api.destroy();
      place.remove();
    },
  };
};
