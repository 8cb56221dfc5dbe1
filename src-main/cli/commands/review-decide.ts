import { type Command, Option } from 'commander';
import {
  type DecisionKind,
  decisionKinds,
  type ReasonCode,
  reasonCodes,
  type ReviewDecision,
  type ReviewReason,
} from '../../../src-shared/domain/review.ts';
import { scopeTypeSchema } from '../../../src-shared/domain/scope.ts';
import type { PartRow, ReviewPart } from '../../../src-shared/ipc/reviews-contract.ts';
import { signedWords } from '../../../src-shared/reviews/signing.ts';
import type { Register } from '../command-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { findCampaign, howToNameCampaign } from '../find-campaign.ts';
import { note, printList, printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

interface RowFilter {
  readonly subject?: string;
  readonly role?: string;
  readonly scope?: string;
  readonly undecided?: boolean;
  readonly privileged?: boolean;
}

interface DecideOptions extends RowFilter {
  readonly allMatching?: boolean;
  readonly reason?: ReasonCode;
  readonly why?: string;
  readonly toRole?: string;
  readonly toPlace?: string;
  readonly owner?: string;
  readonly until?: string;
  readonly ask?: string;
}

const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

/** Whether a row is one of those that are meant; without any condition all are. */
function isMeant({ subject, role, scope, privileged, decision }: PartRow, filter: RowFilter): boolean {
  return (
    (filter.subject === undefined || has(subject.id, filter.subject) || has(subject.name, filter.subject)) &&
    (filter.role === undefined || has(role, filter.role)) &&
    (filter.scope === undefined || has(scope, filter.scope)) &&
    (filter.undecided !== true || decision === null) &&
    (filter.privileged !== true || privileged)
  );
}

/** A reviewer’s part; one’s own where nobody is named. */
async function partOf(run: CliRun, text: string, reviewer?: string): Promise<ReviewPart> {
  const { actor } = await run.openTenant();
  const { id: campaign } = await findCampaign(run, text);
  const who = (reviewer ?? actor).trim().toLowerCase();
  return await run.call('reviews.part', { part: { campaign, reviewer: who } });
}

function decisionWords(decision: ReviewDecision | null): string {
  if (decision === null) return 'undecided';
  const { kind, reason } = decision;
  return reason === null ? kind : `${kind} (${reason.code === 'other' ? reason.text : reason.code})`;
}

async function rows(
  run: CliRun,
  [text]: [string],
  options: RowFilter & { readonly reviewer?: string },
): Promise<number> {
  const part = await partOf(run, text, options.reviewer);
  const found = part.rows.filter((row) => isMeant(row, options));
  if (run.format === 'json') printOne(run, [], found);
  else
    printList(
      run,
      [
        { id: 'id', label: 'Row' },
        { id: 'subject', label: 'Who' },
        { id: 'role', label: 'Role' },
        { id: 'scope', label: 'Where' },
        { id: 'privileged', label: 'Privileged' },
        { id: 'hints', label: 'Look twice' },
        { id: 'decision', label: 'Decision' },
      ],
      found.map(({ id, subject, role, scope, privileged, hints, decision }) => [
        id,
        subject.id,
        role,
        scope,
        privileged ? 'yes' : 'no',
        hints,
        decisionWords(decision),
      ]),
    );
  if (part.signed !== null) note(run.io, signedWords(part.reviewer.id, part.signed));
  if (part.closedBecause !== null) note(run.io, part.closedBecause);
  return exitCodes.ok;
}

/** The rows that are meant: by id, or all that meet the conditions, which has to be said. */
function chosen(part: ReviewPart, ids: readonly string[], options: DecideOptions): string[] {
  const { allMatching = false } = options;
  if (ids.length > 0 === allMatching)
    throw usageError(
      'Name rows by their ids, or say which with --all-matching and conditions.',
      'See: rolebook review rows',
    );
  if (!allMatching) return [...ids];
  const found = part.rows.filter((row) => isMeant(row, options)).map(({ id }) => id);
  if (found.length === 0) throw usageError('No row of your part meets these conditions.');
  return found;
}

function reasonOf({ reason, why }: DecideOptions): ReviewReason | null {
  if (reason === undefined) return why === undefined ? null : { code: 'other', text: why };
  return { code: reason, text: why ?? '' };
}

function roleOf({ roles }: ReviewPart, text: string): ReviewPart['roles'][number] {
  const found = roles.filter(({ id, name }) => id === text || name.toLowerCase() === text.toLowerCase());
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  throw usageError(
    found.length === 0 ? `There is no role “${text}”.` : `${found.length} roles are called “${text}”.`,
  );
}

/** `project:p-1`, or a place by its whole path. */
function placeOf({ places }: ReviewPart, text: string) {
  const found = places.filter(({ type, id, path }) => `${type}:${id}` === text || path === text);
  const [only] = found;
  const type = scopeTypeSchema.safeParse(only?.type);
  if (found.length === 1 && only !== undefined && type.success)
    return { type: type.data, id: only.id, name: only.name };
  throw usageError(
    `There is no one place “${text}”.`,
    'Say it as type:id, e.g. project:p-7, or by its whole path.',
  );
}

function decisionOf(part: ReviewPart, kind: DecisionKind, options: DecideOptions): ReviewDecision {
  const reason = reasonOf(options);
  switch (kind) {
    case 'keep':
    case 'revoke':
      return { kind, reason };
    case 'change':
      return {
        kind,
        role: options.toRole === undefined ? null : roleOf(part, options.toRole),
        scope: options.toPlace === undefined ? null : placeOf(part, options.toPlace),
        reason,
      };
    case 'defer':
      if (options.until === undefined) throw usageError('Say until when: --until 2026-03-31.');
      return {
        kind,
        owner: options.owner ?? part.reviewer.id,
        until: options.until,
        reason: reason ?? { code: 'asking', text: '' },
      };
    case 'not-mine':
      return { kind, to: options.ask ?? null, reason: reason ?? { code: 'not-known-to-me', text: '' } };
  }
}

async function decide(
  run: CliRun,
  [text, kind, ids]: [string, DecisionKind, readonly string[]],
  options: DecideOptions,
): Promise<number> {
  const own = await partOf(run, text);
  const wanted = chosen(own, ids, options);
  const decision = decisionOf(own, kind, options);
  // How long somebody looked, a terminal cannot see.
  const { decided } = await run.call('reviews.decide', {
    part: own.part,
    rows: wanted,
    decision,
    tookMs: 0,
  });
  const left = (await run.call('reviews.part', { part: own.part })).rows.filter(
    (row) => row.decision === null,
  ).length;
  printOne(
    run,
    [
      ['Decided', decided],
      ['Undecided', left],
    ],
    { decided, undecided: left, rows: wanted, decision },
  );
  note(run.io, 'A draft until you sign off: rolebook review sign-off');
  return exitCodes.ok;
}

async function signOff(run: CliRun, [text]: [string]): Promise<number> {
  const { part, rows: all } = await partOf(run, text);
  if ('packet' in part) throw new Error('a part of a campaign was asked for');
  await run.call('reviews.signOff', part);
  const undecided = all.filter(({ decision }) => decision === null).length;
  printOne(
    run,
    [
      ['Signed off', all.length - undecided],
      ['Undecided', undecided],
    ],
    { signedOff: all.length - undecided, undecided },
  );
  return exitCodes.ok;
}

async function explain(
  run: CliRun,
  [text, ids]: [string, readonly string[]],
  options: { readonly why: string; readonly undecided?: boolean },
): Promise<number> {
  await run.openTenant();
  const { id: campaign } = await findCampaign(run, text);
  if (ids.length > 0 === (options.undecided === true))
    throw usageError('Name rows by their ids, or say --undecided for all that nobody has decided.');
  let explained = 0;
  let wanted = [...ids];
  // Only the first of many are named at once; each round names the next.
  for (;;) {
    if (options.undecided === true)
      wanted = (await run.call('reviews.show', { id: campaign })).undecided.map(({ id }) => id);
    if (wanted.length === 0) break;
    await run.call('reviews.explain', { campaign, rows: wanted, text: options.why });
    explained += wanted.length;
    if (options.undecided !== true) break;
  }
  printOne(run, [['Explained', explained]], { explained });
  return exitCodes.ok;
}

const withConditions = (command: Command): Command =>
  command
    .option('--subject <text>', 'whose name or id contains this')
    .option('--role <text>', 'whose role contains this')
    .option('--scope <text>', 'whose place contains this')
    .option('--undecided', 'not decided yet')
    .option('--privileged', 'privileged ones');

/** The commands of reviews with which rows are decided, and explained where they are not. */
export function registerReviewDecide(review: Command, register: Register): void {
  register(
    withConditions(
      review
        .command('rows')
        .description('the rows of your part of a review, and what you decided')
        .argument('<review>', howToNameCampaign)
        .option('--reviewer <email>', 'somebody else’s part, to look at'),
    ),
    (run, args: [string], options: RowFilter & { reviewer?: string }) => rows(run, args, options),
  );
  register(
    withConditions(
      review
        .command('decide')
        .description('decide rows of your part, again if need be, until you sign off')
        .argument('<review>', howToNameCampaign)
        .addArgument(review.createArgument('<decision>', 'what becomes of them').choices([...decisionKinds]))
        .argument('[rows...]', 'their ids: see rolebook review rows')
        .option('--all-matching', 'all rows of your part that meet the conditions'),
    )
      .addOption(new Option('--reason <reason>', 'why, by name').choices([...reasonCodes]))
      .option('--why <words>', 'why, in your words')
      .option('--to-role <role>', 'change: the new role, by id or name')
      .option('--to-place <type:id>', 'change: the new place, or its whole path')
      .option('--owner <email>', 'defer: who finds out; you, if nobody is named')
      .option('--until <day>', 'defer: until when, at most 30 days')
      .option('--ask <email>', 'not-mine: who would know'),
    (run, args: [string, DecisionKind, string[]], options: DecideOptions) => decide(run, args, options),
  );
  register(
    review
      .command('sign-off')
      .description('your decisions stand from now on; what you left undecided stays undecided')
      .argument('<review>', howToNameCampaign),
    (run, args: [string]) => signOff(run, args),
  );
  register(
    review
      .command('explain')
      .description('why rows are not decided, or not as they were decided, so that the review can be closed')
      .argument('<review>', howToNameCampaign)
      .argument('[rows...]', 'their ids')
      .option('--undecided', 'all that nobody who has signed off has decided')
      .requiredOption('--why <words>', 'why'),
    (run, args: [string, string[]], options: { why: string; undecided?: boolean }) =>
      explain(run, args, options),
  );
}
