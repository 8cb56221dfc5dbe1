import type { Change } from '../../../src-shared/domain/change.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { Random } from '../../../src-shared/ports/random.ts';
import type { Mirror } from '../../db/mirror.ts';
import type { Outbox } from '../../db/outbox.ts';
import type { Log } from '../../log/log.ts';
import type { TenantSession } from '../../session/tenant-session.ts';
import type { Push } from '../../sync/push/push.ts';
import { asTenantCalls } from '../../sync/push/resolve-ids.ts';
import type { CredentialTray } from '../credential-tray.ts';
import type { OverlayKeeper } from './overlay-keeper.ts';
import type { PlanIds } from './edit-draft.ts';
import { nothingOpen, otherTenant } from '../nothing-open.ts';

/** The parts of the open tenant that an edit goes through. */
export interface EditRoom {
  readonly session: TenantSession;
  /** Answers what will be: the mirror with the outbox laid over. */
  readonly mirror: Mirror;
  readonly outbox: Outbox;
  readonly push: Push;
  readonly overlay: OverlayKeeper;
}

/** What edits need beside the open tenant. */
export interface EditDeps {
  /** The open tenant, or null. */
  room(): EditRoom | null;
  readonly tray: CredentialTray;
  readonly random: Random;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** Whether what is saved leaves by itself (settings). */
  sendAutomatically(): Promise<boolean>;
  /**
   * Whether the tray ends with the act, as it does in the terminal: then nothing may be sent along that issues a secret
   * nobody asked for. Absent = it stays.
   */
  trayEndsWithAct?(): boolean;
}

/** The open tenant; throws `unavailable`/`no-tenant-open` when there is none. */
export function openRoom(deps: Pick<EditDeps, 'room'>): EditRoom {
  const room = deps.room();
  if (room !== null) return room;
  throw nothingOpen();
}

/**
 * {@link openRoom} for work that lets others have their turn: asked again after each, it answers the parts of the same tenant
 * as they are by then, for its files may be opened anew. Throws `superseded` where another tenant is open.
 */
export function sameRoom(deps: Pick<EditDeps, 'room'>): () => EditRoom {
  const { key } = openRoom(deps).session;
  return () => {
    const room = openRoom(deps);
    if (room.session.key !== key) throw otherTenant();
    return room;
  };
}

/**
 * The open changes, in their order, by what the mirror shows: what was made here is called as the tenant calls it, once it
 * does, so that what is wished next of the same finds what waits for it.
 */
export function openChanges({ outbox }: Pick<EditRoom, 'outbox'>): readonly Change[] {
  return asTenantCalls(outbox.open(), outbox.get);
}

/** Numbers for the drafts of one plan. */
export function planIds(deps: Pick<EditDeps, 'random'>, room: Pick<EditRoom, 'outbox'>): PlanIds {
  return {
    change: () => deps.random.uuid(),
    localRule: () => room.outbox.nextLocalRuleId(),
    makerOfRole(roleId) {
      if (roleId >= 0) return null;
      // One that has ended shows under our number until its facts are in the mirror.
      const maker = [...room.outbox.open(), ...room.outbox.unnoted()].find(
        ({ edit }) => edit.kind === 'role.create' && edit.localId === roleId,
      );
      return maker?.id ?? null;
    },
  };
}
