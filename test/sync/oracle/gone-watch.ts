import type { Edit } from '../../../src-shared/domain/change.ts';
import type { Disk } from '../world/disk.ts';
import type { SimTenant } from '../world/sim-tenant.ts';
import type { WireRequest } from '../world/wire.ts';
import type { BookRow } from './ledger-book.ts';

/** A thing that a change takes away, as mirrors and the tenant call it. */
export interface Removed {
  readonly of: 'users' | 'rules' | 'accounts' | 'roles';
  readonly id: string;
}

/** Knows of each deletion that was called done whether it was true, and what the app was told since (I8). */
export interface GoneWatch {
  /** A change was just called done. */
  done(row: Pick<BookRow, 'id' | 'edit'>, disk: Disk): void;
  /** The tenant has just worked on a request. */
  worked(request: WireRequest, disk: Disk): void;
  /** The sender of a request has just learnt how it ended. */
  ended(request: WireRequest): void;
  /**
   * What a change has taken away for good: it has no business in the mirror. Null for one that takes nothing away, as long as
   * the tenant has it, and where the app was told, untruly, that it was gone, and asked again later and heard that it is
   * there: then what it knows is younger than its own deletion, whoever else ended the thing after all.
   */
  gone(row: Pick<BookRow, 'id' | 'edit' | 'state'>, disk: Disk): Removed | null;
}

/** What an edit takes away; null where it takes nothing. Things that were made here have the tenant's id once they have one. */
function removedBy(edit: Edit, { book }: Pick<Disk, 'book'>): Removed | null {
  const known = (id: string | number): string =>
    /^(?:local:|-)/.test(String(id)) ? (book.serverIds(String(id)) ?? String(id)) : String(id);
  switch (edit.kind) {
    case 'user.delete':
      return { of: 'users', id: known(edit.userId) };
    case 'rule.delete':
      return { of: 'rules', id: known(edit.ruleId) };
    case 'service-account.delete':
      return { of: 'accounts', id: known(edit.id) };
    case 'role.delete':
      return { of: 'roles', id: known(edit.roleId) };
    default:
      return null;
  }
}

/** Whether the tenant has it now. A rule that is on its way out is gone. */
export function isThere({ state }: Pick<SimTenant, 'state'>, { of, id }: Removed): boolean {
  switch (of) {
    case 'users':
      return state.users.byId(id) !== undefined;
    case 'accounts':
      return state.serviceAccounts.byId(id) !== undefined;
    case 'roles':
      return state.roles.byId(Number(id)) !== undefined;
    default: {
      const position = state.rules.positionOf(Number(id));
      if (position === undefined) return false;
      const { deletedAt, leaving } = state.rules.stateOf(position);
      return deletedAt === null && !leaving;
    }
  }
}

/** A deletion that was called done while the tenant still had the thing. */
interface Mistake {
  readonly disk: Disk;
  readonly removed: Removed;
  readonly since: number;
  /** Replies to what was asked since, which say that it is there. */
  readonly replies: Set<WireRequest>;
  /** One of them has arrived. */
  told: boolean;
}

/** Makes one. `now` is in virtual milliseconds. */
export function createGoneWatch(now: () => number): GoneWatch {
  const mistakes = new Map<string, Mistake>();
  return {
    done({ id, edit }, disk) {
      const removed = removedBy(edit, disk);
      if (removed === null || !isThere(disk.tenant, removed)) return;
      mistakes.set(id, { disk, removed, since: now(), replies: new Set(), told: false });
    },
    worked(request, disk) {
      if (request.method !== 'GET' || request.workedStatus !== 200) return;
      for (const { disk: own, removed, since, replies } of mistakes.values()) {
        // What was asked before the deletion was called done is older than that, whenever the answer comes.
        if (own !== disk || request.sentAt < since) continue;
        if (isThere(disk.tenant, removed) && names(request, removed)) replies.add(request);
      }
    },
    ended(request) {
      if (!request.told) return;
      for (const mistake of mistakes.values()) mistake.told ||= mistake.replies.has(request);
    },
    gone(row, disk) {
      if (row.state !== 'done' || mistakes.get(row.id)?.told === true) return null;
      const removed = removedBy(row.edit, disk);
      return removed === null || isThere(disk.tenant, removed) ? null : removed;
    },
  };
}

const paths: Readonly<Record<Removed['of'], RegExp>> = {
  users: /^\/api\/v1\/users\b/,
  rules: /^\/api\/v1\/authorization\/access-rules\b/,
  accounts: /^\/api\/v1\/(?:service-accounts|apps)\b/,
  roles: /^\/api\/v[12]\/authorization\/roles\b/,
};

/** Whether a reply says of a thing that it is there: it is of that kind, and has something of that id in it. */
function names({ path, workedBody }: WireRequest, { of, id }: Removed): boolean {
  return paths[of].test(path) && new RegExp(`"id":"?${id}"?[,}]`).test(workedBody);
}
