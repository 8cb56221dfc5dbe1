import { z } from 'zod';
import { changeSchema, fieldValueSchema, outboxCountsSchema, resolutionChoices } from '../domain/change.ts';
import { changeNoteSchema } from '../domain/change-note.ts';
import { credentialInfoSchema } from '../domain/credential.ts';
import { scopeRefSchema } from '../domain/scope.ts';
import { syncRunSchema } from '../domain/sync-state.ts';
import { findingKeyLength, findingSchema } from '../rules/finding.ts';
import { reasonLength } from '../rules/reason-rules.ts';
import { ticketProblem } from '../rules/ticket-rules.ts';
import { facetValueSchema, viewFilterSchema } from '../views/view-query.ts';
import { act, call, event } from './define.ts';
import { reasonSchema, sendWhenSchema } from './users-contract.ts';

const empty = z.strictObject({});
const id = z.string().min(1).max(100);
const ids = z.array(id).min(1).max(5000);
/** Of one file, which cannot be written in parts. */
const manyIds = z.array(id).min(1).max(100_000);
const acknowledged = z.array(z.string().max(findingKeyLength)).max(1000).default([]);

/** A change as the plan shows it: what it does, in words and as the request it would send. */
export const plannedChangeSchema = z.object({
  change: changeSchema,
  /** `+` makes, `~` changes, `-` removes. */
  sign: z.enum(['+', '~', '-']),
  /** e.g. "Create user ana@example.com", "Give Viewer on project cats to bob@example.com". */
  title: z.string(),
  /** Field differences: what it is now (base) and what it will be. */
  fields: z.array(z.object({ field: z.string(), from: fieldValueSchema, to: fieldValueSchema })),
  /** The exact request it sends; null while an id it needs is not known yet (see `dependsOn`). */
  request: z.object({ method: z.string(), path: z.string(), body: z.string().nullable() }).nullable(),
  /** What it means for access, in words, e.g. "bob@example.com loses Viewer on project cats". */
  effect: z.array(z.string()),
  /** Ids of open changes that wait for this one. */
  dependents: z.array(z.string()),
  /** Why it waits, in words; null when nothing holds it. */
  waitsFor: z.string().nullable(),
  /** It waits to be sent, and sending does nothing for it: what it comes after, or needs, waits for a decision first. */
  stuck: z.boolean(),
  /** What the admin may answer to it as it stands, in the order in which it is offered; none where nothing is asked. */
  choices: z.array(z.enum(resolutionChoices)),
  /** Reason and ticket of its change set; null where neither was noted. */
  note: changeNoteSchema.nullable(),
  /**
   * What undo does: `take-back` takes its whole set back · `bring-back` brings it back, with what it needs. `whyNot` says in
   * words why it cannot. Null for one that was sent: only the opposite undoes that.
   */
  undo: z.object({ act: z.enum(['take-back', 'bring-back']), whyNot: z.string().nullable() }).nullable(),
});

/** See {@link plannedChangeSchema}. */
export type PlannedChange = z.infer<typeof plannedChangeSchema>;

/** The outbox as the Changes page shows it. */
export const changeListSchema = z.object({
  changes: z.array(plannedChangeSchema),
  /** How many there are of what was asked for, which may be more than came. */
  total: z.number().int().nonnegative(),
  counts: outboxCountsSchema,
});

/** See {@link changeListSchema}. */
export type ChangeList = z.infer<typeof changeListSchema>;

/** A place among the ended changes: right behind the one that ended then and has this number. */
export const endedPlaceSchema = z.strictObject({
  updatedAt: z.string().max(40),
  seq: z.number().int(),
});

/** See {@link endedPlaceSchema}. */
export type EndedPlace = z.infer<typeof endedPlaceSchema>;

/** Older ones of the changes that ended and match. */
export const endedMoreSchema = z.object({
  changes: z.array(plannedChangeSchema),
  /** Behind what came, where more may match; null = all came. */
  next: endedPlaceSchema.nullable(),
});

/** See {@link endedMoreSchema}. */
export type EndedMore = z.infer<typeof endedMoreSchema>;

/** Changes that ended, as a search and filters find them among all that ever ended. */
export const endedListSchema = endedMoreSchema.extend({
  /** How many match, which may be more than came. */
  total: z.number().int().nonnegative(),
  /** How many have ended at all. */
  all: z.number().int().nonnegative(),
  /** How many of those that match add, change and remove. */
  signs: z.object({
    '+': z.number().int().nonnegative(),
    '~': z.number().int().nonnegative(),
    '-': z.number().int().nonnegative(),
  }),
  /** By column, how often each value occurs among those that match everything but the column's own filters. */
  facets: z.record(z.string(), z.array(facetValueSchema)),
});

