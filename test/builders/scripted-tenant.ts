import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import type { Permission, Role } from '../../src-shared/domain/role.ts';
import type { ScopeRef } from '../../src-shared/domain/scope.ts';
import type { SubjectRef } from '../../src-shared/domain/subject.ts';
import type { FactKind } from '../../src-shared/domain/sync-state.ts';
import type { User } from '../../src-shared/domain/user.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import { foldEmail } from '../../src-shared/rules/email-key.ts';
import type { ServiceAccount } from '../../src-shared/wire/service-account-wire.ts';
import { featuresOf } from '../../src-shared/profiles/product-features.ts';
import type { RawPage, RuleCreation, TenantClient } from '../../src-main/cloud/tenant-client.ts';
import { aServiceAccount, aUser } from './facts.ts';
import { scriptedRoles } from './scripted-roles.ts';
import { ScriptedFeed } from './scripted-feed.ts';
import { newRules } from './scripted-rules.ts';
import { scriptedSignOn, type SignOnCall } from './scripted-sign-on.ts';

/** Calls of a tenant that can be made to fail. */
export type ScriptedCall =
  | 'createUser'
  | 'readUser'
  | 'findUser'
  | 'deleteUser'
  | 'resetPassword'
  | 'signOutUser'
  | 'createRules'
  | 'giveToMany'
  | 'deleteRule'
  | 'rulesOf'
  | 'readRule'
  | 'createServiceAccount'
  | 'setServiceAccountEnabled'
  | 'rotateServiceAccount'
  | 'deleteServiceAccount'
  | 'readServiceAccount'
  | 'findServiceAccount'
  | 'createRole'
  | 'updateRole'
  | 'setRoleEnabled'
  | 'deleteRole'
  | 'readRole'
  | 'findRole'
  | SignOnCall;

/** How the next matching call goes wrong: before it is applied, or after (the reply is lost). */
export interface Fault {
  readonly call: ScriptedCall;
  readonly error: RolebookError;
  readonly applied: boolean;
}

/** The error of a reply that never came. */
export const replyLost = (): RolebookError =>
  new RolebookError({
    kind: 'network',
    origin: 'cloud',
    reason: 'outcome-unknown',
    message: 'The reply was lost.',
  });

/** The error of a tenant that cannot be reached. */
export const unreachable = (): RolebookError =>
  new RolebookError({
    kind: 'network',
    origin: 'cloud',
    reason: 'unreachable',
    message: 'The tenant cannot be reached.',
  });

/** The error of an answer with this status. */
export const refused = (
  status: number,
  kind: 'conflict' | 'not-permitted' | 'tenant' | 'not-found' | 'input',
): RolebookError =>
  new RolebookError({
    kind,
    origin: 'cloud',
    reason: `status-${status}`,
    status,
    message: `Refused with ${status}.`,
  });

/** A user in the tenant's words, and in ours for mirrors that take facts as they are. */
const asSent = (user: User): User & { username: string } => ({ ...user, username: user.email });

/** A tenant in memory behind the client's interface, with faults on demand and a list of the calls it got. */
export class ScriptedTenant implements TenantClient {
  readonly origin = 'https://tenant.example.com';
  readonly productLine = '3.0' as const;
  readonly features = featuresOf('3.0');
  readonly feed = new ScriptedFeed();
  readonly calls: string[] = [];
  readonly faults: Fault[] = [];
  users: User[];
  rules: AccessRule[];
  serviceAccounts: ServiceAccount[];
  roles: Role[];
  /** What permission sets give, by id; a set that is not here gives nothing. */
  readonly setPermissions = new Map<string, Permission[]>();
  /** Scopes (as `type:id`) whose rules the tenant refuses. */
  readonly refusedScopes = new Set<string>();
  /** Scopes (as `type:id`) that are not there (any more). */
  readonly goneScopes = new Set<string>();
  nextPassword = 'Canary-pass-1';
  /** Whether it has the call for one role for many subjects. */
  givesToMany = false;
  /** Called before a call is looked at, and after one whose reply is lost: what others do meanwhile. */
  beforeCall: (call: ScriptedCall, what: string) => Promise<void> | void = () => {};
  afterLost: (call: ScriptedCall, what: string) => Promise<void> | void = () => {};
  /** Whom new users and service accounts name as their author. */
  caller = 'root@example.com';
  /** How its clock and ours stand. */
  clocks: TenantClient['clocks'] = () => null;
  #nextId = 1000;
  /** The next number of what is made. */
  readonly next = (): number => (this.#nextId += 1);

  constructor(
    facts: {
      users?: User[];
      rules?: AccessRule[];
      roles?: readonly Role[];
      serviceAccounts?: readonly ServiceAccount[];
    } = {},
  ) {
    this.users = [...(facts.users ?? [])];
    this.rules = [...(facts.rules ?? [])];
    this.serviceAccounts = [...(facts.serviceAccounts ?? [])];
    this.roles = [...(facts.roles ?? [])];
  }

  async #through<T>(call: ScriptedCall, what: string, apply: () => T): Promise<T> {
    this.calls.push(`${call} ${what}`);
    await this.beforeCall(call, what);
    const at = this.faults.findIndex((fault) => fault.call === call);
    const [fault] = at < 0 ? [] : this.faults.splice(at, 1);
    if (fault !== undefined && !fault.applied) throw fault.error;
    if (fault === undefined) return apply();
    try {
      apply();
    } catch {
      // A refusal is lost as well.
    }
    await this.afterLost(call, what);
    throw fault.error;
  }

