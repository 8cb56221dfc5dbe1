import type { SessionState, SyncRun } from '../../../src-shared/domain/sync-state.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { Random } from '../../../src-shared/ports/random.ts';
import type { PlannedChange } from '../../../src-shared/reviews/consequences.ts';
import type { Campaigns } from '../../db/campaigns.ts';
import type { History } from '../../db/history/history-protocol.ts';
import type { ActGate } from '../act-gate.ts';
import { whyOf } from '../edits/change-ending.ts';
import { type EditDeps, type EditRoom, openRoom } from '../edits/edit-room.ts';
import type { LiveCampaigns } from './live-campaigns.ts';
import type { ViewContext } from './campaign-views.ts';

/** What reviews stand on beside the edits. */
export interface ReviewDeps extends EditDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly live: LiveCampaigns;
  readonly acts: ActGate;
  /** The ledger of the open tenant; throws `no-tenant-open`. */
  campaigns(): Campaigns;
  /** The history of the open tenant; throws `no-tenant-open`. */
  history(): Pick<History, 'moments'>;
  state(): SessionState;
  /** The run of sync that the mirror comes from; null: none is known. */
  lastLook(): SyncRun | null;
  /** Who is signed in. */
  actor(): string;
  /** Lets everything else have its turn. */
  breathe(): Promise<void>;
  /** Something happened in a campaign. */
  onChanged(campaign: string): void;
}

/** The day here, `YYYY-MM-DD`. */
export function dayOf(clock: Pick<Clock, 'now'>): string {
  const now = new Date(clock.now());
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A change of the outbox as far as reviews look at it; null for one that is not there. */
export function plannedChangeIn({ outbox }: Pick<EditRoom, 'outbox'>): (id: string) => PlannedChange | null {
  return (id) => {
    const change = outbox.get(id);
    if (change === null) return null;
    return { state: change.state, problem: whyOf(change)?.message ?? null };
  };
}

/** What views of campaigns depend on now. */
export function viewContext(deps: ReviewDeps): ViewContext {
  return {
    day: dayOf(deps.clock),
    actor: deps.actor().toLowerCase(),
    changeOf: plannedChangeIn(openRoom(deps)),
  };
}
