import type { OutboxCounts } from '../../../src-shared/domain/change.ts';
import type { FactKind, SessionState, SyncProgress, SyncRun } from '../../../src-shared/domain/sync-state.ts';
import { countText, counted } from '../../../src-shared/words/count.ts';
import { shortSpan, timeAhead } from '../../ui/time/relative-time.ts';
import { askingCount, openCount } from './changes-badge.ts';

/** What the sync chip shows. The tone chooses its mark; the text says the same in words. */
export interface SyncChipWords {
  readonly tone: 'fresh' | 'aging' | 'busy' | 'off' | 'ask';
  readonly text: string;
}

/** A mirror younger than this counts as fresh, in milliseconds. */
const freshFor = 5 * 60_000;

/** The share of a running pull, 0 to 100; null while the tenant has not told its counts. */
export function percentOf(progress: SyncProgress | null): number | null {
  if (progress === null || progress.expectedRows === null || progress.expectedRows === 0) return null;
  return Math.min(100, Math.floor((progress.rows / progress.expectedRows) * 100));
}

/** What the outbox adds to the chip: "2 conflicts · 1 unknown", "3 pending"; null when nothing is open. */
export function outboxWords(outbox: OutboxCounts): string | null {
  const asking = [
    outbox.conflict > 0 ? counted(outbox.conflict, 'conflict') : null,
    outbox.rejected > 0 ? `${countText(outbox.rejected)} rejected` : null,
    outbox.unknown > 0 ? `${countText(outbox.unknown)} unknown` : null,
  ].filter((part) => part !== null);
  if (asking.length > 0) return asking.join(' · ');
  const open = openCount(outbox);
  return open === 0 ? null : `${countText(open)} pending`;
}

/** The chip's words: fresh · n minutes old · syncing 43 % · offline · n conflicts · n pending · needs sign-in · held. */
export function syncChipWords(
  state: SessionState | null,
  progress: SyncProgress | null,
  now: number,
): SyncChipWords {
  if (state === null) return { tone: 'busy', text: 'Starting' };
  if (state.held !== null) return { tone: 'ask', text: 'Sync held: your decision' };
  if (state.syncing) {
    const percent = percentOf(progress);
    return { tone: 'busy', text: percent === null ? 'Syncing' : `Syncing ${percent} %` };
  }
  if (state.link === 'needs-sign-in') return { tone: 'ask', text: 'Needs sign-in' };
  const age = state.mirrorAsOf === null ? null : now - Date.parse(state.mirrorAsOf);
  const old = age === null ? 'never synced' : `${shortSpan(age) ?? 'moments'} old`;
  const outbox = outboxWords(state.outbox);
  const asks = askingCount(state.outbox) > 0;
  if (outbox !== null && (state.workOffline || state.link === 'offline' || state.link === 'not-a-tenant')) {
    const off = state.workOffline ? 'Working offline' : 'Offline';
    return { tone: asks ? 'ask' : 'off', text: `${off} · ${outbox}` };
  }
  if (state.workOffline) return { tone: 'off', text: `Working offline · ${old}` };
  if (state.link === 'offline' || state.link === 'not-a-tenant')
    return { tone: 'off', text: `Offline · ${old}` };
  if (state.link === 'connecting') return { tone: 'busy', text: 'Connecting' };
  if (!asks && state.outbox.sending > 0)
    return { tone: 'busy', text: `Sending ${countText(state.outbox.sending)}` };
  if (outbox !== null) {
    const next = state.nextTry === null ? '' : ` · next try ${timeAhead(Date.parse(state.nextTry.at), now)}`;
    return { tone: asks ? 'ask' : 'aging', text: asks ? outbox : `${outbox}${next}` };
  }
  if (age === null) return { tone: 'aging', text: 'Never synced' };
  return age < freshFor ? { tone: 'fresh', text: 'Fresh' } : { tone: 'aging', text: old };
}

const kindWords: Readonly<Record<FactKind, string>> = {
  clusters: 'Clusters',
  departments: 'Departments',
  projects: 'Projects',
  roles: 'Roles',
  'permission-sets': 'Permission sets',
  'identity-providers': 'Identity providers',
  'service-accounts': 'Service accounts',
  users: 'Users',
  'access-rules': 'Access rules',
};

/** A kind of fact in words. */
export function factWords(kind: FactKind): string {
  return kindWords[kind];
}

const outcomeWords: Readonly<Record<SyncRun['outcome'], string>> = {
  complete: 'complete',
  partial: 'complete in part',
  cancelled: 'cancelled',
  failed: 'failed',
  held: 'held for your decision',
};

/** The last run in one line: "complete: 12 added, 3 changed, 1 removed". */
export function runWords(run: SyncRun): string {
  const changes = [
    run.added > 0 ? `${countText(run.added)} added` : null,
    run.changed > 0 ? `${countText(run.changed)} changed` : null,
    run.removed > 0 ? `${countText(run.removed)} removed` : null,
  ].filter((part) => part !== null);
  const what = changes.length === 0 ? `${counted(run.rows, 'row')}, nothing changed` : changes.join(', ');
  return `${outcomeWords[run.outcome]}: ${what}`;
}
