import { describe, expect, test } from 'vitest';
import { viewColumns } from '../../../../src-shared/views/view-columns.ts';
import {
  changeColumn,
  layColumns,
  moveColumn,
  savedLayout,
} from '../../../../src-renderer/ui/data-grid/column-layout.ts';

const columns = viewColumns.users;
const ids = (laid: ReturnType<typeof layColumns>): string[] => laid.map((entry) => entry.column.id);

describe('a table layout', () => {
  test('is the view itself when nothing was saved', () => {
    expect(ids(layColumns(columns, undefined))).toEqual(columns.map((column) => column.id));
  });

  test('survives saving and reading', () => {
    const laid = moveColumn(
      changeColumn(layColumns(columns, undefined), 'type', { shown: false, width: 130 }),
      'type',
      2,
    );
    expect(layColumns(columns, savedLayout(laid))).toEqual(laid);
  });

  test('keeps the name first and shown whatever was saved', () => {
    const laid = layColumns(columns, {
      columns: [
        { id: 'type', shown: true, width: 90 },
        { id: 'email', shown: false, width: 300 },
      ],
    });
    expect(laid[0]).toMatchObject({ shown: true, width: 300 });
    expect(laid[0]?.column.id).toBe('email');
    expect(moveColumn(laid, 'email', 3)).toBe(laid);
    expect(ids(moveColumn(laid, 'type', -5)).indexOf('type')).toBe(1);
  });

  test('drops columns that are gone and takes in those it does not know', () => {
    const laid = layColumns(columns, { columns: [{ id: 'gone', shown: true, width: 90 }] });
    expect(ids(laid)).toEqual(columns.map((column) => column.id));
  });

  test('holds widths inside the limits', () => {
    const laid = layColumns(columns, undefined);
    expect(changeColumn(laid, 'type', { width: 3 }).find((entry) => entry.column.id === 'type')?.width).toBe(
      60,
    );
    expect(
      changeColumn(laid, 'type', { width: 9999 }).find((entry) => entry.column.id === 'type')?.width,
    ).toBe(1200);
  });
});
