import { z } from 'zod';
import { errorBodySchema } from '../errors/error-body.ts';
import { grantedSchema } from './role-draft.ts';
import { scopeRefSchema } from './scope.ts';
import { subjectRefSchema } from './subject.ts';

/** What a custom role is to be, as a whole: the tenant takes nothing less (tenant-api §3.5). */
const roleContent = {
  name: z.string(),
  description: z.string(),
  permissionSets: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** All that it gives: what the sets come to as known when the change was made, and single permissions beside. */
  permissions: z.array(grantedSchema),
};

/**
 * What a change wants, one act of the tenant's API each. Ids of things that were made here and are not sent yet are
 * local ones: `local:<change id>` for users and service accounts, negative numbers for rules and roles.
 */
export const editSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('user.create'),
    email: z.string(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    notify: z.boolean(),
    /** What the account is made with, where roles stand on users (2.13); its rules stand as changes beside it all the same. */
    access: z.array(z.strictObject({ roleId: z.number().int(), scopes: z.array(scopeRefSchema) })).optional(),
  }),
  z.strictObject({
    kind: z.literal('user.delete'),
    userId: z.string(),
    email: z.string(),
    isLocal: z.boolean().nullable(),
  }),
  z.strictObject({ kind: z.literal('user.reset-password'), userId: z.string(), email: z.string() }),
  z.strictObject({
    kind: z.literal('rule.create'),
    /** Negative, unique in this ledger; what the mirror shows until the tenant gave a number. */
    localId: z.number().int().negative(),
    subject: subjectRefSchema,
    roleId: z.number().int(),
    /** As known when the change was made, for words. */
    roleName: z.string(),
    scope: scopeRefSchema,
    scopeName: z.string(),
    /** Why it is given, in the words of whoever gave it; there where it reaches far (V38). */
    reason: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('rule.delete'),
    /** What is meant where roles stand on users (2.13): the role in all clusters, the cluster for all roles, or both. */
    takes: z.enum(['role', 'cluster', 'both']).optional(),
    ruleId: z.number().int(),
    subject: subjectRefSchema,
    roleId: z.number().int(),
    roleName: z.string(),
    scope: scopeRefSchema,
    scopeName: z.string(),
  }),
  z.strictObject({ kind: z.literal('service-account.create'), name: z.string() }),
  z.strictObject({
    kind: z.literal('service-account.set-enabled'),
    id: z.string(),
    name: z.string(),
    enabled: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('service-account.rotate'),
    id: z.string(),
    name: z.string(),
    clientId: z.string(),
  }),
  z.strictObject({
    kind: z.literal('service-account.delete'),
    id: z.string(),
    name: z.string(),
    clientId: z.string(),
  }),
  z.strictObject({
    kind: z.literal('role.create'),
    /** Negative, unique in this ledger; what rules name until the tenant gave a number. */
    localId: z.number().int().negative(),
    ...roleContent,
    /** Id of the predefined role whose rights on clusters it copies; null = none. */
    kubernetesRole: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('role.update'), roleId: z.number().int(), ...roleContent }),
  z.strictObject({
    kind: z.literal('role.set-enabled'),
    roleId: z.number().int(),
    name: z.string(),
    enabled: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('role.delete'), roleId: z.number().int(), name: z.string() }),
]);

/** See {@link editSchema}. */
export type Edit = z.infer<typeof editSchema>;

/** The kinds of {@link Edit}. */
export type EditKind = Edit['kind'];

/** Calls whose reply holds the only copy of a secret: never repeated by themselves (I18). */
export const secretKinds: ReadonlySet<EditKind> = new Set([
  'user.create',
  'user.reset-password',
  'service-account.create',
  'service-account.rotate',
]);

/**
 * `pending` waits · `sending` may be on the wire, durable before the socket is touched · `unknown` the outcome is
 * open and is read from the tenant · `conflict` the tenant disagrees, the admin decides · `blocked` waits for another
 * change, or gave up after too many tries · `rejected` refused for good · `done` confirmed · `cancelled` taken back
 * (reliability §3.2).
 */
export const changeStates = [
  'pending',
  'sending',
  'unknown',
  'conflict',
  'blocked',
  'rejected',
  'done',
  'cancelled',
] as const;

/** One of {@link changeStates}. */
export type ChangeState = (typeof changeStates)[number];

/** States in which a change still counts: it is shown, and laid over the mirror unless it was refused. */
export const openStates: readonly ChangeState[] = [
  'pending',
  'sending',
  'unknown',
  'conflict',
  'blocked',
  'rejected',
];

/** A value of a field, as compared and shown. */
export const fieldValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/** See {@link fieldValueSchema}. */
export type FieldValue = z.infer<typeof fieldValueSchema>;

/**
 * What the admin saw when the change was made: fields by name, and the age of the mirror then (I7). Null for creates; a new
 * rule may name what it takes for granted (`newRuleFields`).
 */
export const baseSchema = z.object({
  fields: z.record(z.string(), fieldValueSchema),
  asOf: z.string().nullable(),
  /** When the thing was last changed by what the tenant said right before the change was sent; absent where it does not say. */
  sentAgainst: z.string().optional(),
});

/** See {@link baseSchema}. */
export type Base = z.infer<typeof baseSchema>;

/** What can be in the way of a change, each with choices of its own. */
export const conflictKinds = [
  'email-taken',
  'name-taken',
  'user-gone',
  'service-account-gone',
  'role-gone',
  'role-off',
  'scope-gone',
  'subject-gone',
  'right-lost',
  'changed-since',
  'guard',
  'password-not-received',
] as const;

