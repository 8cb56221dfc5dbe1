import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Behaviours of tenant-api §6 that the demo tenant reproduces. 28 (profiles) holds as far as 2.24 and 3.0 go. */
const REPRODUCED = [
  [1, 'two token calls, OAuth errors on v2, configurable life'],
  [2, 'names without case on /api/v1/token'],
  [3, 'refused credentials'],
  [4, '401 on every other call'],
  [5, 'secret rotation'],
  [6, '403 and lists within scope'],
  [7, 'no escalation'],
  [8, 'creating users'],
  [9, 'unknown members ignored'],
  [10, 'resetting passwords'],
  [11, 'deleting users'],
  [12, 'the last local administrator'],
  [13, 'SSO users'],
  [14, 'creating rules'],
  [15, 'soft deletion'],
  [16, 'phases'],
  [17, 'batches'],
  [18, 'paging'],
  [19, 'unstable paging'],
  [20, 'filterBy'],
  [21, 'timestamps and nulls'],
  [22, 'roles'],
  [23, 'service accounts and keys'],
  [24, 'departments, projects, clusters'],
  [25, 'removal of projects and departments'],
  [26, 'event history'],
  [27, 'faults'],
  [28, 'profiles'],
  [29, 'no ETag, request id, CORS'],
  [30, 'eventual consistency'],
] as const;

/** Titles of the tests beside this one by behaviour number, from `behaviour 7: ...` or `behaviour 22 and 28: ...`. */
function titlesByNumber(): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const name of readdirSync(import.meta.dirname)) {
    if (!name.endsWith('.test.ts') || name === 'behaviours.test.ts') continue;
    const text = readFileSync(new URL(name, import.meta.url), 'utf8');
    for (const [, title = '', numbers = ''] of text.matchAll(/'(behaviour (\d+(?: and \d+)*)[^'\n]*)'/g)) {
      for (const number of numbers.split(' and ').map(Number)) {
        found.set(number, [...(found.get(number) ?? []), `${name}: ${title}`]);
      }
    }
  }
  return found;
}

test.each(REPRODUCED)('behaviour %i (%s) is tested by name', (number) => {
  expect(titlesByNumber().get(number) ?? []).not.toEqual([]);
});
