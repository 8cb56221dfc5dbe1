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
  /** Whether answers about users wait for the history too: in the terminal, which asks once. A window is told later and asks again. */
  readonly usersWait: boolean;
  readonly log: Log;
}

/**
 * Tells the mirror who was deleted, which only the history knows: the threads of both never read each other's file, so the
 * e-mails go from one to the other by hand. They are asked for with the first question about users, access rules or effective
 * access, not at the start, and again after each look that found something.
 */
export interface DepartedUsers {
  /** The mirror, whose answers about users, access rules and effective access know who was deleted. */
  readonly mirror: Mirror;
  /** Asks the history again; does not wait, and does nothing once the room is closed. */
  again(): void;
  /** The same where it was not asked yet and can answer. */
  once(): void;
}

/** See {@link DepartedUsers}. No trouble of the history keeps an answer back. */
export function createDepartedUsers(deps: DepartedUsersDeps): DepartedUsers {
  const { history, mirror, ready, log } = deps;
  let told: Promise<void> | null = null;
  const tell = async (): Promise<void> => {
    try {
      await mirror.setDeparted(await history.departed());
    } catch (thrown) {
      log.debug('history.departed-not-told', { reason: toErrorBody(thrown).reason });
    }
  };
  const once = (): Promise<void> => (told ??= tell());
  /** Whether there is something to wait for. */
  const canTell = (): boolean => told !== null || ready();
  /** Answers when it is known; a window's table of users, the first there is to see, only has it begun afterwards. */
  const knowing = async <Answer>(view: string, ask: () => Promise<Answer>): Promise<Answer> => {
    if (view === 'access-rules' || (view === 'users' && deps.usersWait)) return await waiting(ask);
    if (view !== 'users' || !canTell()) return await ask();
    const answer = await ask();
    void once();
    return answer;
  };
  const waiting = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (canTell()) await once();
    return await ask();
  };
  const { access } = mirror;
  return {
    mirror: {
      ...mirror,
      access: {
        ...access,
        subject: (question) => waiting(() => access.subject(question)),
        whoCan: (question) => waiting(() => access.whoCan(question)),
        explain: (question) => waiting(() => access.explain(question)),
        whatIf: (question) => waiting(() => access.whatIf(question)),
        compare: (question) => waiting(() => access.compare(question)),
        followUps: (question) => waiting(() => access.followUps(question)),
        matrix: (question) => waiting(() => access.matrix(question)),
        // A review tells of each row why it counts for nobody.
        freeze: (question) => waiting(() => access.freeze(question)),
      },
      window: (request) => knowing(request.view, () => mirror.window(request)),
      record: (view, id) => knowing(view, () => mirror.record(view, id)),
    },
    again: () => void (told = tell()),
    once() {
      if (ready()) void once();
    },
  };
}
