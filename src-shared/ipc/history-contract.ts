import { z } from 'zod';
import { changeClasses, historyLineSchema, historyMomentSchema, stretchSchema } from '../domain/history.ts';
import { factKinds, sessionStateSchema } from '../domain/sync-state.ts';
import { call, event } from './define.ts';

const momentId = z.number().int().positive();
const name = z.string().trim().min(1).max(100);

/** Formats in which a comparison can be saved. */
export const comparisonFormats = ['html', 'md', 'csv', 'json'] as const;

/** Two moments, and which part of what differs between them. */
const comparison = z.strictObject({
  from: momentId,
  to: momentId,
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(1000).default(200),
  /** Only these; empty = all. */
  classes: z.array(z.enum(changeClasses)).default([]),
  /** A text in the name or in what happened; empty = all. */
  search: z.string().max(200).default(''),
});

/** Of the open tenant, and none of them needs a network. */
export const historyCalls = {
  /** All moments, oldest first; stretches of the event history that nobody read in time are `eventGaps`. */
  'history.moments': call(
    z.strictObject({}),
    z.object({ moments: z.array(historyMomentSchema), eventGaps: z.array(stretchSchema) }),
  ),
  /** What differs between two moments, riskiest first. */
  'history.compare': call(
    comparison,
    z.object({
      from: historyMomentSchema,
      to: historyMomentSchema,
      lines: z.array(historyLineSchema),
      total: z.number().int().nonnegative(),
      counts: z.partialRecord(z.enum(changeClasses), z.number().int().nonnegative()),
      /** Facts of which only changed what changes by itself, such as the last sign-in. */
      quiet: z.number().int().nonnegative(),
    }),
  ),
  /** What happened to a subject and its rules, or to one fact, newest first. */
  'history.life': call(
    z.union([
      z.strictObject({ type: z.string().min(1).max(60), id: z.string().min(1).max(500) }),
      z.strictObject({ kind: z.enum(factKinds), key: z.string().min(1).max(500) }),
    ]),
    z.object({
      since: historyMomentSchema.nullable(),
      entries: z.array(z.object({ moment: historyMomentSchema, line: historyLineSchema })),
    }),
  ),
  /** Names a moment; a name that is taken moves to it. */
  'history.name': call(z.strictObject({ moment: momentId, name }), z.null()),
  'history.unname': call(z.strictObject({ name }), z.null()),
  /** Tables, records and questions about access show this moment from now on; null = now. */
  'history.lookAt': call(z.strictObject({ moment: momentId.nullable() }), sessionStateSchema),
  /** The whole comparison as a file. */
  'history.export': call(
    z.strictObject({ from: momentId, to: momentId, format: z.enum(comparisonFormats) }),
    z.object({
      outcome: z.enum(['written', 'cancelled']),
      path: z.string().nullable(),
      lines: z.number().int().nonnegative(),
      warnings: z.array(z.string()),
    }),
  ),
};

/** The history has grown. */
export const historyEvents = { 'history.changed': event(z.object({})) };
