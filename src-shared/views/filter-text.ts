import { viewColumns } from './view-columns.ts';
import type { ViewColumn } from './view-columns.ts';
import type { ViewFilter, ViewName, ViewQuery } from './view-query.ts';

/** A text understood, or why not, in one sentence. */
export type Understood<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

const fine = <T>(value: T): Understood<T> => ({ ok: true, value });
const wrong = (problem: string): { ok: false; problem: string } => ({ ok: false, problem });

const shape = /^\s*([A-Za-z][A-Za-z0-9 _-]*?)\s*(:older-than=|!=|=|~|<|>)([^]*)$/;
const isoMoment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

function findColumn(view: ViewName, text: string): ViewColumn | null {
  const folded = text.toLowerCase();
  const columns = viewColumns[view];
  return (
    columns.find((column) => column.id.toLowerCase() === folded) ??
    columns.find((column) => column.label.toLowerCase() === folded) ??
    null
  );
}

const knownColumns = (view: ViewName): string => viewColumns[view].map((column) => column.id).join(', ');

/** Values apart at `|`; `\|` and `\\` stand for themselves. */
function splitValues(text: string): string[] {
  const values = [''];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '|') {
      values.push('');
      continue;
    }
    const escaped = character === '\\' && /[|\\]/.test(text.charAt(at + 1));
    if (escaped) at += 1;
    values[values.length - 1] += text.charAt(at);
  }
  return values;
}

function joinValues(values: readonly string[]): string {
  return values.map((value) => value.replace(/[|\\]/g, String.raw`\$&`)).join('|');
}

function timeFilter(column: ViewColumn, op: 'before' | 'after', text: string): Understood<ViewFilter> {
  const moment = text.trim();
  if (column.kind !== 'time') return wrong(`“${column.id}” is not a time; < and > are for times.`);
  if (!isoMoment.test(moment) || Number.isNaN(Date.parse(moment))) {
    return wrong(`“${moment}” is not a date. Write it like 2026-01-31 or 2026-01-31T12:00:00Z.`);
  }
  return fine({ column: column.id, op, values: [moment] });
}

function ageFilter(column: ViewColumn, text: string): Understood<ViewFilter> {
  if (column.kind !== 'time') return wrong(`“${column.id}” is not a time; older-than is for times.`);
  const days = text.trim();
  if (!/^\d{1,5}$/.test(days)) return wrong(`“${days}” is not a number of days.`);
  return fine({ column: column.id, op: 'older-than-days', values: [String(Number(days))] });
}

/**
 * One condition as people write it on the command line:
 * `column=value` · `column!=value` · `column=one|other` · `column~part of the text` · `column<2026-01-31` ·
 * `column>2026-01-31` · `column:older-than=90` (days, or never) · `column=` is empty · `column!=` is not empty.
 * A column is named by its id or its label. `\|` is a bar inside a value.
 */
export function parseFilter(view: ViewName, text: string): Understood<ViewFilter> {
  const [, name, operator, rest = ''] = shape.exec(text) ?? [];
  if (name === undefined || operator === undefined) {
    return wrong(
      `“${text}” is not a filter. Write it like type=local, email~@example.com or lastLogin:older-than=90.`,
    );
  }
  const column = findColumn(view, name);
  if (column === null) return wrong(`There is no column “${name}”. There are: ${knownColumns(view)}.`);
  switch (operator) {
    case '=':
      return fine(
        rest === ''
          ? { column: column.id, op: 'empty', values: [] }
          : { column: column.id, op: 'is', values: splitValues(rest) },
      );
    case '!=':
      return fine(
        rest === ''
          ? { column: column.id, op: 'not-empty', values: [] }
          : { column: column.id, op: 'is-not', values: splitValues(rest) },
      );
    case '~':
      return rest === ''
        ? wrong(`Say what “${column.id}” should contain.`)
        : fine({ column: column.id, op: 'contains', values: splitValues(rest) });
    case '<':
      return timeFilter(column, 'before', rest);
    case '>':
      return timeFilter(column, 'after', rest);
    default:
      return ageFilter(column, rest);
  }
}

/** The text that {@link parseFilter} reads back as the same condition. */
export function formatFilter(filter: ViewFilter): string {
  const values = joinValues(filter.values);
  switch (filter.op) {
    case 'is':
      return `${filter.column}=${values}`;
    case 'is-not':
      return `${filter.column}!=${values}`;
    case 'contains':
      return `${filter.column}~${values}`;
    case 'before':
      return `${filter.column}<${values}`;
    case 'after':
      return `${filter.column}>${values}`;
    case 'older-than-days':
      return `${filter.column}:older-than=${values}`;
    case 'empty':
      return `${filter.column}=`;
    default:
      return `${filter.column}!=`;
  }
}

/** One step of an order: `column`, `column:asc` or `column:desc`. */
export function parseSort(view: ViewName, text: string): Understood<ViewQuery['sort'][number]> {
  const [name = '', direction = 'asc', ...more] = text.trim().split(':');
  if (more.length > 0 || (direction !== 'asc' && direction !== 'desc')) {
    return wrong(`“${text}” is not an order. Write it like email or lastLogin:desc.`);
  }
  const column = findColumn(view, name);
  if (column === null) return wrong(`There is no column “${name}”. There are: ${knownColumns(view)}.`);
  if (!column.sortable) return wrong(`“${column.id}” cannot be sorted by.`);
  return fine({ column: column.id, direction });
}