/** See {@link endedListSchema}. */
export type EndedList = z.infer<typeof endedListSchema>;

/** What an edit came to: its changes as they stand when the answer is given. */
export const editReportSchema = z.object({
  groupId: z.string(),
  /** True when something was saved here and waits to be sent. */
  queued: z.boolean(),
  changes: z.array(changeSchema),
  credentials: z.array(credentialInfoSchema),
});

/** See {@link editReportSchema}. */
export type EditReport = z.infer<typeof editReportSchema>;

/** What became of a call that sends, drops or settles changes. */
export const changesMovedSchema = z.object({
  /** Ids that ended or moved as asked. */
  moved: z.array(z.string()),
  /** Others that went with them, e.g. what waited for a dropped one. */
  along: z.array(z.string()),
  counts: outboxCountsSchema,
});

/** See {@link changesMovedSchema}. */
export type ChangesMoved = z.infer<typeof changesMovedSchema>;

/** What undoing a step came to. */
export const stepUndoneSchema = changesMovedSchema.extend({
  /** What came back: because what had taken its place was taken back, or because it was asked for; as it stands now. */
  back: z.array(changeSchema.pick({ id: true, state: true, held: true })),
});

/** See {@link stepUndoneSchema}. */
export type StepUndone = z.infer<typeof stepUndoneSchema>;

/** A row of an imported plan that was not taken, and why. */
export const planRefusalSchema = z.object({ row: z.number().int(), title: z.string(), reason: z.string() });

/** Open changes as steps in the vendor's own console (V40), for whoever may not send them from here. */
export const byHandSchema = z.object({
  steps: z.array(
    z.object({ title: z.string(), lines: z.array(z.string()), changes: z.number().int().nonnegative() }),
  ),
  findings: z.array(findingSchema),
  /** What does not only wait, with the reason. */
  leftOut: z.array(z.object({ row: z.number().int(), title: z.string(), reason: z.string() })),
});

/** See {@link byHandSchema}. */
export type ByHand = z.infer<typeof byHandSchema>;

/** What became of a plan file. */
export const planReportSchema = z.object({
  outcome: z.enum(['done', 'cancelled']),
  path: z.string().nullable(),
  /** Rows written, or taken over into the outbox (staged). */
  rows: z.number().int().nonnegative(),
  refused: z.array(planRefusalSchema),
});

/** See {@link planReportSchema}. */
export type PlanReport = z.infer<typeof planReportSchema>;

/** What removing rules or service accounts would take away, shown before it is saved. */
export const removalPreviewSchema = z.object({
  rows: z.array(z.object({ id: z.string(), title: z.string(), losses: z.array(z.string()) })),
  findings: z.array(findingSchema),
  /** The phrase to type before it may be done (V29), or null. */
  typedPhrase: z.string().nullable(),
});

/** See {@link removalPreviewSchema}. */
export type RemovalPreview = z.infer<typeof removalPreviewSchema>;

/** What another role or place for new rules comes to, before it is saved. */
const anotherPreviewSchema = removalPreviewSchema.extend({
  /** Open changes beside this one that name what is gone, and can still become something else. */
  others: z.number().int().nonnegative(),
});

/** What another role or place for new rules comes to. */
export type AnotherPreview = z.infer<typeof anotherPreviewSchema>;

/** One run of the sync engine: a pull, a delta or a push, for the timeline. */
export const timelineEntrySchema = z.object({
  kind: z.enum(['pull', 'delta', 'push']),
  run: syncRunSchema,
});

/** See {@link timelineEntrySchema}. */
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** The role or the place instead of the one that is gone: one of the two, or neither while none is chosen. */
const another = {
  id,
  roleId: z.number().int().nullable(),
  scope: scopeRefSchema.nullable(),
  /** All open changes that name what is gone, not this one alone. */
  all: z.boolean(),
};

/** What is sought among the changes that ended. */
const sought = {
  search: z.string().max(300).default(''),
  filters: z.array(viewFilterSchema).max(20).default([]),
  limit: z.number().int().min(1).max(2000).default(500),
};

const ruleIds = z.array(z.string().min(1).max(40)).min(1).max(5000);

