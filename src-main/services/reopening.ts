import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import { mendingNow } from '../db/mending-now.ts';
import type { Log } from '../log/log.ts';
import type { TenantSession } from '../session/tenant-session.ts';

/** Closes the files of the open tenant and opens them anew under the same session, and knows how far that is. */
export class Reopening {
  readonly #log: Log;
  #session: TenantSession | null = null;
  #trouble: ErrorBody | null = null;

  constructor(log: Log) {
    this.#log = log;
  }

  /** The session whose files are being closed and opened anew; null = none is. */
  session(): TenantSession | null {
    return this.#session;
  }

  /** Why nothing is open any more, though nobody closed it. */
  trouble(): ErrorBody | null {
    return this.#trouble;
  }

  /** The user has closed or opened something since. */
  forgetTrouble(): void {
    this.#trouble = null;
  }

  /** Throws `mending` while files are being mended: a moment later all is there again. */
  refuseMeanwhile(): void {
    if (this.#session !== null) throw mendingNow();
  }

  /** Rejects with why the files cannot be opened. */
  async run(session: TenantSession, files: { shut(): Promise<void>; open(): Promise<void> }): Promise<void> {
    this.#session = session;
    try {
      // What does not close well is damaged: opening looks after it.
      await files
        .shut()
        .catch((error: unknown) =>
          this.#log.warn('room.closed-badly', { reason: toErrorBody(error).reason }),
        );
      await files.open();
    } catch (error) {
      this.#trouble = toErrorBody(error);
      throw error;
    } finally {
      this.#session = null;
    }
  }
}
