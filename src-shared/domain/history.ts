import { z } from 'zod';
import { factKinds } from './sync-state.ts';

/** A look after which the facts were other than before; times are milliseconds of our clock. */
export const historyMomentSchema = z.object({
  id: z.number().int().positive(),
  at: z.number(),
  /** The last look that found nothing new. After it and before the next moment nobody looked. */
  until: z.number(),
  /** `catch-up`: found before a pull began, such as what was done here meanwhile. */
  source: z.enum(['baseline', 'pull', 'delta', 'catch-up']),
  /** False when some kind could not be read then. */
  complete: z.boolean(),
  added: z.number().int().nonnegative(),
  changed: z.number().int().nonnegative(),
  removed: z.number().int().nonnegative(),
  /** Names given to it. */
  names: z.array(z.string()),
});
/** See {@link historyMomentSchema}. */
export type HistoryMoment = z.infer<typeof historyMomentSchema>;

/** What a change of history is, riskiest first (domain §4.4). */
export const changeClasses = [
  'new-administrator',
  'tenant-wide',
  'dormant-gained',
  'role-changed',
  'scope-widened',
  'rule-added',
  'groups-changed',
  'subject-added',
  'scope-narrowed',
  'rule-removed',
  'subject-removed',
  'organisation',
  'fields',
] as const;
/** One of {@link changeClasses}. */
export type ChangeClass = (typeof changeClasses)[number];

/** One member that is other than before, in words; null = nothing was there. */
export const fieldDifferenceSchema = z.object({
  label: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
/** See {@link fieldDifferenceSchema}. */
export type FieldDifference = z.infer<typeof fieldDifferenceSchema>;

/** Who did it, as far as is known, and how that is known. */
export const historyActorSchema = z.object({
  name: z.string(),
  /** `event`: the tenant's event history says so; `fact`: the fact names its author. */
  source: z.enum(['event', 'fact']),
  /** RFC 3339; null when only the looks around it are known. */
  at: z.string().nullable(),
});
/** See {@link historyActorSchema}. */
export type HistoryActor = z.infer<typeof historyActorSchema>;

/** One change between two moments, or in the life of one thing. Names are those of then. */
export const historyLineSchema = z.object({
  kind: z.enum(factKinds),
  key: z.string(),
  class: z.enum(changeClasses),
  what: z.enum(['added', 'removed', 'changed']),
  /** Whose or which thing: an e-mail, a group, the name of a role or place. */
  name: z.string(),
  /** What happened to it, in a sentence without a subject. */
  text: z.string(),
  fields: z.array(fieldDifferenceSchema),
  /** Subjects whose access it changes, where it is more than the one named; null otherwise. */
  affected: z.number().int().nonnegative().nullable(),
  by: historyActorSchema.nullable(),
  /** The row of our journal that tells of it, who did it and why; absent where it was not done here. */
  ours: z
    .object({ row: z.number().int().positive(), actor: z.string(), reason: z.string().nullable() })
    .optional(),
});
/** See {@link historyLineSchema}. */
export type HistoryLine = z.infer<typeof historyLineSchema>;

/** A stretch of the past, in milliseconds. */
export const stretchSchema = z.object({ from: z.number(), until: z.number() });
/** See {@link stretchSchema}. */
export type Stretch = z.infer<typeof stretchSchema>;
