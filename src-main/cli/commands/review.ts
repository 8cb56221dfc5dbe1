import { type Command, Option } from 'commander';
import { scopeTypeSchema } from '../../../src-shared/domain/scope.ts';
import type { CampaignSettings, Reviewer } from '../../../src-shared/domain/review.ts';
import type { CallOutput } from '../../../src-shared/ipc/contract.ts';
import { collect, type Register } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { findCampaign, howToNameCampaign } from '../find-campaign.ts';
import { note, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';
import { registerReviewDecide } from './review-decide.ts';
import { registerReviewFiles } from './review-files.ts';

type Detail = CallOutput<'reviews.show'>;

const stateWords = {
  deciding: 'being decided',
  'ready-to-plan': 'decided, not planned',
  proving: 'planned, not proven',
  'ready-to-close': 'ready to close',
  closed: 'closed',
} as const;

async function list(run: CliRun): Promise<number> {
  await run.openTenant();
  const all = await run.call('reviews.list', {});
  printList(
    run,
    [
      { id: 'id', label: 'Id' },
      { id: 'name', label: 'Name' },
      { id: 'due', label: 'Due' },
      { id: 'state', label: 'State' },
      { id: 'rows', label: 'Rows', right: true },
      { id: 'undecided', label: 'Undecided', right: true },
      { id: 'mine', label: 'Mine', right: true },
    ],
    all.map(({ id, name, due, state, totals, mine, trouble }) => [
      id,
      name,
      due,
      trouble !== undefined ? 'damaged' : run.format === 'json' ? state : stateWords[state],
      totals.rows,
      totals.undecided,
      mine,
    ]),
  );
  for (const { trouble } of all) if (trouble !== undefined) note(run.io, trouble);
  return all.some(({ trouble }) => trouble !== undefined) ? exitCodes.storage : exitCodes.ok;
}

interface CreateOptions {
  readonly due: string;
  readonly by: CampaignSettings['reviewers']['by'];
  readonly reviewer?: readonly string[];
  readonly fallback: string;
  readonly deputy?: string;
  readonly subjects?: CampaignSettings['population']['subjectTypes'];
  readonly role?: readonly string[];
  readonly scope?: readonly string[];
  readonly privilegedOnly?: boolean;
  readonly reasons: boolean;
  readonly fourEyes?: boolean;
  readonly overdue: CampaignSettings['policy']['overdue'];
  readonly freshHours: number;
  readonly controls: number;
  readonly preview?: boolean;
}

const person = (text: string): Reviewer => ({ id: text.trim().toLowerCase(), name: text.trim() });

/** `project:p-1` as a place. */
function placeOf(text: string): CampaignSettings['population']['scopes'][number] {
  const at = text.indexOf(':');
  const type = scopeTypeSchema.safeParse(text.slice(0, at));
  if (at > 0 && type.success && text.length > at + 1) return { type: type.data, id: text.slice(at + 1) };
  throw usageError(`“${text}” is no place.`, 'Say it as type:id, e.g. department:d-1 or project:p-7.');
}

function settingsOf(name: string, options: CreateOptions): CampaignSettings {
  return {
    name,
    due: options.due,
    population: {
      subjectTypes: [...(options.subjects ?? [])],
      roles: [...(options.role ?? [])],
      scopes: (options.scope ?? []).map(placeOf),
      privilegedOnly: options.privilegedOnly === true,
    },
    reviewers: {
      by: options.by,
      named: (options.reviewer ?? []).map(person),
      fallback: person(options.fallback),
      deputy: options.deputy === undefined ? null : person(options.deputy),
    },
    policy: {
      reasonForPrivileged: options.reasons,
      fourEyes: options.fourEyes === true,
      overdue: options.overdue,
      freshHours: options.freshHours,
    },
    controls: options.controls,
  };
}

async function create(run: CliRun, [name]: [string], options: CreateOptions): Promise<number> {
  const settings = settingsOf(name, options);
  await run.openTenant();
  if (options.preview === true) {
    const preview = await run.call('reviews.preview', { settings });
    printOne(
      run,
      [
        ['Rows', preview.rows],
        ['Privileged', preview.privileged],
        ['As of', preview.asOf],
        ['Reviewers', preview.reviewers.map(({ reviewer, rows }) => `${reviewer.id} (${rows})`)],
        ['Against it', preview.problems],
      ],
      preview,
    );
    return preview.problems.length === 0 ? exitCodes.ok : exitCodes.usage;
  }
  const { id } = await run.call('reviews.create', { settings });
  const { summary, reviewers } = await run.call('reviews.show', { id });
  printOne(
    run,
    [
      ['Id', id],
      ['Name', summary.name],
      ['Rows', summary.totals.rows],
      ['Due', summary.due],
      ['Reviewers', reviewers.map(({ reviewer, rows }) => `${reviewer.id} (${rows})`)],
    ],
    { id, summary, reviewers },
  );
  return exitCodes.ok;
}

async function detailOf(run: CliRun, text: string): Promise<Detail> {
  await run.openTenant();
  const { id } = await findCampaign(run, text);
  return await run.call('reviews.show', { id });
}

async function show(run: CliRun, [text]: [string]): Promise<number> {
  const detail = await detailOf(run, text);
  const { summary, campaign, againstClosing } = detail;
  const { rows, ...totals } = summary.totals;
  printOne(
    run,
    [
      ['Id', summary.id],
      ['Name', summary.name],
      ['Tenant', campaign.tenant.label],
      ['As of', campaign.snapshot.asOf],
      ['Due', summary.due],
      ['State', stateWords[summary.state]],
      ['Rows', rows],
      ...Object.entries(totals).map(
        ([name, count]) => [name === 'notMine' ? 'not mine' : name, count] as const,
      ),
      [
        'To do',
        detail.consequences.filter(({ state }) => state !== 'proven' && state !== 'explained').length,
      ],
      ['Against closing', againstClosing],
    ],
    detail,
  );
  return exitCodes.ok;
}

async function status(run: CliRun, [text]: [string]): Promise<number> {
  const { reviewers, againstClosing } = await detailOf(run, text);
  printList(
    run,
    [
      { id: 'reviewer', label: 'Reviewer' },
      { id: 'rows', label: 'Rows', right: true },
      { id: 'decided', label: 'Decided', right: true },
      { id: 'privileged', label: 'Privileged', right: true },
      { id: 'signedOff', label: 'Signed off' },
      { id: 'packet', label: 'File' },
      { id: 'medianMs', label: 'Milliseconds a row', right: true },
      { id: 'bulkShare', label: 'Together %', right: true },
      { id: 'controls', label: 'Controls caught' },
    ],
    reviewers.map(({ reviewer, rows, decided, privileged, signedOff, packet, quality }) => [
      reviewer.id,
      rows,
      decided,
      privileged,
      signedOff ? 'yes' : 'no',
      packet,
      quality?.medianMs ?? null,
      quality === null ? null : Math.round(quality.bulkShare * 100),
      quality === null ? '' : `${quality.controlsCaught} of ${quality.controlsSeen}`,
    ]),
  );
  for (const line of againstClosing) note(run.io, line);
  return exitCodes.ok;
}

async function plan(
  run: CliRun,
  [text]: [string],
  options: { readonly now?: boolean; readonly accept?: readonly string[] },
): Promise<number> {
  await run.openTenant();
  const { id } = await findCampaign(run, text);
  const report = await run.call('reviews.plan', {
    campaign: id,
    send: options.now === true ? 'now' : 'staged',
    acknowledged: [...(options.accept ?? [])],
  });
  for (const { row, message } of report.refused) note(run.io, `Row ${row}: ${message}`);
  printOne(
    run,
    [
      ['Changes', report.changes],
      ['Refused', report.refused.length],
    ],
    report,
  );
  if (report.changes > 0 && options.now !== true)
    note(run.io, 'They are staged. Send them with: rolebook changes send --staged');
  return report.refused.length > 0 ? exitCodes.partly : exitCodes.ok;
}

async function prove(run: CliRun, [text]: [string]): Promise<number> {
  await run.openTenant();
  const { id } = await findCampaign(run, text);
  const report = await run.call('reviews.prove', { campaign: id });
  printOne(
    run,
    [
      ['Proven', report.proven],
      ['Open', report.open],
    ],
    report,
  );
  if (report.open > 0) note(run.io, 'A later whole look proves what is done by then: rolebook sync');
  return report.open > 0 ? exitCodes.partly : exitCodes.ok;
}

/** `rolebook review …`: ask whether access is still right, and prove what became of it. */
export function registerReview(program: Command, register: Register): void {
  const review = program
    .command('review')
    .description('ask people whether each access rule is still right, and prove what became of it');
  register(review.command('list').description('all reviews, newest first'), (run) => list(run));
  register(
    review
      .command('create <name>')
      .description('freeze the access rules as they are now and ask about each')
      .requiredOption('--due <day>', 'until when, e.g. 2026-03-31')
      .addOption(
        new Option(
          '--by <who>',
          'who decides: those named, department administrators, project managers, who granted it',
        )
          .choices(['name', 'department', 'project', 'authoriser'])
          .default('name'),
      )
      .option('--reviewer <email>', 'somebody named; repeatable, each gets a fair share', collect)
      .requiredOption('--fallback <email>', 'decides what has nobody else, or would be their own')
      .option('--deputy <email>', 'decides about the fallback’s own access')
      .addOption(
        new Option('--subjects <type...>', 'only these').choices(['user', 'group', 'service-account']),
      )
      .option('--role <id>', 'only this role; repeatable', collect)
      .option('--scope <type:id>', 'only this place and all in it; repeatable', collect)
      .option('--privileged-only', 'only administrators, and managers of whole clusters or the tenant')
      .option('--no-reasons', 'keeping privileged access needs no reason')
      .option('--four-eyes', 'privileged access needs two reviewers who agree')
      .addOption(
        new Option('--overdue <what>', 'after the due date undecided rows')
          .choices(['wait', 'fallback', 'lock'])
          .default('wait'),
      )
      .addOption(
        new Option('--fresh-hours <hours>', 'the oldest look at the tenant that is good enough')
          .argParser(Number)
          .default(24),
      )
      .addOption(
        new Option('--controls <count>', 'made-up rows that should be revoked').argParser(Number).default(0),
      )
      .option('--preview', 'say what it would be, and freeze nothing'),
    (run, args: [string], options: CreateOptions) => create(run, args, options),
  );
  const named = (command: string, words: string): Command =>
    review.command(command).description(words).argument('<review>', howToNameCampaign);
  register(named('show', 'everything about one review'), (run, args: [string]) => show(run, args));
  register(named('status', 'how far its reviewers are, and how carefully they look'), (run, args: [string]) =>
    status(run, args),
  );
  register(
    named('plan', 'what was decided, as one group of changes; staged unless told otherwise')
      .option('--now', 'send them now')
      .option('--accept <rule>', 'accept a warning, e.g. V49; repeatable', collect),
    (run, args: [string], options: { now?: boolean; accept?: readonly string[] }) => plan(run, args, options),
  );
  register(named('prove', 'look whether what was decided is done at the tenant'), (run, args: [string]) =>
    prove(run, args),
  );
  registerReviewDecide(review, register);
  registerReviewFiles(review, register);
}
