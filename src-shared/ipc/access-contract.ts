import { z } from 'zod';
import { gateKinds } from '../access/gates.ts';
import { pendingMarks } from '../changes/overlay.ts';
import { permissionActions } from '../domain/role.ts';
import { scopeRefSchema } from '../domain/scope.ts';
import { call } from './define.ts';

/**
 * Whose state is asked about: `tenant` is the mirror as it was pulled, `with-changes` is what will be once the open
 * changes of the outbox are done.
 */
export const accessAsSchema = z.enum(['tenant', 'with-changes']).default('with-changes');

/**
 * A subject as rules name it; user, group, service-account, app, all-authenticated-users, or a type we do not know.
 * `id` is the e-mail (or id) of a user, the exact name of a group, the client id, name or id of a service account.
 */
export const accessSubjectRefSchema = z.strictObject({ type: z.string().max(100), id: z.string().max(400) });
export type AccessSubjectRef = z.infer<typeof accessSubjectRefSchema>;

/** One cell of the grid: what is done to what. */
export const accessCellRefSchema = z.strictObject({
  resourceType: z.string().min(1).max(200),
  action: z.enum(permissionActions),
});
export type AccessCellRef = z.infer<typeof accessCellRefSchema>;

/** A scope with its names; `known` false where it is not in the mirror (any more). */
export const accessPlaceSchema = z.object({
  type: z.string(),
  id: z.string(),
  name: z.string(),
  /** Names from the cluster down to the scope's parent. */
  path: z.array(z.string()),
  known: z.boolean(),
});
export type AccessPlace = z.infer<typeof accessPlaceSchema>;

/** Why what was granted is not in force: it is dormant, not absent. */
export const accessGateSchema = z.object({
  kind: z.enum(gateKinds),
  /** `tenant`: the tenant itself gives nothing. `place`: it would, and there is nothing there to do it on. */
  by: z.enum(['tenant', 'place']),
  /** One sentence in the user's words. */
  message: z.string(),
});
export type AccessGate = z.infer<typeof accessGateSchema>;

/** One way in which a subject holds something: role ← direct, or through a group, or as everyone ← scope. */
export const accessPathSchema = z.object({
  ruleId: z.string(),
  via: z.enum(['direct', 'group', 'everyone']),
  /** The group's name; null unless `via` is `group`. */
  group: z.string().nullable(),
  roleId: z.number().int(),
  roleName: z.string(),
  place: accessPlaceSchema,
  /** Since when; null where the tenant does not say. */
  since: z.string().nullable(),
  /** Who granted it; may be empty. */
  grantedBy: z.string(),
  /** Creating, Ready, NotReady, Deleting, or null. */
  phase: z.string().nullable(),
  /** What an open change makes of the rule. */
  pending: z.enum(pendingMarks).nullable(),
  /** Empty: in force. Else dormant, and why. */
  gates: z.array(accessGateSchema),
});
export type AccessPath = z.infer<typeof accessPathSchema>;

/** Who is asked about, as found. */
export const accessSubjectSchema = z.object({
  type: z.string(),
  id: z.string(),
  /** E-mail or name, to show. */
  label: z.string(),
  /** local, sso, pre-authorised, user deleted, unknown (`UserRowType`); group; service-account; everyone; other. */
  kind: z.enum([
    'local',
    'sso',
    'pre-authorised',
    'user deleted',
    'unknown',
    'group',
    'service-account',
    'everyone',
    'other',
  ]),
  /** Id of the row in its view (users, groups, service-accounts); null where there is none. */
  recordId: z.string().nullable(),
  /** Groups of a user. */
  groups: z.array(z.string()),
  /** Members of a group that the mirror knows, else 0. */
  members: z.number().int().nonnegative(),
  lastLogin: z.string().nullable(),
});
export type AccessSubject = z.infer<typeof accessSubjectSchema>;

/**
 * `whole`: in force on all of the place asked about. `part`: in force somewhere inside it. `dormant`: granted there, and
 * nothing of it in force. `none`: not granted there.
 */
export const accessStates = ['whole', 'part', 'dormant', 'none'] as const;
export type AccessState = (typeof accessStates)[number];

/** One row of the grid; `cells` in the order create, read, update, delete. */
export const accessRowSchema = z.object({
  resourceType: z.string(),
  displayName: z.string(),
  group: z.string(),
  cells: z.array(
    z.object({
      state: z.enum(accessStates),
      /** Indexes into `paths`, those in force first; dormant ones are among them. */
      paths: z.array(z.number().int().nonnegative()),
    }),
  ),
});
export type AccessRow = z.infer<typeof accessRowSchema>;

