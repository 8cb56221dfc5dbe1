import type { Change } from '../../../src-shared/domain/change.ts';
import type { OpenChanges } from './open-changes.ts';
import type { Reconnect } from './reconnect.ts';
import type { Schedule } from './schedule.ts';

/** What decides when something is tried next by itself. */
export interface NextTryContext {
  readonly binding: string;
  readonly schedule: Schedule;
  readonly reconnect: Reconnect;
  allowed(change: Change): boolean;
}

/** Milliseconds until something is tried next by itself, and why it waits; null when nothing waits for time. */
export function nextTry(
  open: OpenChanges,
  { binding, schedule, reconnect, allowed }: NextTryContext,
): { readonly wait: number; readonly why: string } | null {
  const paused = schedule.paused();
  const away = reconnect.wait() ?? 0;
  let soonest: { wait: number; change: Change } | null = null;
  for (const change of open.inOrder()) {
    const waits = (change.state === 'pending' && !change.held) || change.state === 'unknown';
    if (!waits || change.binding !== binding || !allowed(change)) continue;
    const wait = Math.max(paused, away, schedule.wait(change));
    if (wait > 0 && (soonest === null || wait < soonest.wait)) soonest = { wait, change };
  }
  if (soonest === null) return null;
  const { wait, change } = soonest;
  if (away === wait) return { wait, why: reconnect.why() };
  if (paused === wait) return { wait, why: 'The tenant asked for a pause.' };
  return { wait, why: change.error?.message ?? 'It did not go through the first time.' };
}
