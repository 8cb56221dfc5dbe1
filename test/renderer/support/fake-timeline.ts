import type { TimelineEntry } from '../../../src-shared/ipc/changes-contract.ts';
import { ago } from './fake-session.ts';
import { fakeError } from './fake-outbox.ts';

/** Runs of two working days, newest first: deltas every few minutes, a full pull a day, pushes, some failures. */
export function fakeTimeline(count: number): TimelineEntry[] {
  return Array.from({ length: count }, (_, index): TimelineEntry => {
    const kind = index % 17 === 16 ? 'pull' : index % 5 === 2 ? 'push' : 'delta';
    const failed = index % 23 === 7;
    const seconds =
      kind === 'pull' ? 6.4 + (index % 3) : kind === 'push' ? 0.9 + (index % 4) / 3 : 0.2 + (index % 7) / 12;
    const endedAt = 4 * 60_000 + index * 11 * 60_000;
    return {
      kind,
      run: {
        startedAt: ago(endedAt + seconds * 1000),
        endedAt: ago(endedAt),
        outcome: failed ? 'failed' : kind === 'pull' && index % 2 === 0 ? 'partial' : 'complete',
        rows: kind === 'pull' ? 1683 : failed ? 0 : index % 6,
        requests: kind === 'pull' ? 14 : failed ? 1 : 3 + (index % 4),
        bytes: kind === 'pull' ? 912_000 : failed ? 0 : 2100 + index * 37,
        added: failed ? 0 : index % 3,
        changed: failed ? 0 : index % 4,
        removed: failed ? 0 : index % 9 === 4 ? 1 : 0,
        held: null,
        error: failed
          ? fakeError({
              kind: 'network',
              reason: 'unreachable',
              message: 'acme.example.com cannot be reached.',
              status: null,
            })
          : null,
      },
    };
  });
}
