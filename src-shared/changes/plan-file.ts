import { z } from 'zod';
import { editSchema, fieldValueSchema, type FieldValue } from '../domain/change.ts';
import type { ScopeRef } from '../domain/scope.ts';
import { permissionField, setField } from './base-fields.ts';

/** Names a plan file, so that other JSON is told apart at once. */
export const planFormat = 'rolebook-plan';

/** Rows a plan may have. */
export const mostPlanRows = 5000;

const text = z.string().max(2000);

/**
 * What the admin saw of what a row alters, or what a new rule takes for granted (`newRuleFields`), and a hash over it, so that
 * a row altered by hand is noticed.
 */
export const preconditionSchema = z.strictObject({
  fields: z.record(z.string().max(100), fieldValueSchema),
  /** SHA-256 in hex of {@link preconditionText}. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * One change of a plan. Names and e-mails say what it is about, and find what earlier rows make; where `edit` has the tenant's
 * own id, what goes by that name has to have it still.
 */
export const planRowSchema = z.strictObject({
  /** From 1, rising. */
  row: z.number().int().positive(),
  /** Rows of one act carry the same number. */
  group: z.number().int().positive(),
  groupTitle: text,
  edit: editSchema,
  /**
   * Where the change comes from: the one that was made first (`originOf`). Absent before version 3. With what is put behind it
   * when it is taken over it stays an id that calls take.
   */
  change: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .optional(),
  /** Names from cluster to scope, for edits of access rules: where there are several of a name this tells which. */
  scopePath: z.array(text).max(10).nullable(),
  /** Name of the service account that is the subject of a rule; null for other subjects. */
  subjectName: text.nullable(),
  /** Earlier rows that have to be done first. */
  needs: z.array(z.number().int().positive()).max(mostPlanRows),
  /** Null for what makes a user, a service account or a role; in version 1 also for a new rule. */
  precondition: preconditionSchema.nullable(),
  /** Warnings accepted when it was made. */
  acknowledged: z.array(z.string().max(200)).max(1000),
});

/** See {@link planRowSchema}. */
export type PlanRow = z.infer<typeof planRowSchema>;

/**
 * A change set as a file: JSON, UTF-8. It holds e-mails, names and roles, and never a secret. Rows are in the order in
 * which they are to be done.
 */
export const planFileSchema = z.strictObject({
  format: z.literal(planFormat),
  /**
   * 2: new rules say what they take for granted. What 1 does not say of them is not taken on trust when it is read.
   * 3: each row says which change it is, so that it is not carried out twice.
   */
  version: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  exportedAt: z.iso.datetime(),
  exportedBy: text,
  /** The tenant it was made for; it applies to no other. */
  tenant: z.strictObject({
    url: text,
    label: text,
    /** The tenant's own number; null where it was not known. */
    tenantId: text.nullable(),
    isDemo: z.boolean(),
  }),
  rows: z.array(planRowSchema).max(mostPlanRows),
});

/** See {@link planFileSchema}. */
export type PlanFile = z.infer<typeof planFileSchema>;

/** Fields that may differ without a plan being out of date. */
const passing: ReadonlySet<string> = new Set(['lastLogin']);

/** The canonical text of what was seen: fields by name, those that pass by themselves left out. */
export function preconditionText(fields: Readonly<Record<string, FieldValue>>): string {
  return JSON.stringify(
    Object.entries(fields)
      .filter(([field]) => !passing.has(field))
      .sort(([one], [other]) => (one < other ? -1 : Number(one > other)))
      .map(([field, value]) => [field, Array.isArray(value) ? [...value].sort() : value]),
  );
}

/**
 * Fields of which what is there now differs from what was seen; those that pass by themselves left out. A permission that was
 * not seen was not there; any other field that was not seen is one that an older edition did not compare.
 */
export function changedFields(
  seen: Readonly<Record<string, FieldValue>>,
  now: Readonly<Record<string, FieldValue>>,
): string[] {
  const more = Object.keys(now).filter(
    (field) => !(field in seen) && (field.startsWith(permissionField) || field.startsWith(setField)),
  );
  return [...Object.keys(seen), ...more].filter(
    (field) =>
      !passing.has(field) &&
      preconditionText({ [field]: seen[field] ?? null }) !==
        preconditionText({ [field]: now[field] ?? null }),
  );
}

/** Whether a plan made for one tenant is about another. The demo tenant has another address at every start. */
export function isSameTenant(
  made: PlanFile['tenant'],
  here: Pick<PlanFile['tenant'], 'url' | 'tenantId' | 'isDemo'>,
): boolean {
  if (made.isDemo || here.isDemo) return made.isDemo && here.isDemo;
  if (made.tenantId !== null && here.tenantId !== null && made.tenantId !== here.tenantId) return false;
  return made.url === here.url;
}

/** One key for a scope type and the names on the way to it. */
export const pathKey = (type: ScopeRef['type'], path: readonly string[]): string =>
  JSON.stringify([type, ...path]);
