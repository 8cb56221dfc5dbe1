import { ActGate } from '../../src-main/services/act-gate.ts';
import type { CredentialInfo } from '../../src-shared/domain/credential.ts';
import type { Abilities } from '../../src-shared/domain/tenant.ts';
import type { OpenTenant } from '../../src-shared/ipc/tenants-contract.ts';
import type { Random } from '../../src-shared/ports/random.ts';
import { CredentialTray } from '../../src-main/services/credential-tray.ts';
import type { Journal, JournalEntry } from '../../src-main/services/journal.ts';
import { createUsersService, type UsersService } from '../../src-main/services/users-service.ts';
import { silentLog } from '../../src-main/log/log.ts';
import type { LogFields } from '../../src-main/log/log.ts';
import type { TenantSession } from '../../src-main/session/tenant-session.ts';
import { aRole, aRule, aUser } from './facts.ts';
import { MemoryMirror, type MemoryMirrorFacts } from './memory-mirror.ts';
import { ScriptedTenant, unreachable } from './scripted-tenant.ts';

const yes = { allowed: true, reason: null };

/** An actor who may do everything. */
export const allAllowed: Abilities = {
  readUsers: yes,
  createUsers: yes,
  deleteUsers: yes,
  resetPasswords: yes,
  signOutUsers: yes,
  readRules: yes,
  createRules: yes,
  deleteRules: yes,
  readServiceAccounts: yes,
  createServiceAccounts: yes,
  updateServiceAccounts: yes,
  deleteServiceAccounts: yes,
  notifyByMail: yes,
  batchCreateRules: yes,
  customRoles: yes,
};

/** Ids that count up, and no chance at all. */
export function countingRandom(): Random {
  let count = 0;
  return {
    below: (bound) => {
      count += 1;
      return count % bound;
    },
    uuid: () => {
      count += 1;
      return `id-${count}`;
    },
  };
}

/** A journal that keeps its rows and can be broken. */
export class MemoryJournal implements Journal {
  readonly rows: JournalEntry[] = [];
  full = false;

  append(entry: JournalEntry): void {
    if (this.full) throw new Error('disk full');
    this.rows.push(entry);
  }

  /** `verb result`, in order. */
  lines(): string[] {
    return this.rows.map((row) => `${row.verb} ${row.result}`);
  }
}

export const systemAdministrator = aRole(1, 'System administrator');
export const researcher = aRole(5, 'L1 researcher');
export const viewer = aRole(7, 'Viewer');
export const departmentAdministrator = aRole(1710, 'Department administrator');
const roles = [systemAdministrator, researcher, viewer, departmentAdministrator];
const tenant = { type: 'tenant', id: '7', name: 'Acme' };

/** Everything one test of the users service looks at. */
export interface UsersBench {
  readonly service: UsersService;
  readonly tenant: ScriptedTenant;
  readonly mirror: MemoryMirror;
  readonly journal: MemoryJournal;
  readonly tray: CredentialTray;
  readonly traySeen: CredentialInfo[][];
  /** Every field that was logged, as text. */
  readonly logged: string[];
  readonly session: TenantSession;
  online: boolean;
  abilities: Abilities;
}

/**
 * Two administrators (root, who is signed in, and ada), a local user bob and an SSO user eve in group vision; mirror
 * and tenant agree at the start.
 */
export function usersBench(more: MemoryMirrorFacts = {}): UsersBench {
  const users = more.users ?? [
    aUser('root'),
    aUser('ada'),
    aUser('bob'),
    aUser('eve', { isLocal: false, groups: ['vision'] }),
  ];
  const rules = more.rules ?? [
    aRule(1, 'root@example.com', systemAdministrator, tenant),
    aRule(2, 'ada@example.com', systemAdministrator, tenant),
    aRule(3, 'bob@example.com', viewer, { type: 'project', id: 'p-cats', name: 'cats' }),
  ];
  const cloud = new ScriptedTenant({ users: [...users], rules: [...rules], roles });
  const mirror = new MemoryMirror({ ...more, users: [...users], rules: [...rules], roles });
  const journal = new MemoryJournal();
  const traySeen: CredentialInfo[][] = [];
  const logged: string[] = [];
  const keep = (event: string, fields?: LogFields): void =>
    void logged.push(event, JSON.stringify(fields ?? {}));
  const log = { ...silentLog, error: keep, warn: keep, info: keep, debug: keep };
  const random = countingRandom();
  const tray = new CredentialTray({
    clock: { now: () => Date.UTC(2026, 0, 2) },
    random,
    onChanged: (list) => traySeen.push([...list]),
  });
  const describe = (): OpenTenant => ({
    connection: {
      key: 'k1',
      url: cloud.origin,
      label: 'Acme',
      account: 'root@example.com',
      method: 'password',
      isDemo: false,
      productLine: '3.0',
      hasSecret: false,
    },
    productLine: '3.0',
    productText: 'Run:ai 3.0',
    actor: 'root@example.com',
    tenantId: '7',
    abilities: bench.abilities,
  });
  const session: TenantSession = {
    key: 'k1',
    describe,
    link: () => ({ link: bench.online ? 'online' : 'offline', problem: null }),
    client: async () => {
      if (!bench.online) throw unreachable();
      return cloud;
    },
    retry: async () => {},
    setWorkOffline: () => {},
    onLinkChanged: () => () => {},
    close: async () => {},
  };
  const bench: UsersBench = {
    tenant: cloud,
    mirror,
    journal,
    tray,
    traySeen,
    logged,
    session,
    online: true,
    abilities: allAllowed,
    service: createUsersService({
      acts: new ActGate(),
      session: () => session,
      mirror: () => mirror,
      journal,
      random,
      log,
      tray,
    }),
  };
  return bench;
}
