import { createHash } from 'node:crypto';
import type { Campaign, ReviewDecision, ReviewReason, ReviewRow } from '../../../src-shared/domain/review.ts';
import type { ReviewEntry, ReviewTotals } from '../../../src-shared/domain/review-entry.ts';
import { CampaignFold } from '../../../src-shared/reviews/campaign-fold.ts';
import type { CampaignState, RowState } from '../../../src-shared/reviews/campaign-state.ts';
import { qualityOf, type ReviewQuality } from '../../../src-shared/reviews/review-quality.ts';
import { totalsOf } from '../../../src-shared/reviews/review-totals.ts';
import { outcomeOf } from '../../../src-shared/reviews/row-outcome.ts';
import type { EvidenceSource } from './evidence-source.ts';

/** Rows that have something in common. */
export interface TotalsGroup {
  readonly name: string;
  readonly totals: ReviewTotals;
}

/** How one reviewer did. */
export interface ReviewerFacts {
  readonly id: string;
  readonly name: string;
  readonly rows: number;
  readonly signedOffAt: string | null;
  readonly ways: readonly string[];
  readonly quality: ReviewQuality | null;
}

/** One row as it ended. */
export interface RowFacts {
  readonly id: string;
  readonly subject: string;
  readonly role: string;
  readonly place: string;
  readonly privileged: boolean;
  readonly control: boolean;
  readonly outcome: string;
  readonly kind: string;
  readonly reason: string;
  /** Who decided, and when; RFC 3339. */
  readonly decided: readonly { readonly by: string; readonly at: string }[];
  /** For what was to be done: how it was proven, or why it was not done. */
  readonly ending: string;
}

/** All that a report says, in no form yet. */
export interface ReportFacts {
  readonly campaign: Campaign;
  readonly closedAt: string;
  readonly closedBy: string;
  readonly fingerprint: string;
  readonly head: string;
  readonly totals: ReviewTotals;
  readonly entries: number;
  readonly controls: number;
  readonly byDepartment: readonly TotalsGroup[];
  readonly byRole: readonly TotalsGroup[];
  /** Rows decided by the end of each day, from the first to the last. */
  readonly progress: readonly { readonly day: string; readonly decided: number }[];
  readonly reviewers: readonly ReviewerFacts[];
  readonly rows: readonly RowFacts[];
  readonly due: number;
  readonly proven: number;
  readonly explained: number;
  readonly asOfAfter: string;
  /** Privileged rows, and those of them that were kept. */
  readonly privileged: number;
  readonly privilegedKept: number;
  readonly answers: number;
  readonly settled: number;
  readonly reassigned: number;
}

const kindWords: Readonly<Record<string, string>> = {
  keep: 'kept',
  revoke: 'revoked',
  change: 'changed',
  defer: 'put off',
  conflict: 'in conflict',
  'not-mine': 'nobody’s',
  undecided: 'undecided',
};

const proofWords = {
  'rule-gone': 'The rule is gone',
  'rule-replaced': 'The new rule is there, the old one is gone',
  'subject-gone': 'The subject is gone',
} as const;

const wayWords = { app: 'in Rolebook', file: 'by sealed file', page: 'by page in a browser' } as const;

/** A reason as people say it. */
export function reasonText(reason: ReviewReason | null): string {
  if (reason === null) return '';
  const words = reason.code.replaceAll('-', ' ');
  if (reason.code === 'other') return reason.text;
  return reason.text === '' ? words : `${words}: ${reason.text}`;
}

function decisionText(decision: ReviewDecision): string {
  if (decision.kind === 'change') {
    const parts = [decision.role?.name, decision.scope === null ? undefined : `on ${decision.scope.name}`];
    return `changed to ${parts.filter((part) => part !== undefined).join(' ')}`;
  }
  if (decision.kind === 'defer') return `put off to ${decision.until}, ${decision.owner} finds out`;
  return kindWords[decision.kind] ?? decision.kind;
}

/** The department a row belongs to, by the names that lead to its place. */
function departmentOf({ scope }: ReviewRow): string {
  if (scope.type === 'tenant' || scope.type === 'system') return 'Whole tenant';
  if (scope.type === 'cluster') return `Cluster ${scope.name}`;
  if (scope.type === 'department') return scope.name;
  const above = scope.path.endsWith(` / ${scope.name}`) ? scope.path.slice(0, -scope.name.length - 3) : '';
  return above.split(' / ').at(-1) ?? scope.name;
}

function grouped(state: CampaignState, nameOf: (row: ReviewRow) => string): TotalsGroup[] {
  const groups = Map.groupBy(state.rows.values(), ({ row }) => nameOf(row));
  return [...groups]
    .map(([name, rows]) => ({ name, totals: totalsOf(state, { rows, onlySigned: true }) }))
    .toSorted((one, other) => other.totals.rows - one.totals.rows || (one.name < other.name ? -1 : 1));
}

/** Rows that were decided by the end of each day; a row counts on the day of its last word. */
function progressOf(rows: readonly RowFacts[]): ReportFacts['progress'] {
  const days = rows.flatMap(({ decided }) =>
    decided
      .map(({ at }) => at.slice(0, 10))
      .toSorted()
      .slice(-1),
  );
  const counts = Map.groupBy(days, (day) => day);
  const known = [...counts.keys()].toSorted();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  const progress: { day: string; decided: number }[] = [];
  let decided = 0;
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    decided += counts.get(day)?.length ?? 0;
    progress.push({ day, decided });
  }
  return progress;
}

