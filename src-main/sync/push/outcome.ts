import type { ChangeResult, Conflict, FieldValue } from '../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { MirrorChange } from '../../db/mirror.ts';
import type { ChangePatch } from '../../db/outbox.ts';
import type { ChangeEvent } from './next-state.ts';

/** Every way in which working on a change can end; each has a file in `outcomes/`. */
export const outcomeNames = [
  'done',
  'already',
  'gone-is-done',
  'found',
  'not-applied',
  'email-taken',
  'name-taken',
  'role-gone',
  'role-off',
  'scope-gone',
  'subject-gone',
  'user-gone',
  'service-account-gone',
  'right-lost',
  'refused',
  'retry-later',
  'lost',
  'password-not-received',
  'changed-since',
  'guard',
  'connection-lost',
  'not-sent',
] as const;

/** One of {@link outcomeNames}. */
export type OutcomeName = (typeof outcomeNames)[number];

/** What an outcome does to its change and to the push. */
export interface Ending {
  readonly outcome: OutcomeName;
  readonly event: ChangeEvent;
  /** Beside the state, which follows from the event. */
  readonly patch: Omit<ChangePatch, 'state'>;
  /** How the journal calls it. */
  readonly journal: 'done' | 'failed' | 'unknown';
  /** For the journal's detail. */
  readonly reason: string | null;
  /** Facts met on the way that the mirror may like to have, whatever became of the change. */
  readonly learned: MirrorChange | null;
  /** The push cannot go on: nobody answers, or not to us. */
  readonly endsRun: ErrorBody | null;
  /** Milliseconds for which the tenant wants to be left alone. */
  readonly pauseMs: number;
  /** Milliseconds until the change is tried again. */
  readonly retryMs: number;
}

/** An ending out of what is special about it. */
export function ending(
  outcome: OutcomeName,
  event: ChangeEvent,
  journal: Ending['journal'],
  more: Partial<Omit<Ending, 'outcome' | 'event' | 'journal'>> = {},
): Ending {
  return {
    outcome,
    event,
    journal,
    patch: {},
    reason: outcome === 'done' ? null : outcome,
    learned: null,
    endsRun: null,
    pauseMs: 0,
    retryMs: 0,
    ...more,
  };
}

/** A result with everything that is mostly empty left out. */
export function resultOf(
  how: ChangeResult['how'],
  more: Partial<Omit<ChangeResult, 'facts' | 'how'>> & {
    readonly facts?: Partial<ChangeResult['facts']>;
  } = {},
): ChangeResult {
  return {
    serverId: null,
    clientId: null,
    note: null,
    credentialId: null,
    ...more,
    how,
    facts: { users: [], rules: [], serviceAccounts: [], roles: [], ...more.facts },
  };
}

/** A field of a conflict about something that is there, of which nothing was seen before. */
export function conflictField(
  field: string,
  mine: FieldValue,
  theirs: FieldValue,
  clash: boolean,
): Conflict['fields'][number] {
  return { field, base: null, mine, theirs, clash };
}

/** The change needs the admin. */
export function conflictEnding(
  outcome: OutcomeName,
  conflict: Conflict,
  more: Partial<Pick<Ending, 'learned' | 'journal'>> & { readonly error?: ErrorBody | null } = {},
): Ending {
  return ending(outcome, 'disagreed', more.journal ?? 'failed', {
    patch: { conflict, error: more.error ?? null, nextAt: null },
    learned: more.learned ?? null,
  });
}

/** The change is confirmed. */
export function doneEnding(
  outcome: OutcomeName,
  result: ChangeResult,
  learned: MirrorChange | null = null,
): Ending {
  return ending(outcome, 'confirmed', 'done', {
    patch: { result, error: null, conflict: null, nextAt: null, attempts: 0 },
    learned,
  });
}
