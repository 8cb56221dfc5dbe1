import type { SyncRun } from '../../../src-shared/domain/sync-state.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { TenantClient, TenantEvent } from '../../cloud/tenant-client.ts';
import type { History } from '../../db/history/history-protocol.ts';
import type { LookSource } from '../../db/history/write-look.ts';
import type { Log } from '../../log/log.ts';
import { absorbEvents, keptEvents } from './read-events.ts';

/** What keeping a history needs. */
export interface HistoryKeeperDeps {
  readonly history: History;
  /** The client while online; rejects otherwise. */
  client(): Promise<TenantClient>;
  readonly mirror: { info(): Promise<{ readonly asOf: string | null }> };
  readonly clock: Clock;
  readonly log: Log;
  /** After a look that found something. */
  onMoment(): void;
}

/**
 * Records what each sync finds, one thing after the other, behind the sync's back: no trouble of the history ever stops one
 * (docs/history.md).
 */
export interface HistoryKeeper {
  /** Before a pull: what is not recorded yet is. A first pull does not wait. */
  before(): Promise<void>;
  /** After a pull; does not wait. */
  after(run: SyncRun & { readonly kind?: 'pull' | 'delta' }): void;
  /** Events that a delta has read. */
  keep(read: {
    readonly events: readonly TenantEvent[];
    readonly from: number;
    readonly until: number;
  }): void;
  /** Whether a look is under way. */
  looking(): boolean;
  /** Ends what is under way: looks by finishing them, the reading of events by breaking off, which nobody waits for. */
  stop(): Promise<void>;
}

/** See {@link HistoryKeeper}. */
export function createHistoryKeeper(deps: HistoryKeeperDeps): HistoryKeeper {
  const { history, clock, log } = deps;
  const stopping = new AbortController();
  /** What is under way, each in its own order: a sync that waits for a look does not wait for events. */
  const last = { look: Promise.resolve(), events: Promise.resolve() };

  const then = (name: 'look' | 'events', work: () => Promise<void>): Promise<void> => {
    last[name] = last[name].then(async () => {
      // A look is brought to its end whatever comes; events are read the next time.
      if (name === 'events' && stopping.signal.aborted) return;
      try {
        await work();
      } catch (thrown) {
        if (!stopping.signal.aborted)
          log.warn(`history.${name}-failed`, { reason: toErrorBody(thrown).reason });
      }
    });
    return last[name];
  };
  let looks = 0;
  const look = async (source: LookSource, complete: boolean): Promise<void> => {
    looks += 1;
    const { moment, added, changed, removed } = await history
      .record({ source, at: clock.now(), complete })
      .finally(() => (looks -= 1));
    if (moment === null) return;
    log.info('history.recorded', { source, added, changed, removed });
    deps.onMoment();
  };

  return {
    before: () =>
      then('look', async () => {
        const { asOf } = await deps.mirror.info();
        if (asOf !== null) await look('catch-up', false);
      }),
    after(run) {
      if (run.outcome !== 'complete' && run.outcome !== 'partial') return;
      const source = run.kind ?? 'pull';
      void then('look', () => look(source, run.outcome === 'complete'));
      // A delta has read the events already; they came through `keep`.
      if (source === 'delta') return;
      void then('events', async () => {
        const client = await deps.client();
        if (!client.features.changeFeed) return;
        const events = await absorbEvents(client, history, clock.now(), stopping.signal);
        log.info('history.events', { events });
      });
    },
    keep({ events, from, until }) {
      void then('events', () => history.keepEvents(keptEvents(events), { from, until }));
    },
    looking: () => looks > 0,
    async stop() {
      stopping.abort();
      await last.look;
    },
  };
}