/** One of {@link conflictKinds}. */
export type ConflictKind = (typeof conflictKinds)[number];

/**
 * What the admin may answer: send mine all the same · leave the tenant as it is and drop mine · change mine · give the
 * dependent rules to the account that is there · issue a new secret · try again as it is · give another role, or on another
 * place, than the one that is gone or switched off.
 */
export const resolutionChoices = [
  'keep-mine',
  'take-theirs',
  'edit',
  'use-existing',
  'issue-new',
  'try-again',
  'another-role',
  'another-scope',
] as const;

/** One of {@link resolutionChoices}. */
export type ResolutionChoice = (typeof resolutionChoices)[number];

/** Base, mine and theirs side by side, and what may be done. */
export const conflictSchema = z.object({
  kind: z.enum(conflictKinds),
  /** One sentence in the user's words. */
  message: z.string(),
  fields: z.array(
    z.object({
      field: z.string(),
      base: fieldValueSchema,
      mine: fieldValueSchema,
      theirs: fieldValueSchema,
      /** Whether mine and theirs cannot both hold. */
      clash: z.boolean(),
    }),
  ),
  choices: z.array(z.enum(resolutionChoices)).min(1),
  /** Id of what stands in the way, e.g. of the account that has the e-mail; null where there is none. */
  existingId: z.string().nullable(),
});

/** See {@link conflictSchema}. */
export type Conflict = z.infer<typeof conflictSchema>;

/** What sending brought. Never a secret. */
export const changeResultSchema = z.object({
  /** The tenant's id for what was made; null for the rest. */
  serverId: z.string().nullable(),
  /** Client id of a service account that was made. */
  clientId: z.string().nullable().default(null),
  /**
   * `done` sent and confirmed · `already` was so before · `merged` harmless difference · `found` read back after a lost reply.
   * Of one that was taken back: `replaced` others were saved in its place · `undone` what it had replaced came back ·
   * `dropped` nothing took its place.
   */
  how: z.enum(['done', 'already', 'merged', 'found', 'replaced', 'undone', 'dropped']),
  /** Of one that was dropped: how it stood until then. */
  was: z.enum(changeStates).optional(),
  /**
   * Of one that was taken back for others, in the same commit: those that took its own place, or came back for it; the set that
   * was saved; and how it stood until then. A set with nothing in its own place took it back all the same.
   */
  madeWay: z
    .object({ for: z.array(z.string()), set: z.string().optional(), was: z.enum(changeStates) })
    .optional(),
  /** Says it in words where something is worth saying, e.g. "The rule was there already". */
  note: z.string().nullable(),
  /** Id in the credential tray, where a secret came. */
  credentialId: z.string().nullable().default(null),
  /** Facts as the tenant sent them, for the mirror; emptied once the mirror has them. */
  facts: z.object({
    users: z.array(z.unknown()),
    rules: z.array(z.unknown()),
    serviceAccounts: z.array(z.unknown()),
    roles: z.array(z.unknown()).default([]),
  }),
});

/** See {@link changeResultSchema}. */
export type ChangeResult = z.infer<typeof changeResultSchema>;

/** What went wrong with a change last. */
export const changeErrorSchema = errorBodySchema.extend({
  /** The lost reply that came before it, which it must not make forgotten (I18). */
  afterLost: errorBodySchema.optional(),
});

/** See {@link changeErrorSchema}. */
export type ChangeError = z.infer<typeof changeErrorSchema>;

/** One local intent, from the moment it is saved until the tenant confirmed it or the admin dropped it (design §4, §5). */
export const changeSchema = z.object({
  /** Order in which changes were made; rises. */
  seq: z.number().int().positive(),
  /** Stays the same across retries, restarts and refreshes (I17). */
  id: z.string(),
  /** Changes made by one act of the user, e.g. a user with its rules. */
  groupId: z.string(),
  groupTitle: z.string(),
  /** Tenant and account that it was made for; never sent to another (I10). */
  binding: z.string(),
  edit: editSchema,
  base: baseSchema.nullable(),
  /** Ids of changes that must be done before this one may be sent. */
  dependsOn: z.array(z.string()),
  /** Staged: waits for the user to send it. */
  held: z.boolean(),
  state: z.enum(changeStates),
  attempts: z.number().int().nonnegative(),
  /** Not tried again before; RFC 3339 UTC, null = at once. */
  nextAt: z.string().nullable(),
  error: changeErrorSchema.nullable(),
  conflict: conflictSchema.nullable(),
  result: changeResultSchema.nullable(),
  /** Accepted findings (keys), asked again at send. */
  acknowledged: z.array(z.string()),
  /** Base checks that the user has waived by `keep-mine`. */
  waived: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

/** See {@link changeSchema}. */
export type Change = z.infer<typeof changeSchema>;

/** How many open changes there are in each state. */
export const outboxCountsSchema = z.object({
  pending: z.number().int().nonnegative(),
  sending: z.number().int().nonnegative(),
  unknown: z.number().int().nonnegative(),
  conflict: z.number().int().nonnegative(),
  blocked: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative(),
});

/** See {@link outboxCountsSchema}. */
export type OutboxCounts = z.infer<typeof outboxCountsSchema>;

/** An outbox without open changes. */
export const noChanges: OutboxCounts = {
  pending: 0,
  sending: 0,
  unknown: 0,
  conflict: 0,
  blocked: 0,
  rejected: 0,
};
