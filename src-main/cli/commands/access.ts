import { gateWords, pathWords } from '../../../src-shared/access/path-words.ts';
import type { Command } from 'commander';
import type { AccessPath } from '../../../src-shared/ipc/access-contract.ts';
import type { Cell } from '../../../src-shared/views/view-query.ts';
import {
  type AccessOptions,
  asOf,
  findSubject,
  parseAction,
  parseResource,
  scopeOf,
} from '../access-arguments.ts';
import { gridLetters, legend, shareLines } from '../access-words.ts';
import type { Register } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { note, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { renderTable } from '../table.ts';
import { visible } from '../terminal-text.ts';
import { matrix } from './access-matrix.ts';
import { type WhoCanOptions, whoCan } from './access-who-can.ts';

const pathColumns = [
  { id: 'way', label: 'Role ← way ← scope' },
  { id: 'since', label: 'Since' },
  { id: 'grantedBy', label: 'Granted by' },
  { id: 'dormant', label: 'Dormant because' },
];
const pathRow = (path: AccessPath): Cell[] => [pathWords(path), path.since, path.grantedBy, gateWords(path)];

/** A table under what was printed before, for people only. */
function below(
  run: CliRun,
  columns: readonly { readonly label: string }[],
  rows: readonly (readonly Cell[])[],
): void {
  const texts = rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
  run.io.out.write(`\n${renderTable(columns, texts, run.io.width)}`);
}

async function show(run: CliRun, text: string, options: AccessOptions): Promise<number> {
  await run.openTenant();
  const subject = await findSubject(run, text);
  const answer = await run.call('access.subject', {
    subject,
    scope: await scopeOf(run, options),
    as: asOf(options),
  });
  const granted = answer.rows.filter(({ cells }) => cells.some(({ state }) => state !== 'none'));
  if (run.format === 'csv') {
    printList(
      run,
      [
        { id: 'resourceType', label: 'Resource type' },
        { id: 'action', label: 'Action' },
        { id: 'state', label: 'State' },
        { id: 'ways', label: 'Ways' },
      ],
      granted.flatMap(({ resourceType, cells }) =>
        cells.map(({ state, paths }, at): Cell[] => [
          resourceType,
          ['create', 'read', 'update', 'delete'][at] ?? '',
          state,
          paths.flatMap((index) => answer.paths[index] ?? []).map(pathWords),
        ]),
      ),
    );
    return exitCodes.ok;
  }
  printOne(
    run,
    [
      ['Subject', answer.subject.label],
      ['Kind', answer.subject.kind],
      ['Groups', answer.subject.groups],
      ['Administers', answer.planes.administers],
      ['Submits', answer.planes.submits],
      ['Ways', `${answer.counts.inForce} in force, ${answer.counts.dormant} dormant`],
    ],
    answer,
  );
  if (run.format === 'json') return exitCodes.ok;
  below(
    run,
    [{ label: 'Resource' }, { label: 'C R U D' }, { label: 'Group' }],
    granted.map(({ displayName, group, cells }) => [
      displayName,
      gridLetters(cells.map(({ state }) => state)),
      group,
    ]),
  );
  below(run, pathColumns, answer.paths.map(pathRow));
  note(run.io, legend);
  return exitCodes.ok;
}

async function explain(
  run: CliRun,
  [text, action, resource]: readonly [string, string, string],
  options: AccessOptions,
): Promise<number> {
  await run.openTenant();
  const answer = await run.call('access.explain', {
    subject: await findSubject(run, text),
    action: parseAction(action),
    resourceType: parseResource(resource, await run.call('roles.list', {})),
    scope: await scopeOf(run, options),
    as: asOf(options),
  });
  if (run.format === 'json') printOne(run, [], answer);
  else if (run.format === 'csv') printList(run, pathColumns, answer.paths.map(pathRow));
  else {
    run.io.out.write(`${visible(answer.sentence)}\n`);
    if (answer.paths.length > 0) below(run, pathColumns, answer.paths.map(pathRow));
    if (answer.missing.length > 0)
      below(
        run,
        [{ label: 'What is missing, the nearest first' }, { label: 'What would help' }],
        answer.missing.map(({ message, remedy }) => [message, remedy?.words ?? null]),
      );
  }
  return exitCodes.ok;
}

async function diff(
  run: CliRun,
  [one, other]: readonly [string, string],
  options: AccessOptions,
): Promise<number> {
  await run.openTenant();
  const [left, right] = [await findSubject(run, one), await findSubject(run, other)];
  const answer = await run.call('access.compare', {
    left,
    right,
    scope: await scopeOf(run, options),
    as: asOf(options),
  });
  if (run.format === 'json') {
    printOne(run, [], answer);
    return exitCodes.ok;
  }
  const lines: [string, string][] = [
    ...shareLines('−', answer.onlyLeft).map((line): [string, string] => [answer.left.label, line]),
    ...shareLines('+', answer.onlyRight).map((line): [string, string] => [answer.right.label, line]),
  ];
  printList(
    run,
    [
      { id: 'only', label: 'Only' },
      { id: 'what', label: 'What' },
    ],
    lines,
  );
  if (run.format === 'csv') return exitCodes.ok;
  if (lines.length === 0) note(run.io, 'Both can do the same.');
  if (answer.toRight.length > 0)
    below(
      run,
      [{ label: `To give ${answer.right.label} what ${answer.left.label} has` }, { label: '' }],
      answer.toRight.map(({ roleName, place, redundant }) => [
        `${roleName}@${place.type === 'tenant' ? 'tenant' : `${place.type}:${[...place.path, place.name].join('/')}`}`,
        redundant ? 'gives nothing new' : '',
      ]),
    );
  return exitCodes.ok;
}

async function followUps(run: CliRun, options: AccessOptions): Promise<number> {
  await run.openTenant();
  const answer = await run.call('access.follow-ups', { as: asOf(options), from: 0, to: 100_000 });
  if (run.format === 'json') printOne(run, [], answer);
  else
    printList(
      run,
      [
        { id: 'kind', label: 'Task' },
        { id: 'rule', label: 'Rule' },
        { id: 'message', label: 'What is missing' },
        { id: 'remedy', label: 'What would solve it' },
        { id: 'since', label: 'Since' },
      ],
      answer.rows.map(({ kind, rule, message, remedy, since }): Cell[] => [
        kind,
        rule,
        message,
        remedy,
        since,
      ]),
    );
  return exitCodes.ok;
}

const withAccessOptions = (command: Command, place = true): Command => {
  if (place)
    command.option('--scope <scope>', 'where: tenant, cluster:NAME, department:NAME or project:NAME');
  return command.option('--tenant-only', 'as it is at the tenant, without the open changes');
};

/** `rolebook access show|who-can|explain|diff|follow-ups|matrix`. */
export function registerAccess(program: Command, register: Register): void {
  const access = program.command('access').description('who can do what, and why');
  const who = 'an e-mail, a group, a service account, everyone; or with its kind, e.g. group:ops';
  register(
    withAccessOptions(access.command('show').description('what somebody can do').argument('<subject>', who)),
    (run, [text]: [string], options: AccessOptions) => show(run, text, options),
  );
  register(
    withAccessOptions(
      access
        .command('who-can')
        .description('who can do something, the widest first')
        .argument('<action>', 'create, read, update or delete')
        .argument('<resource>', 'a resource type, e.g. project'),
    )
      .option('--search <text>', 'only those whose e-mail or name contains this')
      .option('--whole', 'only those who can on all of the scope, now'),
    (run, args: [string, string], options: WhoCanOptions) => whoCan(run, args, options),
  );
  register(
    withAccessOptions(
      access
        .command('explain')
        .description('why somebody can do something, or why not')
        .argument('<subject>', who)
        .argument('<action>', 'create, read, update or delete')
        .argument('<resource>', 'a resource type, e.g. project'),
    ),
    (run, args: [string, string, string], options: AccessOptions) => explain(run, args, options),
  );
  register(
    withAccessOptions(
      access.command('diff').description('how two differ').argument('<one>', who).argument('<other>', who),
    ),
    (run, args: [string, string], options: AccessOptions) => diff(run, args, options),
  );
  register(
    withAccessOptions(
      access.command('follow-ups').description('what is left to do so that access comes into force'),
      false,
    ),
    (run, _args, options: AccessOptions) => followUps(run, options),
  );
  register(
    withAccessOptions(access.command('matrix').description('what everybody can do, for an export'), false),
    (run, _args, options: AccessOptions) => matrix(run, options),
  );
}