/** What one subject can do (domain §4.3, question 1). */
export const subjectAccessSchema = z.object({
  subject: accessSubjectSchema,
  /** The place asked about; null: anywhere, and `whole` means everywhere. */
  place: accessPlaceSchema.nullable(),
  rows: z.array(accessRowSchema),
  /** Every path of the subject that touches the place, each once. */
  paths: z.array(accessPathSchema),
  /** Paths in force, and dormant ones. */
  counts: z.object({ inForce: z.number().int(), dormant: z.number().int() }),
  /** The two planes (R03): names of what it may change in the administration, and of what it may submit. */
  planes: z.object({ administers: z.array(z.string()), submits: z.array(z.string()) }),
  /** Of the data: when the last complete pull ended. */
  asOf: z.string().nullable(),
});
export type SubjectAccess = z.infer<typeof subjectAccessSchema>;

/** One who can, with the ways. */
export const holderSchema = z.object({
  /** Place in the ranking, from 1. */
  rank: z.number().int().positive(),
  subject: accessSubjectSchema,
  state: z.enum(['whole', 'part', 'dormant']),
  /** How many paths there are; `paths` holds at most 50 of them, those in force first. */
  pathCount: z.number().int().positive(),
  paths: z.array(accessPathSchema),
  /** A System administrator of the whole tenant. */
  administrator: z.boolean(),
  /** A local one of those: it gets in when single sign-on does not work. */
  breakGlass: z.boolean(),
});
export type Holder = z.infer<typeof holderSchema>;

/** Who can do something somewhere (domain §4.3, question 2), widest first. */
export const whoCanSchema = z.object({
  resourceType: z.string(),
  displayName: z.string(),
  action: z.enum(permissionActions),
  place: accessPlaceSchema.nullable(),
  /** How many match the filter; `rows` is the window asked for. */
  total: z.number().int().nonnegative(),
  rows: z.array(holderSchema),
  /** Over all who match. */
  counts: z.object({
    users: z.number().int(),
    groups: z.number().int(),
    serviceAccounts: z.number().int(),
    others: z.number().int(),
    whole: z.number().int(),
    part: z.number().int(),
    dormant: z.number().int(),
    administrators: z.number().int(),
    breakGlass: z.number().int(),
    paths: z.number().int(),
  }),
  /** Roles that give it, by how many paths there are. */
  roles: z.array(z.object({ roleId: z.number().int(), roleName: z.string(), paths: z.number().int() })),
  asOf: z.string().nullable(),
});
export type WhoCan = z.infer<typeof whoCanSchema>;

/** What `access.subject` takes. */
export const subjectQuestionSchema = z.strictObject({
  subject: accessSubjectRefSchema,
  /** Only what touches this scope; null: anywhere. */
  scope: scopeRefSchema.nullable().default(null),
  as: accessAsSchema,
});
export type SubjectQuestion = z.infer<typeof subjectQuestionSchema>;

/** What `access.who-can` takes. */
export const whoCanQuestionSchema = z.strictObject({
  ...accessCellRefSchema.shape,
  /** On this scope; null: anywhere. */
  scope: scopeRefSchema.nullable().default(null),
  as: accessAsSchema,
  /** Also those who can only in some part of the scope. */
  parts: z.boolean().default(true),
  /** Also those whose grants are all dormant. */
  dormant: z.boolean().default(true),
  /** Kinds of subjects to leave in; null: all. */
  types: z
    .array(z.enum(['user', 'group', 'service-account', 'other']))
    .nullable()
    .default(null),
  /** Part of an e-mail or name. */
  search: z.string().max(200).default(''),
  from: z.number().int().nonnegative().default(0),
  to: z.number().int().nonnegative().default(100),
});
export type WhoCanQuestion = z.infer<typeof whoCanQuestionSchema>;

/** What `access.export-who-can` takes: the question without its window, since all rows are written. */
export const whoCanFileQuestionSchema = whoCanQuestionSchema.omit({ from: true, to: true });
export type WhoCanFileQuestion = z.infer<typeof whoCanFileQuestionSchema>;

/** What became of the file. */
export const whoCanFileReportSchema = z.object({
  outcome: z.enum(['written', 'cancelled']),
  path: z.string().nullable(),
  rows: z.number().int().nonnegative(),
  /** Things to know about the place, e.g. a folder that is synced to a cloud. */
  warnings: z.array(z.string()),
});
export type WhoCanFileReport = z.infer<typeof whoCanFileReportSchema>;

export const accessCalls = {
  /** Rejects with `not-found`/`subject-unknown` for a subject that neither the mirror nor a rule names. */
  'access.subject': call(subjectQuestionSchema, subjectAccessSchema),
  /** At most 1,000 rows at once; rejects with `not-found`/`scope-unknown` for a scope that the mirror does not have. */
  'access.who-can': call(whoCanQuestionSchema, whoCanSchema),
  /**
   * All who can, as a CSV file for spreadsheets; save dialog in the main process, a row in the journal. Rejects with
   * `conflict`/`data-moved` where the local copy does not stay the same for as long as it is read.
   */
  'access.export-who-can': call(whoCanFileQuestionSchema, whoCanFileReportSchema),
};
