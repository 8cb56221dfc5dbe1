import type { AccessModel } from './access-model.ts';

interface Stamped {
  readonly length: number;
  isAlive(row: number): boolean;
  /** Whether the row is not at the tenant yet: its time is ours. */
  isMade(row: number): boolean;
}

function latestOf(table: Stamped, values: Float64Array, floor: number): number {
  let latest = floor;
  for (let row = 0; row < table.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (value > latest && table.isAlive(row) && !table.isMade(row)) latest = value;
  }
  return latest;
}

/** The latest of all times that the tenant's users and rules are stamped with, in milliseconds; 0 without any. */
export function latestMoment({ users, rules }: AccessModel): number {
  let latest = 0;
  for (const table of [users, rules])
    for (const name of ['createdAt', 'updatedAt', 'lastLogin']) {
      const column = table.columns.get(name);
      if (column?.kind === 'number') latest = latestOf(table, column.values.data, latest);
    }
  return latest;
}