interface Endings {
  readonly settledBy: ReadonlyMap<string, { readonly by: string; readonly at: string }>;
  readonly controls: ReadonlySet<string>;
}

function endingOf(state: CampaignState, id: string): string {
  const proof = state.proven.get(id);
  if (proof !== undefined) return `${proofWords[proof.how]} (looked up ${minuteText(proof.asOf)})`;
  return state.explained.get(id) ?? '';
}

function rowFacts(state: CampaignState, one: RowState, { settledBy, controls }: Endings): RowFacts {
  const { row, reviewers, decisions } = one;
  const outcome = outcomeOf(state, one, true);
  const settled = settledBy.get(row.id);
  const heard = reviewers.flatMap((by) => {
    const said = state.signedOff.has(by) ? decisions.get(by) : undefined;
    return said === undefined || said.decision.kind === 'not-mine' ? [] : [{ by, said }];
  });
  const words = heard.map(({ said }) => reasonText(said.decision.reason));
  return {
    id: row.id,
    subject: row.subject.name === row.subject.id ? row.subject.id : `${row.subject.name} (${row.subject.id})`,
    role: row.role.name,
    place: row.scope.path,
    privileged: row.privileged,
    control: controls.has(row.id),
    kind: outcome.kind,
    outcome: 'decision' in outcome ? decisionText(outcome.decision) : (kindWords[outcome.kind] ?? ''),
    reason:
      settled === undefined || !('decision' in outcome)
        ? [...new Set(words.filter((text) => text !== ''))].join('; ')
        : reasonText(outcome.decision.reason),
    decided: settled === undefined ? heard.map(({ by, said }) => ({ by, at: said.decidedAt })) : [settled],
    ending: endingOf(state, row.id),
  };
}

function reviewersOf(
  state: CampaignState,
  entries: readonly ReviewEntry[],
  controls: ReadonlySet<string>,
): ReviewerFacts[] {
  const { reviewers: rule } = state.campaign?.settings ?? {};
  const names = new Map(
    [...(rule?.named ?? []), rule?.fallback, rule?.deputy].flatMap((one) =>
      one === undefined || one === null ? [] : [[one.id, one.name] as const],
    ),
  );
  const ids = new Set(
    [...state.rows.values()].flatMap(({ reviewers, decisions }) => [...reviewers, ...decisions.keys()]),
  );
  return [...ids].toSorted().map((id) => {
    const mine = [...state.rows.values()].filter(({ reviewers }) => reviewers.includes(id));
    const ways = mine.flatMap(({ decisions }) => decisions.get(id)?.way ?? []);
    return {
      id,
      name: names.get(id) ?? id,
      rows: mine.length,
      signedOffAt:
        entries.findLast(({ event }) => event.type === 'signed-off' && event.reviewer === id)?.at ?? null,
      ways: [...new Set(ways)].map((way) => wayWords[way]),
      quality: qualityOf(state, id, controls),
    };
  });
}

/** `2026-03-05 14:02 UTC`. */
export function minuteText(rfc3339: string): string {
  return `${new Date(rfc3339).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Everything the reports say of a closed campaign. Throws for one that is not closed: a bug of the caller. */
export function reportFacts({
  rows,
  controls: controlIds,
  entries,
  rosterAfter,
  answers,
}: EvidenceSource): ReportFacts {
  const fold = new CampaignFold(rows);
  const settledBy = new Map<string, { by: string; at: string }>();
  for (const entry of entries) {
    fold.apply(entry);
    if (entry.event.type === 'settled') settledBy.set(entry.event.row, { by: entry.by, at: entry.at });
  }
  const { state } = fold;
  const last = entries.at(-1);
  if (state.campaign === null || last?.event.type !== 'closed') throw new Error('the campaign is not closed');
  const controls = new Set(controlIds);
  const all = [...state.rows.values()].map((row) => rowFacts(state, row, { settledBy, controls }));
  const due = all.filter(({ kind, control }) => !control && (kind === 'revoke' || kind === 'change'));
  const proven = due.filter(({ id }) => state.proven.has(id)).length;
  return {
    campaign: state.campaign,
    closedAt: last.at,
    closedBy: last.by,
    fingerprint: createHash('sha256').update(Buffer.from(last.event.publicKey, 'hex')).digest('hex'),
    head: last.hash,
    totals: last.event.totals,
    entries: entries.length,
    controls: controls.size,
    byDepartment: grouped(state, departmentOf),
    byRole: grouped(state, ({ role }) => role.name),
    progress: progressOf(all),
    reviewers: reviewersOf(state, entries, controls),
    rows: all,
    due: due.length,
    proven,
    explained: state.explained.size,
    asOfAfter: rosterAfter.asOf,
    privileged: all.filter(({ privileged }) => privileged).length,
    privilegedKept: all.filter(({ privileged, kind }) => privileged && kind === 'keep').length,
    answers: answers.length,
    settled: settledBy.size,
    reassigned: entries.flatMap(({ event }) => (event.type === 'reassigned' ? event.rows : [])).length,
  };
}
