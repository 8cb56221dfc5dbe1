import type { Finding } from './finding.ts';

/** What a set of changes touches, as far as V49 needs to know. */
export interface MassChange {
  /** People whose access is taken away or changed. */
  readonly users: number;
  readonly usersOf: number;
  /** Administrators who are none any more. */
  readonly administrators: number;
  readonly administratorsOf: number;
}

const percent = (part: number, of: number): number => Math.round((100 * part) / of);

/** Fewer are no mass, whatever their share. */
const fewest = 5;

/** V49: more than a quarter of all users, or more than half of the administrators, in one set of changes. */
export function checkMassChange({ users, usersOf, administrators, administratorsOf }: MassChange): Finding[] {
  const found: Finding[] = [];
  const add = (message: string): void =>
    void found.push({ rule: 'V49', severity: 'warn', field: 'rules', message });
  if (users >= fewest && users * 4 > usersOf)
    add(`This changes what ${users} of ${usersOf} users may do, ${percent(users, usersOf)} % of all.`);
  if (administrators > 0 && administrators * 2 > administratorsOf)
    add(`${administrators} of ${administratorsOf} administrators would be none any more.`);
  return found;
}
