import type { Cell } from '../../../src-shared/views/view-query.ts';
import { type AccessOptions, asOf } from '../access-arguments.ts';
import { exitCodes } from '../exit-codes.ts';
import { note, printList } from '../output.ts';
import type { CliRun } from '../run.ts';

/** Rows that are read at once. */
const page = 1000;

/** The four letters of a resource type: `CRUD` in force everywhere, small in part, `~` dormant, `·` not granted. */
function lettersAt(cells: string, at: number): string {
  return ['C', 'R', 'U', 'D']
    .map((letter, action) => {
      const state = cells[at * 4 + action];
      if (state === 'w') return letter;
      return state === 'p' ? letter.toLowerCase() : state === 'd' ? '~' : '·';
    })
    .join('');
}

/** `rolebook access matrix`: every subject with what it can do to each resource type. */
export async function matrix(run: CliRun, options: AccessOptions): Promise<number> {
  await run.openTenant();
  const as = asOf(options);
  const first = await run.call('access.matrix', { as, from: 0, to: page });
  const rows = [...first.rows];
  while (rows.length < first.total) {
    const next = await run.call('access.matrix', { as, from: rows.length, to: rows.length + page });
    if (next.rows.length === 0) break;
    rows.push(...next.rows);
  }
  printList(
    run,
    [
      { id: 'subject', label: 'Subject' },
      { id: 'kind', label: 'Kind' },
      ...first.resourceTypes.map(({ resourceType }) => ({ id: resourceType, label: resourceType })),
    ],
    rows.map(({ subject, cells }): Cell[] => [
      subject.label,
      subject.kind,
      ...first.resourceTypes.map((_, at) => lettersAt(cells, at)),
    ]),
  );
  note(run.io, 'CRUD: in force everywhere; small: somewhere; ~ dormant; · not granted.');
  return exitCodes.ok;
}