export const changesCalls = {
  'changes.list': call(
    z.strictObject({
      which: z.enum(['open', 'ended', 'all']).default('open'),
      /** How many are left out before the first that comes. */
      from: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(2000).default(500),
    }),
    changeListSchema,
  ),
  /**
   * The newest, and what is counted of all that match. All words of the search have to stand in a change's title, or its
   * group's, whatever their case. All that ended are looked at: whatever is asked next of them, here or by
   * `changes.endedMore`, ends this with `asked-anew`.
   */
  'changes.ended': call(z.strictObject(sought), endedListSchema),
  /** Those behind a place. What is older than what came is looked at alone, and nothing is counted. */
  'changes.endedMore': call(z.strictObject({ ...sought, after: endedPlaceSchema }), endedMoreSchema),
  'changes.get': call(z.strictObject({ id }), plannedChangeSchema.nullable()),
  /** Lets these go (null = all that may) and resolves when each was tried once. */
  'changes.send': call(z.strictObject({ ids: ids.nullable().default(null) }), changesMovedSchema),
  /** Takes changes back; what waits for them goes too. One that may be on the wire is left alone. */
  'changes.discard': call(z.strictObject({ ids }), changesMovedSchema),
  /** Undo of one step: drops a group as long as nothing of it was sent. */
  'changes.undo': call(z.strictObject({ groupId: id }), stepUndoneSchema),
  /**
   * Undo of taking back: these come back, each once, in its own set and as it stood, with what they need; `along` is what goes
   * again for them. What cannot come back is left out of `moved`; refused in words where nothing can.
   */
  'changes.bringBack': call(z.strictObject({ ids }), stepUndoneSchema),
  /** Puts a change before another one where neither needs the other. */
  'changes.reorder': call(z.strictObject({ id, before: id.nullable() }), changesMovedSchema),
  /**
   * Keeps reason and ticket of change sets in the journal, instead of what was noted before; null and blank = none. All of
   * them or none; a set of which nothing is open any more refuses.
   */
  'changes.note': act(
    z.strictObject({
      groupIds: ids,
      reason: z.string().max(reasonLength).nullable(),
      ticket: z
        .string()
        .refine((text) => ticketProblem(text) === null)
        .nullable(),
    }),
    z.null(),
  ),
  /**
   * Answers a conflict. `email` and `name` only with choice `edit`; `another-role` and `another-scope` have a call of their
   * own.
   */
  'changes.resolve': call(
    z.strictObject({
      id,
      choice: z.enum(resolutionChoices),
      email: z.string().max(400).optional(),
      name: z.string().max(255).optional(),
    }),
    changesMovedSchema,
  ),
  /** What giving another role, or on another place, than the one that is gone comes to; asks the mirror only. */
  'changes.anotherPreview': act(z.strictObject(another), anotherPreviewSchema),
  /** Saves the rules of the preview as a group of changes, and takes those back that name what is gone. */
  'changes.another': act(
    z.strictObject({ ...another, acknowledged, reason: reasonSchema }),
    editReportSchema,
  ),
  /** Save dialog in the main process; null = all open changes. */
  'changes.byHand': call(z.strictObject({ ids: ids.nullable().default(null) }), byHandSchema),
  'changes.exportPlan': call(z.strictObject({ ids: manyIds.nullable().default(null) }), planReportSchema),
  /** Open dialog in the main process; rows whose precondition no longer holds are refused one by one. */
  'changes.importPlan': act(empty, planReportSchema),

  'rules.removePreview': act(z.strictObject({ ids: ruleIds }), removalPreviewSchema),
  'rules.remove': act(
    z.strictObject({
      ids: ruleIds,
      typed: z.string().max(200).nullable().default(null),
      acknowledged,
      send: sendWhenSchema,
    }),
    editReportSchema,
  ),
  /** A change of a rule is a new rule, then the old one goes (V39). */
  'rules.change': act(
    z.strictObject({
      id: z.string().min(1).max(40),
      roleId: z.number().int(),
      scope: scopeRefSchema,
      acknowledged,
      reason: reasonSchema,
      send: sendWhenSchema,
    }),
    editReportSchema,
  ),

  'serviceAccounts.create': act(
    z.strictObject({ name: z.string().max(400), send: sendWhenSchema }),
    editReportSchema,
  ),
  'serviceAccounts.setEnabled': act(
    z.strictObject({ ids: ids.max(1000), enabled: z.boolean(), acknowledged, send: sendWhenSchema }),
    editReportSchema,
  ),
  /** The former secret is void at once (V35). */
  'serviceAccounts.rotate': act(z.strictObject({ id, acknowledged, send: sendWhenSchema }), editReportSchema),
  'serviceAccounts.deletePreview': act(z.strictObject({ ids: ids.max(1000) }), removalPreviewSchema),
  'serviceAccounts.delete': act(
    z.strictObject({
      ids: ids.max(1000),
      typed: z.string().max(300).nullable().default(null),
      acknowledged,
      send: sendWhenSchema,
    }),
    editReportSchema,
  ),

  /** Newest first. */
  'sync.timeline': call(
    z.strictObject({ limit: z.number().int().min(1).max(500).default(100) }),
    z.array(timelineEntrySchema),
  ),
};

export const changesEvents = {
  /** After each commit of the outbox; screens that show changes ask again. */
  'changes.changed': event(z.object({ counts: outboxCountsSchema })),
};
