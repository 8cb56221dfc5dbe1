import { bigScope, emailOf, idOf, mixed } from '../../sync/big-facts.ts';

/** Rows of every table. */
export const rowCount = 100_000;
/** Height of a row in every table, in CSS pixels. */
export const rowHeight = 32;
/** The moment ages are told from. */
export const benchNow = Date.parse('2026-11-23T12:00:00Z');

/** The roles of the rows and what their mark is. */
export const roleTiers = {
  'System administrator': 'administrator',
  'Research manager': 'manager',
  'L1 researcher': 'worker',
  'ML engineer': 'worker',
  Viewer: 'viewer',
} as const;

/** A user with the columns that the Users screen shows. */
export interface TableRow {
  readonly id: string;
  readonly email: string;
  readonly type: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly lastLogin: string | null;
  readonly name: string;
  readonly ruleCount: number;
  readonly createdAt: string;
}

const roleNames = Object.keys(roleTiers);
const names = ['Ada Clarke', 'Björn Ahlgren', 'Chloé Dubois', 'Emeka Okafor', 'Lucía Silva', 'Wei Chen'];
const types = ['local', 'sso', 'sso', 'sso', 'pre-authorised'];

const pick = (from: readonly string[], number: number): string => from[number % from.length] ?? '';
const moment = (number: number): string => new Date(benchNow - (number % 90_000_000) * 1000).toISOString();

/** The row at a place; the same each time. */
export function tableRow(index: number): TableRow {
  const count = 1 + (mixed(index, 40) % 4);
  const some = (salt: number, make: (number: number) => string): string[] => [
    ...new Set(Array.from({ length: count }, (_, at) => make(mixed(index * 4 + at, salt)))),
  ];
  return {
    id: idOf(index, 10),
    email: emailOf(index),
    type: pick(types, mixed(index, 41)),
    roles: some(42, (number) => pick(roleNames, number)),
    scopes: some(43, (number) => bigScope(number).name),
    lastLogin: mixed(index, 44) % 5 === 0 ? null : moment(mixed(index, 45)),
    name: pick(names, mixed(index, 46)),
    ruleCount: count,
    createdAt: moment(mixed(index, 47)),
  };
}

/** Whether the row is selected in every table: two of three are. */
export function isPicked(index: number): boolean {
  return index % 3 !== 0;
}

/** All rows, for the tables that hold them. */
export function allRows(): readonly TableRow[] {
  return Array.from({ length: rowCount }, (_, index) => tableRow(index));
}
