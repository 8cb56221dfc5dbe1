import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { reasonLength } from '../../../src-shared/rules/reason-rules.ts';
import { ticketProblem } from '../../../src-shared/rules/ticket-rules.ts';
import { exitCodes } from '../exit-codes.ts';
import { findChanges, openChanges } from '../find-changes.ts';
import { printOne } from '../output.ts';
import type { CliRun } from '../run.ts';
import { usageError } from '../usage-error.ts';

/** The change set of a change, or the one of which this is the title or the beginning of the id. */
function findSet(all: readonly PlannedChange[], text: string): PlannedChange {
  const found = all.filter(
    ({ change }) => change.groupTitle === text || (text.length >= 4 && change.groupId.startsWith(text)),
  );
  const [first] = found;
  if (first !== undefined && found.every(({ change }) => change.groupId === first.change.groupId))
    return first;
  if (first !== undefined)
    throw usageError(`“${text}” means several change sets.`, 'Name one of their changes.');
  const [planned] = findChanges(all, [text]);
  if (planned === undefined) throw usageError(`There is no open change “${text}”.`);
  return planned;
}

/** `rolebook changes note`: why a change set is made and its ticket. What is not said stays; an empty text takes it back. */
export async function noteChangeSet(
  run: CliRun,
  text: string,
  options: { readonly reason?: string; readonly ticket?: string },
): Promise<number> {
  if (options.reason === undefined && options.ticket === undefined)
    throw usageError('Say --reason, --ticket or both.');
  const problem = ticketProblem(options.ticket ?? '');
  if (problem !== null) throw usageError(problem);
  if ((options.reason ?? '').length > reasonLength)
    throw usageError(`A reason has at most ${reasonLength} characters.`);
  await run.openTenant();
  const { change, note } = findSet(await openChanges(run), text);
  await run.call('changes.note', {
    groupIds: [change.groupId],
    reason: options.reason ?? note?.reason ?? null,
    ticket: options.ticket ?? note?.ticket ?? null,
  });
  const now = await run.call('changes.get', { id: change.id });
  const kept = { reason: now?.note?.reason ?? null, ticket: now?.note?.ticket ?? null };
  printOne(
    run,
    [
      ['Change set', change.groupTitle],
      ['Reason', kept.reason],
      ['Ticket', kept.ticket],
    ],
    { group: change.groupId, set: change.groupTitle, ...kept },
  );
  return exitCodes.ok;
}
