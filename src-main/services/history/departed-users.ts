import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { RebuildableMirror } from '../../db/create-mirror.ts';
import type { History } from '../../db/history/history-protocol.ts';
import type { Mirror } from '../../db/mirror.ts';
import type { Log } from '../../log/log.ts';

/** What telling the mirror needs. */
export interface DepartedUsersDeps {
  readonly history: Pick<History, 'departed'>;
  readonly mirror: RebuildableMirror;
  /** Whether there is a history yet, and no look holds it up: then its answer is not worth the waiting. */
  ready(): boolean;
  readonly log: Log;
}

/**
 * Tells the mirror who was deleted, which only the history knows: the threads of both never read each other's file, so the
 * e-mails go from one to the other by hand. They are asked for with the first question about access rules, not at the start,
 * and again after each look that found something.
 */
export interface DepartedUsers {
  /** The mirror, whose answers about access rules know who was deleted. */
  readonly mirror: Mirror;
  /** Asks the history again; does not wait, and does nothing once the room is closed. */
  again(): void;
}

/** See {@link DepartedUsers}. No trouble of the history keeps an answer back. */
export function createDepartedUsers({ history, mirror, ready, log }: DepartedUsersDeps): DepartedUsers {
  let told: Promise<void> | null = null;
  const tell = async (): Promise<void> => {
    try {
      await mirror.setDeparted(await history.departed());
    } catch (thrown) {
      log.debug('history.departed-not-told', { reason: toErrorBody(thrown).reason });
    }
  };
  const know = async (view: string): Promise<void> => {
    if (view !== 'access-rules' || (told === null && !ready())) return;
    told ??= tell();
    await told;
  };
  return {
    mirror: {
      ...mirror,
      async window(request) {
        await know(request.view);
        return await mirror.window(request);
      },
      async record(view, id) {
        await know(view);
        return await mirror.record(view, id);
      },
    },
    again: () => void (told = tell()),
  };
}
