import { z } from 'zod';
import { type Change, changeSchema } from '../../src-shared/domain/change.ts';
import { checksumOf } from './outbox-checksum.ts';

/** A row of the outbox as SQLite holds it; JSON as text, yes and no as 1 and 0. */
const storedSchema = z.object({
  seq: z.number(),
  place: z.number(),
  id: z.string(),
  groupId: z.string(),
  groupTitle: z.string(),
  binding: z.string(),
  edit: z.string(),
  base: z.string().nullable(),
  dependsOn: z.string(),
  held: z.number(),
  state: z.string(),
  attempts: z.number(),
  nextAt: z.string().nullable(),
  error: z.string().nullable(),
  conflict: z.string().nullable(),
  result: z.string().nullable(),
  acknowledged: z.string(),
  waived: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
  noted: z.number(),
  checksum: z.string(),
});

/** See {@link storedSchema}. */
export type StoredChange = z.infer<typeof storedSchema>;

/** A change with what only the outbox knows of it. */
export interface PlacedChange {
  readonly change: Change;
  /** Where it stands in the order of sending. */
  readonly place: number;
  /** Whether the mirror has its facts. */
  readonly noted: boolean;
}

/** A change with its row as it stands in the file, letter by letter: an earlier edition may have written it in other words. */
export interface HeldChange extends PlacedChange {
  readonly row: StoredChange;
}

/** All columns, in the names of {@link StoredChange}. */
export const outboxColumns = `seq, place, id, group_id AS groupId, group_title AS groupTitle, binding, edit, base,
  depends_on AS dependsOn, held, state, attempts, next_at AS nextAt, error, conflict, result, acknowledged, waived,
  created_at AS createdAt, updated_at AS updatedAt, noted, checksum`;

/** Writes a whole new row. */
export const insertChange = `INSERT INTO outbox (seq, place, id, group_id, group_title, binding, edit, base, depends_on,
    held, state, attempts, next_at, error, conflict, result, acknowledged, waived, created_at, updated_at, noted, checksum)
  VALUES (@seq, @place, @id, @groupId, @groupTitle, @binding, @edit, @base, @dependsOn,
    @held, @state, @attempts, @nextAt, @error, @conflict, @result, @acknowledged, @waived, @createdAt, @updatedAt, @noted,
    @checksum)`;

/** Statements that write a step of a change, each what its steps may alter. */
export const updates = {
  change: `UPDATE outbox SET place = @place, edit = @edit, base = @base, depends_on = @dependsOn,
    held = @held, state = @state, attempts = @attempts, next_at = @nextAt, error = @error, conflict = @conflict,
    result = @result, acknowledged = @acknowledged, waived = @waived, updated_at = @updatedAt, noted = @noted,
    checksum = @checksum
  WHERE seq = @seq`,
  /** What {@link isProgress} compares is left alone: no index of it has to be looked after. */
  progress: `UPDATE outbox SET state = @state, attempts = @attempts, next_at = @nextAt, error = @error,
    conflict = @conflict, result = @result, updated_at = @updatedAt, checksum = @checksum
  WHERE seq = @seq`,
  /** What the mirror has by now is emptied: neither the state, nor what ended changes are found by, is touched. */
  noted: `UPDATE outbox SET result = @result, noted = @noted, checksum = @checksum WHERE seq = @seq`,
} as const;

/** One of {@link updates}. */
export type UpdateName = keyof typeof updates;

/** The least of {@link updates} that writes all that two states of one change differ in. */
function updateFor(before: PlacedChange, after: PlacedChange): UpdateName {
  if (!isProgress(before, after)) return 'change';
  if (before.noted === after.noted) return 'progress';
  const [one, other] = [before.change, after.change];
  const onlyNoted =
    one.state === other.state &&
    one.attempts === other.attempts &&
    one.nextAt === other.nextAt &&
    one.error === other.error &&
    one.conflict === other.conflict &&
    one.updatedAt === other.updatedAt;
  return onlyNoted ? 'noted' : 'change';
}

/** Whether `progress` of {@link updates} writes all that two states of one change differ in. */
function isProgress(before: PlacedChange, after: PlacedChange): boolean {
  const [one, other] = [before.change, after.change];
  return (
    before.place === after.place &&
    one.edit === other.edit &&
    one.base === other.base &&
    one.dependsOn === other.dependsOn &&
    one.acknowledged === other.acknowledged &&
    one.held === other.held &&
    one.waived === other.waived
  );
}

