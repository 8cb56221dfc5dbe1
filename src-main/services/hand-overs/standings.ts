import type { CredentialStanding } from '../../../src-shared/ipc/hand-overs-contract.ts';
import {
  type Standing,
  type StandingFacts,
  standingOf,
} from '../../../src-shared/rules/hand-over-standing.ts';
import { type CredentialEvent, type CredentialEvents, userKey } from './credential-events.ts';
import type { Subject, Subjects } from './subjects.ts';

/** One credential as the journal or the tray names it. */
export interface Credential {
  readonly account: string;
  /** Row of its hand-over; null: it was handed over to nobody yet. */
  readonly handOver: { readonly seq: number; readonly time: string } | null;
  /** When it was issued, where that is known better than from the journal. */
  readonly issuedAt: string | null;
}

/** How far a credential has come, and whose it is. */
export interface Judged extends Standing {
  readonly subject: Subject;
  readonly issuedAt: string;
}

function endOf(
  { handOver }: Credential,
  events: readonly CredentialEvent[],
  subject: Subject,
  issuedAt: string,
  asOf: string | null,
): StandingFacts['ended'] {
  const later = handOver === null ? [] : events.filter(({ seq }) => seq > handOver.seq);
  const end = later.at(-1);
  if (end !== undefined) return { why: end.what === 'issued' ? 'replaced' : 'deleted', at: end.time };
  const looked = asOf !== null && Date.parse(asOf) > Date.parse(issuedAt);
  return subject.id === null && looked ? { why: 'gone', at: null } : null;
}

/** What began or ended the credentials of somebody, newest first. */
export function eventsOf(
  account: string,
  { kind, id }: Pick<Subject, 'kind' | 'id'>,
  events: CredentialEvents,
): readonly CredentialEvent[] {
  switch (kind) {
    case 'temporary-password':
      return events.ofUser.get(userKey(account)) ?? [];
    case 'access-key':
      return events.ofKey.get(account) ?? [];
    default:
      return events.ofAccount.get(id ?? '') ?? [];
  }
}

/** Puts together what the journal and the mirror know of a credential. Pure. */
export function judge(credential: Credential, events: CredentialEvents, subjects: Subjects): Judged {
  const { account, handOver } = credential;
  const subject = subjects.of(account);
  const own = eventsOf(account, subject, events);
  const before = own.find(
    ({ seq, what }) => what === 'issued' && seq < (handOver?.seq ?? Number.MAX_SAFE_INTEGER),
  );
  // Nobody can have used it before it was handed over, so that moment does as well where the issue is not known.
  const issuedAt = credential.issuedAt ?? before?.time ?? handOver?.time ?? '';
  const standing = standingOf({
    kind: subject.kind,
    issuedAt,
    handedOverAt: handOver?.time ?? null,
    ended: endOf(credential, own, subject, issuedAt, subjects.asOf),
    lastSignIn: subject.lastSignIn,
    mustChange: subject.mustChange,
    // The mirror has no keys, so nothing tells when one is used.
    signInsTold: subjects.signInsTold && subject.kind !== 'access-key',
    knownAsOf: subjects.asOf,
  });
  return { ...standing, subject, issuedAt };
}

/** The same, as it leaves the main process. */
export const toStanding = (account: string, { subject, state, told, words }: Judged): CredentialStanding => ({
  account,
  kind: subject.kind,
  subjectId: subject.id,
  state,
  told,
  words,
});
