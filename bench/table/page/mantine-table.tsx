import { MantineProvider, Table } from '@mantine/core';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { useVirtualizer } from 'virtual:@tanstack/react-virtual';
import { theme } from '../../../src-renderer/ui/theme/theme.ts';
import { whenDrawn } from './mounted.ts';
import type { MountTable } from './mounted.ts';
import { ReactCell } from './react-cell.tsx';
import { allRows, benchNow, isPicked, rowHeight } from './rows.ts';
import type { TableRow } from './rows.ts';
import { userColumns } from './user-columns.ts';

const cellStyle = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

function Row(props: { index: number; row: TableRow }): ReactNode {
  const cells: Readonly<Record<string, unknown>> = { ...props.row };
  const grid = { id: props.row.id, cells: {} };
  return (
    <Table.Tr style={{ height: rowHeight }} aria-selected={isPicked(props.index)}>
      <Table.Td>
        <input type="checkbox" aria-label="Select" checked={isPicked(props.index)} readOnly />
      </Table.Td>
      {userColumns.map(({ column, face }) => (
        <Table.Td key={column.id} style={cellStyle}>
          <ReactCell face={face((cells[column.id] ?? null) as Parameters<typeof face>[0], grid, benchNow)} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function PlainTable(props: { rows: readonly TableRow[] }): ReactNode {
  const scroller = useRef<HTMLDivElement | null>(null);
  const virtual = useVirtualizer({
    count: props.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} style={{ width: '100%', overflow: 'auto' }}>
      <Table stickyHeader layout="fixed" verticalSpacing={0} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36} aria-label="Select" />
            {userColumns.map(({ column, width }) => (
              <Table.Th key={column.id} w={width}>
                {column.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {shown.map(({ index }) => {
            const row = props.rows[index];
            return row === undefined ? null : <Row key={row.id} index={index} row={row} />;
          })}
          {below > 0 && <tr style={{ height: below }} />}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Mantine's plain Table with TanStack Virtual, as both are documented, with the same cells and plain checkboxes. */
export const mountMantineTable: MountTable = async (container) => {
  const root = createRoot(container);
  root.render(
    <MantineProvider theme={theme}>
      <PlainTable rows={allRows()} />
    </MantineProvider>,
  );
  return { scroller: await whenDrawn(container), unmount: () => root.unmount() };
};
