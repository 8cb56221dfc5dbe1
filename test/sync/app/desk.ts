import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { Grant } from '../../../src-shared/ipc/users-contract.ts';
import type { EditReport } from '../../../src-shared/ipc/changes-contract.ts';
import { noChanges } from '../../../src-shared/domain/change.ts';
import type { Journal } from '../../../src-main/db/journal.ts';
import type { ActGate } from '../../../src-main/services/act-gate.ts';
import type { PlanFileDeps } from '../../../src-main/services/changes/export-plan.ts';
import { createChangesService } from '../../../src-main/services/changes/create-changes-service.ts';
import type {
  ChangesService,
  RulesService,
  ServiceAccountsService,
} from '../../../src-main/services/changes-service.ts';
import type { EditDeps } from '../../../src-main/services/edits/edit-room.ts';
import { createLedgerJournal } from '../../../src-main/services/ledger-journal.ts';
import { type RolesService, createRolesService } from '../../../src-main/services/roles-service.ts';
import { createRulesService } from '../../../src-main/services/rules-service.ts';
import { createServiceAccountsService } from '../../../src-main/services/service-accounts-service.ts';
import { type UsersService, createUsersService } from '../../../src-main/services/users-service.ts';
import type { TenantSession } from '../../../src-main/session/tenant-session.ts';

/** What an administrator can do at a running app: the services that the window and the terminal call. */
export interface Desk {
  readonly users: UsersService;
  readonly rules: RulesService;
  readonly accounts: ServiceAccountsService;
  readonly roles: RolesService;
  readonly changes: ChangesService;
}

/** Puts the services of a running app together, as composition does. */
export function createDesk(parts: {
  readonly edits: EditDeps;
  readonly acts: ActGate;
  readonly session: TenantSession;
  readonly journal: Journal;
  readonly files: Pick<PlanFileDeps, 'askWhere' | 'askWhich' | 'writeFile' | 'readFile'>;
}): Desk {
  const { edits, acts, session } = parts;
  const journal = createLedgerJournal({ rows: () => parts.journal, actor: () => session.describe().actor });
  const deps = { ...edits, acts, journal };
  return {
    users: createUsersService(deps),
    rules: createRulesService(deps),
    accounts: createServiceAccountsService(deps),
    roles: createRolesService(deps),
    changes: createChangesService({
      ...deps,
      ...parts.files,
      timeline: () => [],
      chain: () => parts.journal,
      breathe: () => Promise.resolve(),
      state: () => ({ ...session.link(), ...quietState(session.key) }),
    }),
  };
}

/** What the chip would show beside the link; the services only look at whether anybody works offline. */
function quietState(key: string) {
  return {
    connectionKey: key,
    workOffline: false,
    syncing: false,
    mirrorAsOf: null,
    revision: 0,
    lastRun: null,
    held: null,
    outbox: noChanges,
    nextTry: null,
    keychain: true,
    recovery: null,
  };
}

/** Accepts every warning: the simulated administrator is a bold one. */
const acknowledged = Array.from({ length: 60 }, (_, n) => `V${String(n + 1).padStart(2, '0')}`);

/** Why it gives what reaches far (V38). */
const reason = 'because the world wants it';

/** When what is saved leaves. */
type Send = 'staged' | undefined;

/** Creates a local user with rules. */
export async function createUser(desk: Desk, email: string, grants: Grant[], send: Send): Promise<void> {
  await desk.users.create({
    kind: 'local',
    email,
    firstName: null,
    lastName: null,
    grants,
    notify: false,
    acknowledged,
    reason,
    send,
  });
}

/** Gives rules to somebody. */
export async function addRules(desk: Desk, email: string, grants: Grant[], send: Send): Promise<void> {
  await desk.users.addRules({ email, grants, acknowledged, reason, send });
}

/** Deletes users, after a look at what that takes away. */
export async function deleteUsers(desk: Desk, ids: string[], send: Send): Promise<void> {
  const { typedPhrase } = await desk.users.deletePreview({ ids });
  await desk.users.delete({ ids, typed: typedPhrase, acknowledged, send });
}

/** Asks for a new password. */
export async function resetPassword(desk: Desk, id: string, send: Send): Promise<void> {
  await desk.users.resetPassword({ id, send });
}

/** Takes rules away. */
export async function removeRules(desk: Desk, ids: string[], send: Send): Promise<void> {
  const { typedPhrase } = await desk.rules.removePreview({ ids });
  await desk.rules.remove({ ids, typed: typedPhrase, acknowledged, send });
}

/** Changes a rule's role (V39). */
export async function changeRule(
  desk: Desk,
  id: string,
  to: { readonly roleId: number; readonly scope: Grant['scopes'][number] },
  send: Send,
): Promise<void> {
  await desk.rules.change({ id, ...to, acknowledged, reason, send });
}

/** Gives another role, or on another place, than the one that is gone. */
export async function chooseAnother(
  desk: Desk,
  wish: {
    readonly id: string;
    readonly roleId: number | null;
    readonly scope: ScopeRef | null;
    readonly all: boolean;
  },
): Promise<EditReport> {
  return await desk.changes.another({ ...wish, acknowledged, reason });
}

/** Makes a service account. */
export async function createAccount(desk: Desk, name: string, send: Send): Promise<void> {
  await desk.accounts.create({ name, send });
}

/** Switches service accounts. */
export async function setEnabled(desk: Desk, ids: string[], enabled: boolean, send: Send): Promise<void> {
  await desk.accounts.setEnabled({ ids, enabled, acknowledged, send });
}

/** Asks for a new client secret. */
export async function rotateAccount(desk: Desk, id: string, send: Send): Promise<void> {
  await desk.accounts.rotate({ id, acknowledged, send });
}

/** Deletes service accounts. */
export async function deleteAccounts(desk: Desk, ids: string[], send: Send): Promise<void> {
  const { typedPhrase } = await desk.accounts.deletePreview({ ids });
  await desk.accounts.delete({ ids, typed: typedPhrase, acknowledged, send });
}

/** A role as it is wanted: its name, its words, its permission sets by id. */
export interface RoleWish {
  readonly name: string;
  readonly description: string;
  readonly permissionSetIds: readonly string[];
}

/** Makes a role (`id` null), or changes one. */
export async function saveRole(desk: Desk, id: number | null, wish: RoleWish, send: Send): Promise<void> {
  const draft = { ...wish, permissionSetIds: [...wish.permissionSetIds], permissions: [] };
  await desk.roles.save({ id, draft, clonedFrom: null, acknowledged, send });
}

/** Switches roles. */
export async function switchRoles(desk: Desk, ids: number[], enabled: boolean, send: Send): Promise<void> {
  await desk.roles.setEnabled({ ids, enabled, acknowledged, send });
}

/** Deletes roles, after a look at who holds them. */
export async function deleteRoles(desk: Desk, ids: number[], send: Send): Promise<void> {
  const { typedPhrase } = await desk.roles.usePreview({ ids, act: 'delete' });
  await desk.roles.delete({ ids, typed: typedPhrase, acknowledged, send });
}
