import { z } from 'zod';
import { mostAmong } from './most-among.ts';

/** The tables of the window; each is a view over the mirror. */
export const viewNames = [
  'users',
  'access-rules',
  'roles',
  'groups',
  'service-accounts',
  'projects',
  'departments',
  'clusters',
] as const;

/** One of {@link viewNames}. */
export const viewNameSchema = z.enum(viewNames);
export type ViewName = z.infer<typeof viewNameSchema>;

/**
 * One condition on one column; conditions of a query are joined by AND, values of one condition by OR.
 * `is`/`is-not` compare with facet values; `contains` ignores case; `before`/`after` take an ISO date or time;
 * `older-than-days` takes a number of days and also matches "never"; `empty`/`not-empty` take no value.
 */
export const viewFilterSchema = z.object({
  column: z.string().max(40),
  op: z.enum(['is', 'is-not', 'contains', 'before', 'after', 'older-than-days', 'empty', 'not-empty']),
  values: z.array(z.string().max(300)).max(200),
});
export type ViewFilter = z.infer<typeof viewFilterSchema>;

/** What to show, without where: the part that lives in the URL, in saved views and on the command line. */
export const viewQuerySchema = z.object({
  view: viewNameSchema,
  search: z.string().max(300).default(''),
  filters: z.array(viewFilterSchema).max(20).default([]),
  /** First entry is the strongest. Empty = the view's own order. */
  sort: z
    .array(z.object({ column: z.string().max(40), direction: z.enum(['asc', 'desc']) }))
    .max(3)
    .default([]),
});
export type ViewQuery = z.infer<typeof viewQuerySchema>;

/** Rows `from` (inclusive) to `to` (exclusive) of a query, at most 500 at once. */
export const viewWindowRequestSchema = viewQuerySchema.extend({
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
  /** Only these columns are sent; the id always is. */
  columns: z.array(z.string().max(40)).max(40),
  /** Facets cost a little; ask for them with the first window of a query. */
  facets: z.boolean().default(false),
  /** Ids of which it is asked whether they are among what matches, wherever. */
  among: z.array(z.string().max(500)).max(mostAmong).optional(),
});
export type ViewWindowRequest = z.infer<typeof viewWindowRequestSchema>;

/** A cell: text, number, list of texts (roles of a user), or nothing. Times are ISO text. */
export const cellSchema = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
export type Cell = z.infer<typeof cellSchema>;

/** How often a value occurs among the rows that match everything but this facet's own filter. */
export const facetValueSchema = z.object({
  value: z.string(),
  label: z.string(),
  count: z.number().int().nonnegative(),
});

/** The answer: columns as arrays (cheap to clone), the total that matches, and the total there is. */
export const viewWindowSchema = z.object({
  /** The mirror's revision the answer was computed from. */
  revision: z.number().int().nonnegative(),
  from: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  unfilteredTotal: z.number().int().nonnegative(),
  ids: z.array(z.string()),
  columns: z.record(z.string(), z.array(cellSchema)),
  /** By column; only when asked for. At most 200 values a facet, most frequent first. */
  facets: z.record(z.string(), z.array(facetValueSchema)).nullable(),
  /** Those of the request's `among` that match; only when asked. */
  among: z.array(z.string()).optional(),
});
export type ViewWindow = z.infer<typeof viewWindowSchema>;
