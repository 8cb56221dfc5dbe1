import { pathWords } from '../../../src-shared/access/path-words.ts';
import type { Holder } from '../../../src-shared/ipc/access-contract.ts';
import type { Cell } from '../../../src-shared/views/view-query.ts';
import { type AccessOptions, asOf, parseAction, parseResource, scopeOf } from '../access-arguments.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { exitCodes } from '../exit-codes.ts';
import { note, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';

/** What `access who-can` takes beside action and resource. */
export interface WhoCanOptions extends AccessOptions {
  readonly search?: string;
  readonly whole?: boolean;
}

/** Rows that are read at once. */
const page = 1000;

/** `rolebook access who-can`: all of them, however many there are. */
export async function whoCan(
  run: CliRun,
  [action, resource]: readonly [string, string],
  options: WhoCanOptions,
): Promise<number> {
  await run.openTenant();
  const question = {
    action: parseAction(action),
    resourceType: parseResource(resource, await run.call('roles.list', {})),
    scope: await scopeOf(run, options),
    as: asOf(options),
    parts: options.whole !== true,
    dormant: options.whole !== true,
    search: options.search ?? '',
  };
  const first = await run.call('access.who-can', { ...question, from: 0, to: page });
  const rows: Holder[] = [...first.rows];
  while (rows.length < first.total) {
    const next = await run.call('access.who-can', { ...question, from: rows.length, to: rows.length + page });
    if (next.rows.length === 0) break;
    rows.push(...next.rows);
  }
  if (run.format === 'json') {
    printOne(run, [], { ...first, rows });
    return exitCodes.ok;
  }
  printList(
    run,
    [
      { id: 'rank', label: '#', right: true },
      { id: 'subject', label: 'Who' },
      { id: 'kind', label: 'Kind' },
      { id: 'state', label: 'Reach' },
      { id: 'mark', label: 'Mark' },
      { id: 'pathCount', label: 'Ways', right: true },
      { id: 'paths', label: 'Role ← way ← scope' },
    ],
    rows.map(({ rank, subject, state, administrator, breakGlass, pathCount, paths }): Cell[] => [
      rank,
      subject.label,
      subject.kind,
      state,
      breakGlass ? 'break-glass' : administrator ? 'administrator' : null,
      pathCount,
      paths.map(pathWords),
    ]),
  );
  const { counts } = first;
  note(
    run.io,
    `${first.total} in all: ${counted(counts.users, 'user')}, ${counted(counts.groups, 'group')}, ${counted(counts.serviceAccounts, 'service account')}; ` +
      `${counts.whole} on all of it, ${counts.part} in part, ${counts.dormant} dormant; ${counted(counts.administrators, 'administrator')}.`,
  );
  return exitCodes.ok;
}