  async count(): Promise<null> {
    return null;
  }
  /** Roles and service accounts, whole; other lists are not part of this tenant. */
  async page(kind: FactKind): Promise<RawPage> {
    this.calls.push(`page ${kind}`);
    const rows = kind === 'roles' ? this.roles : kind === 'service-accounts' ? this.serviceAccounts : null;
    if (rows === null) throw new Error('not part of this tenant');
    const bytes = new TextEncoder().encode(JSON.stringify({ rows }));
    return { bytes: bytes.buffer, rowsMember: 'rows' };
  }
  pages(): boolean {
    return false;
  }
  usage(): { requests: number; bytes: number } {
    return { requests: this.calls.length, bytes: 0 };
  }
  async tenantNumber(): Promise<string> {
    return '7';
  }
  async callerPermissions(): Promise<readonly []> {
    return [];
  }

  async createUser(input: {
    email: string;
    firstName: string | null;
    lastName: string | null;
    notify: boolean;
  }): Promise<{ id: string; email: string; temporaryPassword: string }> {
    return await this.#through('createUser', input.email, () => {
      if (this.users.some((user) => foldEmail(user.email) === foldEmail(input.email))) {
        throw refused(409, 'conflict');
      }
      this.#nextId += 1;
      const user = aUser(`u${this.#nextId}`, {
        email: input.email,
        firstName: input.firstName,
        lastName: input.lastName,
        createdBy: this.caller,
      });
      this.users.push(user);
      return { id: user.id, email: user.email, temporaryPassword: this.nextPassword };
    });
  }
  async readUser(id: string): Promise<unknown> {
    return await this.#through('readUser', id, () => {
      const user = this.users.find((one) => one.id === id);
      return user === undefined ? null : asSent(user);
    });
  }
  async findUser(email: string): Promise<{ id: string; email: string; raw: unknown } | null> {
    return await this.#through('findUser', email, () => {
      const user = this.users.find((one) => foldEmail(one.email) === foldEmail(email));
      return user === undefined ? null : { id: user.id, email: user.email, raw: asSent(user) };
    });
  }
  async deleteUser(id: string): Promise<boolean> {
    return await this.#through('deleteUser', id, () => {
      const there = this.users.some((user) => user.id === id);
      this.users = this.users.filter((user) => user.id !== id);
      return there;
    });
  }
  async resetPassword(id: string): Promise<{ temporaryPassword: string }> {
    return await this.#through('resetPassword', id, () => ({ temporaryPassword: this.nextPassword }));
  }
  async signOutUser(id: string): Promise<void> {
    await this.#through('signOutUser', id, () => {});
  }

  async createRules(input: {
    subject: SubjectRef;
    roleId: number;
    scopes: readonly ScopeRef[];
  }): Promise<readonly RuleCreation[]> {
    return await this.#through('createRules', `${input.subject.id} ${input.roleId}`, () =>
      newRules(this, input, refused),
    );
  }
  async giveToMany(input: {
    subjects: readonly SubjectRef[];
    roleId: number;
    scope: ScopeRef;
  }): Promise<readonly RuleCreation[] | null> {
    if (!this.givesToMany) return null;
    const ids = input.subjects.map(({ id }) => id).join(',');
    return await this.#through('giveToMany', `${ids} ${input.roleId}`, () =>
      input.subjects.flatMap((subject) =>
        newRules(this, { subject, roleId: input.roleId, scopes: [input.scope] }, refused),
      ),
    );
  }
  async deleteRule(id: number): Promise<boolean> {
    return await this.#through('deleteRule', String(id), () => {
      const there = this.rules.some((rule) => rule.id === id);
      this.rules = this.rules.filter((rule) => rule.id !== id);
      return there;
    });
  }
  async rulesOf(subject: SubjectRef): Promise<readonly { rule: AccessRule; raw: unknown }[]> {
    return await this.#through('rulesOf', subject.id, () =>
      this.rules
        .filter((rule) => rule.subjectType === subject.type && rule.subjectId === subject.id)
        .map((rule) => ({ rule, raw: rule })),
    );
  }
  async readRule(id: number): Promise<unknown> {
    return await this.#through(
      'readRule',
      String(id),
      () => this.rules.find((rule) => rule.id === id) ?? null,
    );
  }

  async createServiceAccount({ name }: { name: string }): Promise<{
    id: string;
    name: string;
    clientId: string;
    clientSecret: string;
  }> {
    return await this.#through('createServiceAccount', name, () => {
      if (this.serviceAccounts.some((account) => account.name === name)) throw refused(409, 'conflict');
      this.#nextId += 1;
      const account = aServiceAccount(`sa${this.#nextId}`, {
        name,
        clientId: `${name}-client`,
        createdBy: this.caller,
      });
      this.serviceAccounts.push(account);
      return { id: account.id, name, clientId: account.clientId, clientSecret: this.nextPassword };
    });
  }
  async setServiceAccountEnabled(id: string, enabled: boolean): Promise<void> {
    await this.#through('setServiceAccountEnabled', `${id} ${enabled}`, () => {
      if (!this.serviceAccounts.some((account) => account.id === id)) throw refused(404, 'not-found');
      this.serviceAccounts = this.serviceAccounts.map((account) =>
        account.id === id ? { ...account, enabled } : account,
      );
    });
  }
  async rotateServiceAccount(id: string): Promise<{ clientSecret: string }> {
    return await this.#through('rotateServiceAccount', id, () => {
      if (!this.serviceAccounts.some((account) => account.id === id)) throw refused(404, 'not-found');
      return { clientSecret: this.nextPassword };
    });
  }
  async deleteServiceAccount(id: string): Promise<boolean> {
    return await this.#through('deleteServiceAccount', id, () => {
      const there = this.serviceAccounts.some((account) => account.id === id);
      this.serviceAccounts = this.serviceAccounts.filter((account) => account.id !== id);
      return there;
    });
  }
  async readServiceAccount(id: string): Promise<unknown> {
    return await this.#through(
      'readServiceAccount',
      id,
      () => this.serviceAccounts.find((account) => account.id === id) ?? null,
    );
  }
  async findServiceAccount(name: string): Promise<{ id: string; clientId: string; raw: unknown } | null> {
    return await this.#through('findServiceAccount', name, () => {
      const account = this.serviceAccounts.find((one) => one.name === name);
      return account === undefined ? null : { id: account.id, clientId: account.clientId, raw: account };
    });
  }

  readonly signOn = scriptedSignOn((call, what, apply) => this.#through(call, what, apply));
  accessKeysOf = this.signOn.accessKeysOf;
  ownAccessKeys = this.signOn.ownAccessKeys;
  createAccessKey = this.signOn.createAccessKey;
  renewAccessKey = this.signOn.renewAccessKey;
  tenantSetting = this.signOn.tenantSetting;
  securitySettings = this.signOn.securitySettings;
  readonly #roleCalls = scriptedRoles(this, (call, what, apply) => this.#through(call, what, apply), refused);
  createRole = this.#roleCalls.createRole;
  updateRole = this.#roleCalls.updateRole;
  setRoleEnabled = this.#roleCalls.setRoleEnabled;
  deleteRole = this.#roleCalls.deleteRole;
  readRole = this.#roleCalls.readRole;
  findRole = this.#roleCalls.findRole;
}
