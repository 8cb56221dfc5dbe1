import { titleOf } from '../../../src-shared/changes/edit-words.ts';
import { type Change, openStates } from '../../../src-shared/domain/change.ts';
import { type ChangeNote, type ChangeNotes, notedVerb } from '../../../src-shared/domain/change-note.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { keptTicket } from '../../../src-shared/rules/ticket-rules.ts';
import type { JournalEntry } from '../../db/journal.ts';
import type { EditRoom } from '../edits/edit-room.ts';

/** Changes that a row names; the others are counted. */
const named = 5;

function unknown(): RolebookError {
  return new RolebookError({
    kind: 'not-found',
    origin: 'main',
    reason: 'change-unknown',
    message: 'There is no such change set.',
  });
}

function ended(title: string): RolebookError {
  return new RolebookError({
    kind: 'conflict',
    origin: 'main',
    reason: 'change-ended',
    message: `Nothing of “${title}” waits any more, so its reason and ticket stay as they are.`,
  });
}

/** What a change set is, in words: the titles of its first changes, and how many more there are. */
function whatOf(group: readonly Pick<Change, 'edit'>[]): string {
  const titles = group.slice(0, named).map(({ edit }) => titleOf(edit));
  return [...titles, ...(group.length > named ? [`and ${group.length - named} more`] : [])].join('; ');
}

/** A change set as a row names it. */
interface NotedSet {
  readonly groupId: string;
  readonly title: string;
  readonly drafts: readonly Pick<Change, 'edit'>[];
}

function rowOf(actor: string, { groupId, title, drafts }: NotedSet, note: ChangeNote): JournalEntry {
  return {
    actor,
    verb: notedVerb,
    object: title,
    detail: { group: groupId, what: whatOf(drafts), changes: drafts.length, ...note, result: 'done' },
  };
}

/** What differs, one behind the other; null where nothing is said. */
function joined(texts: readonly (string | null)[], between: string): string | null {
  const said = new Set(texts.filter((text) => text !== null));
  return said.size === 0 ? null : [...said].join(between);
}

/**
 * The row that keeps with a set that takes the place of others what was noted of these, each reason and ticket once; none where
 * nothing was. Nothing that was written is cut off: together they may be longer than what is typed may be.
 */
export function sharedNote(
  room: Pick<EditRoom, 'session'>,
  notes: ChangeNotes,
  before: readonly Pick<Change, 'groupId'>[],
  set: NotedSet,
): readonly JournalEntry[] {
  const noted = [...new Set(before.map(({ groupId }) => groupId))].flatMap((id) => notes.get(id) ?? []);
  const reason = joined(
    noted.map((note) => note.reason),
    '; ',
  );
  const ticket = joined(
    noted.map((note) => note.ticket),
    ', ',
  );
  if ((reason === null && ticket === null) || set.drafts.length === 0) return [];
  return [rowOf(room.session.describe().actor, set, { reason, ticket })];
}

/**
 * changes.note: a row of the journal for each change set whose note becomes another, in one durable commit. Throws
 * `change-unknown`, `change-ended` and `storage`.
 */
export function noteChanges(room: EditRoom, notes: ChangeNotes, input: ParsedInput<'changes.note'>): void {
  const note = { reason: keptReason(input.reason) ?? null, ticket: keptTicket(input.ticket) ?? null };
  const { actor } = room.session.describe();
  const rows = [...new Set(input.groupIds)].flatMap((groupId) => {
    const [first, ...others] = room.outbox.group(groupId);
    if (first === undefined) throw unknown();
    if (![first, ...others].some(({ state }) => openStates.includes(state))) throw ended(first.groupTitle);
    const before = notes.get(groupId) ?? { reason: null, ticket: null };
    const same = before.reason === note.reason && before.ticket === note.ticket;
    return same ? [] : [rowOf(actor, { groupId, title: first.groupTitle, drafts: [first, ...others] }, note)];
  });
  if (rows.length > 0) room.outbox.commit({ journal: rows });
}
