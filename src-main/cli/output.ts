import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import type { Finding } from '../../src-shared/rules/finding.ts';
import type { Cell } from '../../src-shared/views/view-query.ts';
import { spreadsheetCsv } from '../files/formats/spreadsheet-csv.ts';
import type { CliIo } from './cli-io.ts';
import { exitCodeOf, type ExitCode } from './exit-codes.ts';
import type { CliRun } from './run.ts';
import { renderFields, renderTable, type TableColumn } from './table.ts';
import { visible, visibleJson } from './terminal-text.ts';

/** A column of a list. */
export interface ListColumn extends TableColumn {
  readonly id: string;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  return Array.isArray(cell) ? cell.join(', ') : String(cell);
}

/** Prints a list in the chosen format. In JSON each row is an object with the columns' ids as names. */
export function printList(
  run: CliRun,
  columns: readonly ListColumn[],
  rows: readonly (readonly Cell[])[],
): void {
  switch (run.format) {
    case 'json':
      run.io.out.write(
        `${visibleJson(rows.map((row) => Object.fromEntries(columns.map((column, at) => [column.id, row[at] ?? null]))))}\n`,
      );
      return;
    case 'csv':
      run.io.out.write(
        spreadsheetCsv(
          columns.map((column) => column.label),
          rows,
        ),
      );
      return;
    case 'table':
      run.io.out.write(
        renderTable(
          columns,
          rows.map((row) => row.map(cellText)),
          run.io.width,
        ),
      );
  }
}

/** Prints one thing: names and values, or as JSON the whole of `data`; as CSV one line under a header. */
export function printOne(
  run: CliRun,
  fields: readonly (readonly [label: string, value: Cell])[],
  data: unknown,
): void {
  if (run.format === 'json') run.io.out.write(`${visibleJson(data)}\n`);
  else if (run.format === 'csv') {
    run.io.out.write(
      spreadsheetCsv(
        fields.map(([label]) => label),
        [fields.map(([, value]) => value)],
      ),
    );
  } else run.io.out.write(renderFields(fields.map(([label, value]) => [label, cellText(value)])));
}

/** A remark for people; never part of the answer. */
export function note(io: CliIo, text: string): void {
  io.err.write(`${visible(text)}\n`);
}

/** Findings as remarks, strongest first. */
export function noteFindings(io: CliIo, findings: readonly Finding[]): void {
  for (const severity of ['block', 'warn', 'info'] as const) {
    for (const finding of findings.filter((one) => one.severity === severity)) {
      note(io, `${severity} ${finding.rule}: ${finding.message}`);
    }
  }
}

/** Tells what went wrong on standard error and answers the exit code for it. */
export function printError(io: CliIo, thrown: unknown, json: boolean): ExitCode {
  const error = toErrorBody(thrown);
  if (json) io.err.write(`${visibleJson({ error })}\n`);
  else {
    note(io, `rolebook: ${error.message}`);
    if (error.hint !== null) note(io, error.hint);
  }
  return exitCodeOf(error.kind);
}