/** What a step may alter, checked by itself: the rest of a change was checked when it was stored. */
const patchSchema = changeSchema
  .pick({
    state: true,
    attempts: true,
    nextAt: true,
    error: true,
    conflict: true,
    result: true,
    held: true,
    edit: true,
    base: true,
    dependsOn: true,
    waived: true,
    acknowledged: true,
  })
  .partial();

/** A stored change as a step alters it. Throws for what could not be read back as a change: that is a bug. */
export function patched(change: Change, patch: Partial<Change>, updatedAt: string): Change {
  return Object.assign({}, change, patchSchema.parse(patch), { updatedAt });
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
const value = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/** What of a row says what was asked for, by whom, and when. */
function lastingPart({ change, place }: PlacedChange) {
  return {
    seq: change.seq,
    place,
    id: change.id,
    groupId: change.groupId,
    // What is no text in UTF-8 would come back from the file as something else, and look damaged.
    groupTitle: change.groupTitle.toWellFormed(),
    binding: change.binding,
    edit: JSON.stringify(change.edit),
    base: json(change.base),
    dependsOn: JSON.stringify(change.dependsOn),
    held: Number(change.held),
    acknowledged: JSON.stringify(change.acknowledged),
    waived: Number(change.waived),
    createdAt: change.createdAt,
  };
}

/** What of a row says what became of it. */
function movingPart({ change, noted }: PlacedChange) {
  return {
    state: change.state,
    attempts: change.attempts,
    nextAt: change.nextAt,
    error: json(change.error),
    conflict: json(change.conflict),
    result: json(change.result),
    updatedAt: change.updatedAt,
    noted: Number(noted),
  };
}

const sealed = (row: Omit<StoredChange, 'checksum'>): StoredChange => ({
  ...row,
  checksum: checksumOf(row),
});

/** A new change with its row. Throws for what could not be read back as a change: that is a bug. */
export function newlyHeld({ change: given, place, noted }: PlacedChange): HeldChange {
  const placed = { change: changeSchema.parse(given), place, noted };
  return { ...placed, row: sealed({ ...lastingPart(placed), ...movingPart(placed) }) };
}

/** The row for a new change, checksum included. See {@link newlyHeld}. */
export function toStored(placed: PlacedChange): StoredChange {
  return newlyHeld(placed).row;
}

/** A change as a step leaves it, and which of {@link updates} writes the step. */
export function heldAfter(
  before: HeldChange,
  after: PlacedChange,
): { readonly held: HeldChange; readonly update: UpdateName } {
  const update = updateFor(before, after);
  const { change, place, noted } = after;
  const lasting = update === 'change' ? lastingPart(after) : before.row;
  const row = sealed({ ...lasting, ...movingPart(after) });
  return { held: { change, place, noted, row }, update };
}

/** Whether a row says what was once written. Cheaper than {@link fromStored}. */
export function isSound(read: unknown): boolean {
  const row = storedSchema.safeParse(read).data;
  return row !== undefined && checksumOf(row) === row.checksum;
}

/** The change that a row holds, or null where the row is not what was once written. */
export function fromStored(read: unknown): HeldChange | null {
  const row = storedSchema.safeParse(read).data;
  if (row === undefined || checksumOf(row) !== row.checksum) return null;
  const change = changeSchema.safeParse({
    ...row,
    edit: value(row.edit),
    base: value(row.base),
    dependsOn: value(row.dependsOn),
    held: row.held === 1,
    error: value(row.error),
    conflict: value(row.conflict),
    result: value(row.result),
    acknowledged: value(row.acknowledged),
    waived: row.waived === 1,
  }).data;
  if (change === undefined) return null;
  return { change, place: row.place, noted: row.noted === 1, row };
}

/** These columns, in the table's order, as a change when they are one, unaltered. Else null. */
export function soundOutboxRow(values: readonly unknown[]): PlacedChange | null {
  const names = Object.keys(storedSchema.shape);
  if (values.length !== names.length) return null;
  return fromStored(Object.fromEntries(names.map((name, n) => [name, values[n]])));
}
