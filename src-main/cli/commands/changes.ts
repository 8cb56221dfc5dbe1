import type { Command } from 'commander';
import { secretKinds, resolutionChoices, type ResolutionChoice } from '../../../src-shared/domain/change.ts';
import { counted } from '../../../src-shared/words/count.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import {
  type Register,
  withAcceptOption,
  withHandOverOptions,
  withReasonOption,
} from '../command-options.ts';
import { exitOfChanges, whyWords } from '../edit-result.ts';
import { exitCodes } from '../exit-codes.ts';
import { openWords } from '../open-words.ts';
import {
  findChanges,
  openChanges,
  readChanges,
  searchChanges,
  sendChanges,
  withNeeds,
} from '../find-changes.ts';
import { finishFirst } from '../finish-first.ts';
import { type HandOverOptions, handOverAll, planHandOver } from '../hand-over.ts';
import { note, printList } from '../output.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';
import { type AnotherOptions, resolveWithAnother } from './changes-another.ts';
import { noteChangeSet } from './changes-note.ts';
import { byHand, exportPlan, importPlan } from './changes-plan.ts';
import { recovery } from './changes-recovery.ts';
import { show, stateWords } from './changes-show.ts';
import { undoChanges } from './changes-undo.ts';

const columns = [
  { id: 'no', label: 'No.', right: true },
  { id: 'sign', label: '' },
  { id: 'title', label: 'Change' },
  { id: 'state', label: 'State' },
  { id: 'why', label: 'Why' },
  { id: 'id', label: 'Id' },
];

function printChanges(run: CliRun, changes: readonly PlannedChange[]): void {
  const shown = run.format === 'table' ? columns.slice(0, -1) : columns;
  printList(
    run,
    shown,
    changes.map((planned) =>
      [
        planned.change.seq,
        planned.sign,
        planned.title,
        stateWords(planned),
        planned.waitsFor ?? whyWords(planned.change),
        planned.change.id,
      ].slice(0, shown.length),
    ),
  );
}

interface ListOptions {
  readonly all?: boolean;
  readonly ended?: boolean;
  readonly search?: string;
}

async function list(run: CliRun, { all, ended, search }: ListOptions): Promise<number> {
  await run.openTenant();
  const which = all === true ? 'all' : ended === true ? 'ended' : 'open';
  const { changes, counts, among } =
    search === undefined
      ? { ...(await readChanges(run, which)), among: null }
      : await searchChanges(run, which, search);
  printChanges(run, changes);
  const found = among === null ? String(changes.length) : `${changes.length} of ${among}`;
  const anyOpen = Object.values(counts).some((count) => count > 0);
  note(run.io, `${found}${anyOpen ? `; open: ${openWords(counts)}` : ''}.`);
  return exitCodes.ok;
}

async function send(
  run: CliRun,
  texts: readonly string[],
  options: HandOverOptions & { readonly staged?: boolean },
): Promise<number> {
  await run.openTenant();
  const all = await openChanges(run);
  const mayGo = all.filter(({ change }) => change.state === 'pending' || change.state === 'unknown');
  // What they need goes along, and may issue a secret even where the chosen ones do not.
  const chosen = withNeeds(
    all,
    texts.length > 0
      ? findChanges(all, texts)
      : mayGo.filter(({ change }) => options.staged === true || !change.held),
  );
  const issues = chosen.some(({ change }) => secretKinds.has(change.edit.kind));
  const plan = await planHandOver(run, options, issues);
  if (chosen.length === 0) {
    note(run.io, 'Nothing waits to be sent.');
    return exitCodes.ok;
  }
  await run.call('session.retry', {});
  return await finishFirst(run, async (tell) => {
    const ids = chosen.map(({ change }) => change.id);
    await sendChanges(run, ids);
    const now: PlannedChange[] = [];
    for (const id of ids) {
      const planned = await run.call('changes.get', { id });
      if (planned !== null) now.push(planned);
    }
    const held = new Set(now.map(({ change }) => change.result?.credentialId ?? ''));
    const credentials = (await run.call('credentials.list', {})).filter(({ id }) => held.has(id));
    const handed = await handOverAll(run, plan, credentials);
    printChanges(run, now);
    for (const { account, secret } of handed.secrets) {
      run.io.out.write(`${account}\t${secret}\n`);
    }
    const done = now.filter(({ change }) => change.state === 'done').length;
    tell(`${done} of ${counted(now.length, 'change')} sent.`);
    note(run.io, `${done} of ${now.length} done.`);
    if (handed.failure !== null) throw handed.failure.error;
    return exitOfChanges(now.map(({ change }) => change));
  });
}

async function discard(run: CliRun, texts: readonly string[]): Promise<number> {
  await run.openTenant();
  const ids = findChanges(await openChanges(run), texts).map(({ change }) => change.id);
  const { moved, along } = await run.call('changes.discard', { ids });
  printList(
    run,
    [{ id: 'id', label: 'Taken back' }],
    [...moved, ...along].map((id) => [id]),
  );
  const left = ids.length - moved.length;
  if (along.length > 0) note(run.io, `${along.length} more needed them and went along.`);
  if (left > 0) note(run.io, `${left} may have been sent already and stay.`);
  if (moved.length > 0) note(run.io, `Bring back with: rolebook changes undo ${texts.join(' ')}`);
  return left === 0 ? exitCodes.ok : exitCodes.partly;
}

