import { type Command, Option } from 'commander';
import { type ChangeClass, changeClasses } from '../../../src-shared/domain/history.ts';
import { actorWords, classWords, fieldWords } from '../../../src-shared/history/change-words.ts';
import { comparisonFormats } from '../../../src-shared/ipc/history-contract.ts';
import { type ViewName, viewNames } from '../../../src-shared/views/view-query.ts';
import { type Register, withListOptions } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { findMoment, howToNameMoment } from '../find-moment.ts';
import { type ListOptions, listView } from '../list.ts';
import { note, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

/** Lines a call brings. */
const page = 1000;
/** Lines a table shows when nothing was said. */
const tableLines = 100;

const timeText = (at: number): string => new Date(at).toISOString();

async function list(run: CliRun): Promise<number> {
  await run.openTenant();
  const { moments, eventGaps } = await run.call('history.moments', {});
  printList(
    run,
    [
      { id: 'id', label: 'Number', right: true },
      { id: 'at', label: 'Seen (UTC)' },
      { id: 'until', label: 'Still so at' },
      { id: 'source', label: 'How' },
      { id: 'added', label: 'Added', right: true },
      { id: 'changed', label: 'Changed', right: true },
      { id: 'removed', label: 'Removed', right: true },
      { id: 'complete', label: 'Whole' },
      { id: 'names', label: 'Names' },
    ],
    moments
      .toReversed()
      .map(({ id, at, until, source, added, changed, removed, complete, names }) => [
        id,
        timeText(at),
        timeText(until),
        source,
        added,
        changed,
        removed,
        complete ? 'yes' : 'no',
        names,
      ]),
  );
  for (const { from, until } of eventGaps)
    note(run.io, `The tenant’s event history was not read from ${timeText(from)} to ${timeText(until)}.`);
  return exitCodes.ok;
}

interface DiffOptions {
  readonly class?: readonly ChangeClass[];
  readonly search?: string;
  readonly limit?: number;
}

async function diff(
  run: CliRun,
  [fromText, toText]: [string, string],
  options: DiffOptions,
): Promise<number> {
  await run.openTenant();
  const [from, to] = [await findMoment(run, fromText), await findMoment(run, toText)];
  const most = options.limit ?? (run.format === 'table' ? tableLines : 0);
  const limit = most === 0 ? Number.MAX_SAFE_INTEGER : most;
  const question = {
    from: from.id,
    to: to.id,
    classes: [...(options.class ?? [])],
    search: options.search ?? '',
  };
  const answer = await run.call('history.compare', { ...question, limit: Math.min(page, limit) });
  const lines = [...answer.lines];
  while (lines.length < Math.min(limit, answer.total)) {
    const rest = Math.min(page, limit - lines.length);
    const next = await run.call('history.compare', { ...question, offset: lines.length, limit: rest });
    if (next.lines.length === 0) break;
    lines.push(...next.lines);
  }
  printList(
    run,
    [
      { id: 'class', label: 'Class' },
      { id: 'kind', label: 'Kind' },
      { id: 'key', label: 'Key' },
      { id: 'name', label: 'Name' },
      { id: 'text', label: 'What happened' },
      { id: 'fields', label: 'Fields' },
      { id: 'affected', label: 'Affected', right: true },
      { id: 'by', label: 'By' },
    ],
    lines.map((line) => [
      run.format === 'json' ? line.class : classWords[line.class],
      line.kind,
      line.key,
      line.name,
      line.text,
      [...fieldWords(line)],
      line.affected,
      actorWords(line),
    ]),
  );
  const shown =
    lines.length < answer.total
      ? `${lines.length} of ${answer.total} shown (--limit 0 for all)`
      : `${answer.total}`;
  note(run.io, `${shown}, from ${timeText(from.at)} to ${timeText(to.at)}`);
  if (answer.quiet > 0)
    note(run.io, `${answer.quiet} more changed only by themselves, such as a last sign-in.`);
  return exitCodes.ok;
}

async function save(
  run: CliRun,
  [fromText, toText, path]: [string, string, string],
  options: { readonly force?: boolean },
): Promise<number> {
  const format = comparisonFormats.find((one) => path.toLowerCase().endsWith(`.${one}`));
  if (format === undefined)
    throw usageError(`The name must end in one of ${comparisonFormats.map((one) => `.${one}`).join(', ')}.`);
  await run.openTenant();
  const [from, to] = [await findMoment(run, fromText), await findMoment(run, toText)];
  const report = await run.exportTo({ path, mayReplace: options.force === true }, () =>
    run.call('history.export', { from: from.id, to: to.id, format }),
  );
  for (const warning of report.warnings) note(run.io, warning);
  printOne(
    run,
    [
      ['File', report.path],
      ['Changes', report.lines],
    ],
    report,
  );
  return exitCodes.ok;
}

/** What lists are called in the terminal. */
const views: Readonly<Record<string, ViewName>> = {
  ...Object.fromEntries(viewNames.map((view) => [view, view])),
  rules: 'access-rules',
};

async function asOf(run: CliRun, [text, what]: [string, string], options: ListOptions): Promise<number> {
  const view = views[what];
  if (view === undefined) throw usageError(`There is no list “${what}”.`, Object.keys(views).join(', '));
  await run.openTenant();
  const moment = await findMoment(run, text);
  await run.call('history.lookAt', { moment: moment.id });
  await listView(run, view, options);
  note(
    run.io,
    `This is how it was seen at ${timeText(moment.at)}, and still so at ${timeText(moment.until)}.`,
  );
  return exitCodes.ok;
}

/** `rolebook history …`: what the tenant was like, and what changed. Works offline. */
export function registerHistory(program: Command, register: Register): void {
  const history = program
    .command('history')
    .description('what the tenant was like at any moment that was seen, and what changed between two');
  register(history.command('list').description('the moments that are known, newest first'), (run) =>
    list(run),
  );
  register(
    history
      .command('diff')
      .description('what differs between two moments, riskiest first')
      .argument('<from>', howToNameMoment)
      .argument('[to]', 'the same', 'last')
      .addOption(new Option('--class <class...>', 'only these').choices([...changeClasses]))
      .option('--search <text>', 'that name this')
      .addOption(
        new Option('--limit <count>', 'at most so many, 0 for all').argParser((count) => Number(count)),
      ),
    (run, args: [string, string], options: DiffOptions) => diff(run, args, options),
  );
  register(
    withListOptions(
      history
        .command('as-of')
        .description('a list as it was at a moment')
        .argument('<moment>', howToNameMoment)
        .argument('<list>', Object.keys(views).join(', ')),
    ),
    (run, args: [string, string], options: ListOptions) => asOf(run, args, options),
  );
  register(
    history
      .command('export <from> <to> <file>')
      .description('save a comparison as HTML, Markdown, CSV or JSON, by the file’s name')
      .option('--force', 'replace the file'),
    (run, args: [string, string, string], options: { force?: boolean }) => save(run, args, options),
  );
  register(
    history.command('name <moment> <name>').description('name a moment, to find it again'),
    async (run, [text, name]: [string, string]) => {
      await run.openTenant();
      const moment = await findMoment(run, text);
      await run.call('history.name', { moment: moment.id, name });
      note(run.io, `The moment of ${timeText(moment.at)} is called “${name}”.`);
      return exitCodes.ok;
    },
  );
  register(
    history.command('unname <name>').description('take a name away; the moment stays'),
    async (run, [name]: [string]) => {
      await run.openTenant();
      await run.call('history.unname', { name });
      return exitCodes.ok;
    },
  );
}
