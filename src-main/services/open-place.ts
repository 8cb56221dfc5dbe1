import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { OpenedSession } from '../session/create-tenant-session.ts';
import { otherTenant } from './nothing-open.ts';

/** One attempt to fill the open place. */
export interface Turn {
  /** Closes the session and rejects: `superseded` when a later turn has begun, `connect-cancelled` after `cancel`. */
  check(): Promise<void>;
  /** Closes the session; the place stays as it was. */
  giveUp(): Promise<void>;
  /** Closes what is open and opens this session. Rejects like `check`. */
  finish(): Promise<void>;
}

/** Room for one open session. */
export interface OpenPlace {
  current(): OpenedSession | null;
  /** Whether no turn is under way. */
  isQuiet(): boolean;
  /** To be taken when the user asks, before the session is there: `cancel` then also ends what has not begun. */
  approach(): AbortSignal;
  /** Throws `connect-cancelled` when `cancel` was called since the approach was taken. */
  begin(session: OpenedSession, approach: AbortSignal): Turn;
  /** Ends every approach and the turn under way, unless it is being opened already; what is open stays open. */
  cancel(): void;
  /**
   * Closes the files of what is open and opens them anew, with the same session. Nothing where another session comes or has
   * come. When they cannot be opened the place is empty, and it rejects with why.
   */
  again(): Promise<void>;
  /** Closes what is open, and ends a turn that is under way. */
  leave(): Promise<void>;
}

/**
 * Holds the one open session. Users switch faster than networks answer: the turn that began last wins, an earlier
 * one is closed at once. Opening and closing happen one after the other, never at the same time.
 */
export function createOpenPlace(hooks: {
  readonly onOpened: (session: OpenedSession) => Promise<void>;
  readonly onClosed: () => Promise<void>;
  readonly onAgain: () => Promise<void>;
}): OpenPlace {
  let open: OpenedSession | null = null;
  let runner: OpenedSession | null = null;
  let entering: OpenedSession | null = null;
  let approach = new AbortController();
  let latest = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const inOrder = (work: () => Promise<void>): Promise<void> => {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  };

  async function empty(): Promise<void> {
    const before = open;
    open = null;
    if (before === null) return;
    try {
      await hooks.onClosed();
    } finally {
      await before.close();
    }
  }

  return {
    current: () => open,
    isQuiet: () => runner === null,

    approach: () => approach.signal,

    begin(session, mayGo) {
      mayGo.throwIfAborted();
      latest += 1;
      const mine = latest;
      const overtaken = runner;
      runner = session;
      // Its requests end now; its own turn finds out by itself. One that is being opened is closed in order later.
      if (overtaken !== null && overtaken !== open) void overtaken.close();

      const check = async (): Promise<void> => {
        if (mine === latest && !mayGo.aborted) return;
        await session.close();
        mayGo.throwIfAborted();
        throw otherTenant();
      };
      const done = (): void => {
        if (runner === session) runner = null;
      };
      return {
        check,
        async giveUp() {
          done();
          await session.close();
        },
        finish: () =>
          inOrder(async () => {
            await check();
            entering = session;
            try {
              await empty();
              open = session;
              await hooks.onOpened(session);
            } catch (error) {
              open = null;
              await session.close();
              throw error;
            } finally {
              done();
            }
          }),
      };
    },

    cancel() {
      approach.abort(connectCancelled());
      approach = new AbortController();
      if (runner === null || runner === entering) return;
      void runner.close();
      runner = null;
    },

    again: () =>
      inOrder(async () => {
        const same = open;
        if (same === null || runner !== null) return;
        try {
          await hooks.onAgain();
        } catch (error) {
          open = null;
          await same.close();
          throw error;
        }
      }),

    leave() {
      latest += 1;
      const overtaken = runner;
      runner = null;
      if (overtaken !== null && overtaken !== open) void overtaken.close();
      return inOrder(empty);
    },
  };
}

function connectCancelled(): RolebookError {
  return new RolebookError({
    kind: 'cancelled',
    origin: 'main',
    reason: 'connect-cancelled',
    message: 'Connecting was cancelled.',
  });
}