interface ResolveOptions extends AnotherOptions {
  readonly email?: string;
  readonly name?: string;
}

async function resolve(
  run: CliRun,
  text: string,
  choice: string,
  { email, name, ...another }: ResolveOptions,
): Promise<number> {
  const known: ResolutionChoice | undefined = resolutionChoices.find((one) => one === choice);
  if (known === undefined) throw usageError(`Choices are: ${resolutionChoices.join(', ')}.`);
  await run.openTenant();
  const [planned] = findChanges(await openChanges(run), [text]);
  if (planned === undefined) throw usageError(`There is no open change “${text}”.`);
  if (known === 'another-role' || known === 'another-scope')
    return await resolveWithAnother(run, planned, known, another);
  await run.call('changes.resolve', {
    id: planned.change.id,
    choice: known,
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
  });
  const now = await run.call('changes.get', { id: planned.change.id });
  printChanges(run, now === null ? [] : [now]);
  note(run.io, 'Send it with: rolebook changes send');
  return exitCodes.ok;
}

/** `rolebook changes …`. */
export function registerChanges(program: Command, register: Register): void {
  const changes = program
    .command('changes')
    .description('edits that wait to be sent, and what became of them');
  const which = 'numbers, or the beginning of ids';
  register(
    changes
      .command('list')
      .description('list the open changes')
      .option('--ended', 'those that are done or were taken back')
      .option('--all', 'open and ended ones')
      .option('--search <text>', 'those whose title, change set or problem has all these words'),
    (run, _args, options: ListOptions) => list(run, options),
  );
  register(
    changes.command('show').description('one change with the request it sends').argument('<change>', which),
    (run, [text]: [string]) => show(run, text),
  );
  register(
    withHandOverOptions(
      changes
        .command('send')
        .description('send what waits; secrets that are issued leave by --export or --show-secret')
        .argument('[change...]', which)
        .option('--staged', 'also what was staged'),
    ),
    (run, [texts]: [readonly string[]], options: HandOverOptions & { readonly staged?: boolean }) =>
      send(run, texts, options),
  );
  register(
    changes
      .command('discard')
      .description('take changes back that were not sent')
      .argument('<change...>', which),
    (run, [texts]: [readonly string[]]) => discard(run, texts),
  );
  register(
    changes
      .command('undo')
      .description('take the whole set of an open change back, or bring back what was taken back')
      .argument('<change...>', which),
    (run, [texts]: [readonly string[]]) => undoChanges(run, texts),
  );
  register(
    withAcceptOption(
      withReasonOption(
        changes
          .command('resolve')
          .description('answer a conflict; changes show lists the choices')
          .argument('<change>', which)
          .argument('<choice>', resolutionChoices.join(', '))
          .option('--email <email>', 'with edit: the e-mail to use instead')
          .option('--name <name>', 'with edit: the name to use instead')
          .option('--role <role>', 'with another-role: the role to give instead')
          .option('--scope <scope>', 'with another-scope: the place to give it on, e.g. project:cats')
          .option('--all', 'with another-role or another-scope: all open changes that name what is gone')
          .option('--dry-run', 'with another-role or another-scope: only show what becomes of each'),
      ),
    ),
    (run, [text, choice]: [string, string], options: ResolveOptions) => resolve(run, text, choice, options),
  );
  register(
    changes
      .command('note')
      .description('say why a change set is made, and its ticket; both go into the journal')
      .argument('<change>', `${which}; or the title or id of a change set`)
      .option('--reason <text>', 'why; an empty text takes it back')
      .option('--ticket <text>', 'where it was agreed, one line; an empty text takes it back'),
    (run, [text]: [string], options: { readonly reason?: string; readonly ticket?: string }) =>
      noteChangeSet(run, text, options),
  );
  register(
    changes
      .command('by-hand')
      .description('the open changes as steps in the vendor’s own console, within its limits')
      .argument('[change...]', which),
    (run, [texts]: [readonly string[]]) => byHand(run, texts),
  );
  register(
    changes
      .command('export')
      .description('write the open changes as a plan file; it holds no secret')
      .argument('<file>')
      .argument('[change...]', which)
      .option('--force', 'replace the file if it is there'),
    (run, [path, texts]: [string, readonly string[]], options: { readonly force?: boolean }) =>
      exportPlan(run, path, texts, options),
  );
  register(
    changes
      .command('recovery')
      .description('what was kept when the file of changes was found damaged')
      .option('--seen', 'do not tell of it again'),
    (run, _args, options: { readonly seen?: boolean }) => recovery(run, options),
  );
  register(
    changes
      .command('import')
      .description('stage the rows of a plan file that still hold; the others are refused one by one')
      .argument('<file>'),
    (run, [path]: [string]) => importPlan(run, path),
  );
}
