import { z } from 'zod';
import { pendingMarks } from '../changes/overlay.ts';
import { roleSchema } from '../domain/role.ts';
import { scopeNodeSchema } from '../domain/scope.ts';
import { viewNameSchema, viewWindowRequestSchema, viewWindowSchema } from '../views/view-query.ts';
import { call } from './define.ts';

/** One access rule as a drawer shows it, with the path that gives it. */
export const ruleRowSchema = z.object({
  id: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  roleId: z.number().int(),
  roleName: z.string(),
  scopeType: z.string(),
  scopeId: z.string(),
  scopeName: z.string(),
  /** Names from the tenant down to the scope's parent, e.g. ["cluster-a", "research"]. */
  scopePath: z.array(z.string()),
  /** `direct`, or the group it comes through. */
  via: z.string(),
  createdBy: z.string(),
  createdAt: z.string().nullable(),
  phase: z.string().nullable(),
  /** What an open change makes of it; null where there is none. */
  pending: z.enum(pendingMarks).nullable(),
});
export type RuleRow = z.infer<typeof ruleRowSchema>;

/** One row's whole story, for the drawer. */
export const recordSchema = z.object({
  view: viewNameSchema,
  id: z.string(),
  title: z.string(),
  fields: z.array(
    z.object({
      label: z.string(),
      value: z.union([z.string(), z.number(), z.array(z.string()), z.null()]),
      kind: z.enum(['text', 'email', 'time', 'number', 'list', 'choice', 'id']),
    }),
  ),
  /** Rules that touch it: of a user, direct and through groups; of a role, its holders; of a scope, those on it. At most 500. */
  rules: z.array(ruleRowSchema),
  ruleTotal: z.number().int().nonnegative(),
  /** The fact as the tenant sent it, pretty-printed JSON; null for groups, which the tenant does not list. */
  raw: z.string().nullable(),
  /** When the pull that brought it was complete. */
  asOf: z.string().nullable(),
});
export type ViewRecord = z.infer<typeof recordSchema>;

export const mirrorCalls = {
  'views.window': call(viewWindowRequestSchema, viewWindowSchema),
  /** Null when it is no longer in the mirror. */
  'records.get': call(
    z.strictObject({ view: viewNameSchema, id: z.string().max(400) }),
    recordSchema.nullable(),
  ),
  'roles.list': call(z.strictObject({}), z.array(roleSchema)),
  'roles.get': call(z.strictObject({ id: z.number().int() }), roleSchema.nullable()),
  /** The whole scope tree in depth-first order, tenant first. */
  'scopes.tree': call(z.strictObject({}), z.array(scopeNodeSchema)),
};
