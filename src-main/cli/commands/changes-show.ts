import { fieldWords, valueLines } from '../../../src-shared/changes/field-words.ts';
import type { Conflict, FieldValue } from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { whyWords } from '../edit-result.ts';
import { exitCodes } from '../exit-codes.ts';
import { findChanges, readChanges } from '../find-changes.ts';
import { printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

/** Staged is no state of its own, but what a reader wants to know. */
export const stateWords = ({ change }: PlannedChange): string =>
  change.state === 'pending' && change.held ? 'staged' : change.state;

const valueWords = (value: FieldValue): string => valueLines(value).join(' and ') || 'nothing';

/** What is made has no before. */
const differenceWords = ({ field, from, to }: PlannedChange['fields'][number]): string =>
  `${fieldWords(field)}: ${from === null ? '' : `${valueWords(from)} → `}${valueWords(to)}`;

/** What was seen, what is wanted, and what the tenant has now, as far as there is such a thing. */
function conflictWords({ field, base, mine, theirs, clash }: Conflict['fields'][number]): string {
  const sides = [
    ...(base === null ? [] : [`seen ${valueWords(base)}`]),
    ...(mine === null ? [] : [`yours ${valueWords(mine)}`]),
    `tenant now ${valueWords(theirs)}`,
  ];
  return `${fieldWords(field)}${clash ? ' (clash)' : ''}: ${sides.join(', ')}`;
}

/** What `changes undo` does with it, or why it does nothing. */
function undoWords({ undo }: PlannedChange): string {
  if (undo === null) return 'sent already; do the opposite instead';
  if (undo.whyNot !== null) return undo.whyNot;
  return undo.act === 'take-back' ? 'its set can be taken back' : 'it can be brought back';
}

/** `rolebook changes show`: what the drawer of the window shows of one change. */
export async function show(run: CliRun, text: string): Promise<number> {
  await run.openTenant();
  const { changes } = await readChanges(run, 'all');
  const [planned] = findChanges(changes, [text]);
  if (planned === undefined) throw usageError(`There is no change “${text}”.`);
  const { change, request } = planned;
  const body = request?.body ?? null;
  const conflict = change.state === 'conflict' ? (change.conflict?.fields ?? []) : [];
  printOne(
    run,
    [
      ['Change', planned.title],
      ['State', stateWords(planned)],
      ['Why', planned.waitsFor ?? whyWords(change)],
      ['Part of', change.groupTitle],
      ['Reason', planned.note?.reason ?? null],
      ['Ticket', planned.note?.ticket ?? null],
      ['Made', change.createdAt],
      ['Seen', change.base?.asOf ?? null],
      ['Differences', planned.fields.map(differenceWords).join('; ')],
      ['Conflict', conflict.map(conflictWords).join('; ')],
      ['Request', request === null ? 'not known yet' : `${request.method} ${request.path}`],
      ['Body', body === null ? null : body.replaceAll(/\s+/g, ' ')],
      ['Effect', planned.effect.join(' ')],
      ['Choices', planned.choices],
      ['Undo', undoWords(planned)],
      ['Id', change.id],
    ],
    planned,
  );
  return exitCodes.ok;
}
