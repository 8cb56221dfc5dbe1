import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { OpenedSession } from '../session/create-tenant-session.ts';

/** One attempt to fill the open place. */
export interface Turn {
  /** Rejects with `superseded`, and closes the session, when a later turn has begun. */
  check(): Promise<void>;
  /** Closes the session; the place stays as it was. */
  giveUp(): Promise<void>;
  /** Closes what is open and opens this session. Rejects with `superseded` like `check`. */
  finish(): Promise<void>;
}

/** Room for one open session. */
export interface OpenPlace {
  current(): OpenedSession | null;
  /** Whether no turn is under way. */
  isQuiet(): boolean;
  begin(session: OpenedSession): Turn;
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
}): OpenPlace {
  let open: OpenedSession | null = null;
  let runner: OpenedSession | null = null;
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

    begin(session) {
      latest += 1;
      const mine = latest;
      const overtaken = runner;
      runner = session;
      // Its requests end now; its own turn finds out by itself. One that is being opened is closed in order later.
      if (overtaken !== null && overtaken !== open) void overtaken.close();

      const check = async (): Promise<void> => {
        if (mine === latest) return;
        await session.close();
        throw superseded();
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
            await empty();
            open = session;
            try {
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

    leave() {
      latest += 1;
      const overtaken = runner;
      runner = null;
      if (overtaken !== null && overtaken !== open) void overtaken.close();
      return inOrder(empty);
    },
  };
}

function superseded(): RolebookError {
  return new RolebookError({
    kind: 'cancelled',
    origin: 'main',
    reason: 'superseded',
    message: 'Another tenant was chosen meanwhile.',
  });
}
