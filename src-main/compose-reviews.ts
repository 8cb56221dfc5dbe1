import type { EventChannel } from '../src-shared/ipc/channels.ts';
import type { EventPayload } from '../src-shared/ipc/contract.ts';
import { RolebookError } from '../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../src-shared/ports/clock.ts';
import type { Journal } from './db/journal.ts';
import type { ActGate } from './services/act-gate.ts';
import type { EditDeps } from './services/edits/edit-room.ts';
import { LiveCampaigns } from './services/reviews/live-campaigns.ts';
import type { ReviewDeps } from './services/reviews/review-deps.ts';
import { createReviewsService, type ReviewsService } from './services/reviews/reviews-service.ts';
import type { Workspace } from './services/workspace.ts';

/** What reviews are connected with. */
export interface ReviewsParts {
  readonly edits: EditDeps & { readonly acts: ActGate; readonly clock: Clock };
  readonly workspace: Workspace<Journal>;
  actor(): string;
  breathe(): Promise<void>;
  emit<E extends EventChannel>(channel: E, payload: EventPayload<E>): void;
}

/** Connects reviews with the tenant that is open, with files, and with the keychain. */
export function composeReviews({ edits, workspace, actor, breathe, emit }: ReviewsParts): ReviewsService {
  const onChanged = (campaign: string): void => emit('reviews.changed', { campaign });
  const deps: ReviewDeps = {
    ...edits,
    live: new LiveCampaigns({ campaigns: () => workspace.campaigns(), actor, breathe, onChanged }),
    campaigns: () => workspace.campaigns(),
    history: () => workspace.history(),
    state: () => workspace.state(),
    actor,
    breathe,
    onChanged,
  };
  const notYet = async (): Promise<never> => {
    throw new RolebookError({
      kind: 'unavailable',
      origin: 'main',
      reason: 'not-yet',
      message: 'This part of reviews is not there yet.',
    });
  };
  return createReviewsService(deps, {
    files: { exportPackets: notYet, importAnswers: notYet },
    desk: {
      openPacket: notYet,
      closePacket: notYet,
      saveAnswer: notYet,
      part: notYet,
      row: notYet,
      decide: notYet,
      withdraw: notYet,
    },
    evidence: { close: notYet, saveEvidence: notYet, verify: notYet },
  });
}
