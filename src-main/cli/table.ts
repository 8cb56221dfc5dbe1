import { cut, pad, textWidth, visible } from './terminal-text.ts';

/** A column of a printed table. */
export interface TableColumn {
  readonly label: string;
  /** Numbers stand on the right. */
  readonly right?: boolean;
}

const gap = '  ';
const narrowest = 6;

/** Takes columns off the widest until the line fits; no column becomes narrower than six. */
function fit(widths: number[], room: number): number[] {
  const fitted = [...widths];
  const total = (): number => fitted.reduce((sum, one) => sum + one, 0) + gap.length * (fitted.length - 1);
  while (total() > room) {
    const widest = Math.max(...fitted);
    if (widest <= narrowest) break;
    const second = Math.max(narrowest, ...fitted.filter((one) => one < widest));
    const at = fitted.indexOf(widest);
    fitted[at] = Math.max(second, widest - (total() - room));
    if (fitted[at] === widest) fitted[at] = widest - 1;
  }
  return fitted;
}

/** An aligned table with a header. `width` is the terminal's, null where lines may be as long as they like. */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string {
  const cells = rows.map((row) => columns.map((_, at) => visible(row[at] ?? '')));
  const natural = columns.map((column, at) =>
    Math.max(textWidth(column.label), ...cells.map((row) => textWidth(row[at] ?? ''))),
  );
  const widths = width === null ? natural : fit(natural, width);
  const line = (texts: readonly string[]): string =>
    columns
      .map((column, at) => {
        const size = widths[at] ?? 0;
        return pad(cut(texts[at] ?? '', size), size, column.right === true);
      })
      .join(gap)
      .trimEnd();
  return [columns.map((column) => column.label), ...cells].map((texts) => `${line(texts)}\n`).join('');
}

/** Names and values below each other. */
export function renderFields(fields: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...fields.map(([label]) => textWidth(label)));
  return fields
    .map(([label, value]) => `${pad(label, width)}${gap}${visible(value)}`.trimEnd() + '\n')
    .join('');
}
