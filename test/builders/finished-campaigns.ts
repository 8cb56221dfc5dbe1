import { createHmac } from 'node:crypto';
import type { Campaign, ReviewDecision, ReviewReason, ReviewRow } from '../../src-shared/domain/review.ts';
import type { DecisionWay, ReviewEntry, ReviewEvent } from '../../src-shared/domain/review-entry.ts';
import type { Answered } from '../../src-shared/domain/review-file.ts';
import { CampaignFold } from '../../src-shared/reviews/campaign-fold.ts';
import type { RowState } from '../../src-shared/reviews/campaign-state.ts';
import { canonicalText } from '../../src-shared/reviews/canonical-text.ts';
import { totalsOf } from '../../src-shared/reviews/review-totals.ts';
import { outcomeOf } from '../../src-shared/reviews/row-outcome.ts';
import { standingDecisions } from '../../src-shared/reviews/standing-decisions.ts';
import type { EvidenceSource } from '../../src-main/files/evidence/evidence-source.ts';
import { hashOf, nextEntry } from './entry-chain.ts';
import { type Numbers, pick, reviewRows, rowReviewers, uuid } from './review-roster.ts';
import { seededNumbers } from './seeded-facts.ts';

/** What a made-up campaign is to be like; what is not said is drawn. */
export interface CampaignWishes {
  readonly rows?: number;
  readonly fourEyes?: boolean;
  readonly reasonForPrivileged?: boolean;
}

/** A campaign that has ended, with all that its evidence is made of. */
export type FinishedCampaign = Omit<EvidenceSource, 'verifier'>;

const owner = 'owner@example.com';
const dayMs = 86_400_000;

/** Plays a campaign to its end: each step appends an entry, as the app would. */
class Play {
  readonly entries: ReviewEntry[] = [];
  readonly answers: { packet: string; bytes: Uint8Array }[] = [];
  readonly keys: Record<string, string> = {};
  readonly fold: CampaignFold;
  readonly number: Numbers;
  readonly rows: readonly ReviewRow[];
  #now: number;

  constructor(number: Numbers, rows: readonly ReviewRow[], start: number) {
    this.number = number;
    this.rows = rows;
    this.fold = new CampaignFold(rows);
    this.#now = start;
  }

  now(): string {
    return new Date(this.#now).toISOString();
  }

  wait(most: number): void {
    this.#now += 1 + this.number(most);
  }

  add(event: ReviewEvent, by = owner): void {
    const entry = nextEntry(this.entries.at(-1), { at: this.now(), by, event });
    this.entries.push(entry);
    this.fold.apply(entry);
  }

  states(): RowState[] {
    return [...this.fold.state.rows.values()];
  }

  signOff(reviewer: string): void {
    const decisionsHash = hashOf(canonicalText(standingDecisions(this.fold.state, reviewer)));
    this.add({ type: 'signed-off', reviewer, decisionsHash }, reviewer);
  }
}

const reasonOf = (number: Numbers): ReviewReason =>
  number(3) === 0
    ? { code: 'other', text: 'Agreed with the team lead; see “Runbook” § 4.' }
    : { code: pick(number, ['needed-for-work', 'on-call', 'not-used', 'too-wide', 'moved']), text: '' };

function decisionOf({ number }: Play, row: ReviewRow, at: string): ReviewDecision {
  const kind = number(100);
  const reason = reasonOf(number);
  if (kind < 62) return { kind: 'keep', reason: row.privileged || number(2) === 0 ? reason : null };
  if (kind < 82) return { kind: 'revoke', reason: number(2) === 0 ? reason : null };
  if (kind < 92) return { kind: 'change', role: { id: '6', name: 'Viewer' }, scope: null, reason };
  const until = new Date(Date.parse(at) + (1 + number(30)) * dayMs).toISOString().slice(0, 10);
  if (kind < 97) return { kind: 'defer', owner: 'deputy@example.com', until, reason };
  return { kind: 'not-mine', to: null, reason: { code: 'not-known-to-me', text: '' } };
}

/** What a reviewer says about rows, some of them in one go. */
function answered(play: Play, rows: readonly ReviewRow[]): Answered[] {
  const { number } = play;
  const said: Answered[] = [];
  for (let at = 0; at < rows.length;) {
    const [first, ...rest] = rows.slice(at, at + (number(6) === 0 ? 2 + number(6) : 1));
    if (first === undefined) break;
    play.wait(60_000);
    const decision = decisionOf(play, first, play.now());
    const others =
      decision.kind === 'change' ? [] : rest.filter((row) => row.privileged === first.privileged);
    const ids = [first, ...others].map(({ id }) => id);
    at += 1;
    while (ids.includes(rows[at]?.id ?? '')) at += 1;
    const fresh = ids.filter((id) => !said.some((one) => one.rows.includes(id)));
    if (fresh.length === 0) continue;
    said.push({ rows: fresh, decision, decidedAt: play.now(), tookMs: 400 + number(9000) * fresh.length });
  }
  return said;
}

function decide(play: Play, reviewer: string, way: DecisionWay, said: readonly Answered[]): void {
  for (const one of said)
    play.add({ type: 'decided', reviewer, way, ...one }, way === 'app' ? reviewer : owner);
}

const deputy = 'deputy@example.com';

/** Now and then somebody else is asked about a row that an answer on its way decides. Answers with its id. */
function movedMeanwhile(
  play: Play,
  reviewer: string,
  rows: readonly ReviewRow[],
  said: readonly Answered[],
): string[] {
  if (play.number(2) === 0) return [];
  const decided = new Set(said.flatMap((one) => one.rows));
  const moved = rows.find(({ id, reviewers }) => decided.has(id) && !reviewers.includes(deputy));
  if (moved === undefined || decided.size < 2) return [];
  play.add({ type: 'reassigned', rows: [moved.id], from: reviewer, to: deputy });
  play.wait(60_000);
  return [moved.id];
}

/** The deputy decides what came to them while others’ answers were on their way. */
function decideMoved(play: Play): void {
  const decision: ReviewDecision = { kind: 'keep', reason: { code: 'needed-for-work', text: '' } };
  const open = play.states().filter((one) => one.reviewers.includes(deputy) && !one.decisions.has(deputy));
  if (open.length === 0) return;
  play.wait(60_000);
  const rows = open.map(({ row }) => row.id);
  const decided = { rows, decision, decidedAt: play.now(), tookMs: 4200 };
  play.add({ type: 'decided', reviewer: deputy, way: 'app', ...decided }, deputy);
  play.signOff(deputy);
}

function byPacket(play: Play, reviewer: string, rows: readonly ReviewRow[], way: 'file' | 'page'): void {
  const { number, keys, answers } = play;
  const packet = uuid(number);
  const campaign = play.fold.state.campaign?.id ?? '';
  const answerKey = Buffer.from(Array.from({ length: 32 }, () => number(256)));
  keys[packet] = answerKey.toString('base64');
  const rowsHash = hashOf(canonicalText(rows));
  play.add({ type: 'packet-made', packet, reviewer, way, rows: rows.length, rowsHash });
  const decisions = answered(play, rows);
  const answer = {
    format: 'rolebook-review-answer/1',
    packet,
    campaign,
    reviewer,
    rowsHash,
    way,
    decisions,
    signedOffAt: play.now(),
  };
  const mac = createHmac('sha256', answerKey).update(canonicalText(answer)).digest('hex');
  const bytes = Buffer.from(JSON.stringify({ ...answer, mac }, null, number(2)));
  answers.push({ packet, bytes });
  play.wait(dayMs);
  const left = movedMeanwhile(play, reviewer, rows, decisions);
  const taken = decisions.flatMap((one) => {
    const stay = one.rows.filter((id) => !left.includes(id));
    return stay.length === 0 ? [] : [{ ...one, rows: stay }];
  });
  play.add({
    type: 'answer-taken',
    packet,
    reviewer,
    answerHash: hashOf(bytes),
    decisions: taken.length,
    ...(left.length === 0 ? {} : { left }),
  });
  decide(play, reviewer, way, taken);
  play.signOff(reviewer);
}

function inTheWindow(play: Play, reviewer: string, rows: readonly ReviewRow[]): void {
  const said = answered(play, rows);
  decide(play, reviewer, 'app', said);
  const [again] = said;
  if (again !== undefined && play.number(3) === 0) {
    play.add({ type: 'withdrawn', reviewer, rows: again.rows }, reviewer);
    decide(play, reviewer, 'app', [{ ...again, decidedAt: play.now() }]);
  }
  play.signOff(reviewer);
}

/** Rows that nobody took for theirs go to the fallback, or to the deputy, and conflicts to the owner. */
function comeTogether(play: Play): void {
  const { state } = play.fold;
  for (const row of play.states().filter((one) => outcomeOf(state, one).kind === 'not-mine')) {
    const [from, other] = row.reviewers;
    if (from === undefined) continue;
    const to = deputy;
    play.wait(60_000);
    play.add({ type: 'reassigned', rows: [row.row.id], from, to });
    if (other !== undefined) play.add({ type: 'reassigned', rows: [row.row.id], from: other, to });
    const decision: ReviewDecision = { kind: 'keep', reason: { code: 'needed-for-work', text: '' } };
    const decided = {
      rows: [row.row.id],
      decision,
      decidedAt: play.now(),
      tookMs: 4200,
    };
    play.add({ type: 'decided', reviewer: to, way: 'app', ...decided }, to);
    play.signOff(to);
  }
  const fourEyes = state.campaign?.settings.policy.fourEyes === true;
  for (const one of play.states()) {
    const { kind } = outcomeOf(state, one, true);
    const heard = one.reviewers.filter((id) => one.decisions.get(id)?.decision.kind !== 'not-mine').length;
    const alone = fourEyes && one.row.privileged && (kind === 'keep' || kind === 'change') && heard < 2;
    if (kind !== 'conflict' && !alone) continue;
    play.wait(60_000);
    const reason: ReviewReason = { code: 'other', text: 'Settled in a call.' };
    const isKept = one.reviewers.some(
      (id) => id !== owner && one.decisions.get(id)?.decision.kind === 'keep',
    );
    // Whoever settles is no second pair of eyes where nobody else keeps it.
    const decision: ReviewDecision =
      fourEyes && one.row.privileged && !isKept ? { kind: 'revoke', reason } : { kind: 'keep', reason };
    play.add({ type: 'settled', row: one.row.id, decision });
  }
}

/** What was decided is done: planned, looked up after the next look, or explained. Answers with the roster after. */
function carryOut(play: Play, controls: ReadonlySet<string>): EvidenceSource['rosterAfter'] {
  const { number, fold } = play;
  const due = play.states().flatMap((row) => {
    const outcome = outcomeOf(fold.state, row, true);
    const isDue = (outcome.kind === 'revoke' || outcome.kind === 'change') && !controls.has(row.row.id);
    return isDue ? [{ row: row.row, decision: outcome.decision }] : [];
  });
  if (due.length > 0) {
    const rows = due.map(({ row }) => ({ row: row.id, changes: [uuid(number)] }));
    play.add({ type: 'planned', rows });
  }
  play.wait(dayMs);
  const asOf = play.now();
  play.wait(60_000);
  const there = new Map<string, EvidenceSource['rosterAfter']['rows'][number]>();
  for (const { id, subject, role, scope } of play.rows)
    if (!controls.has(id)) there.set(id, { id, subject, role, scope });
  const [gone, replaced]: [string[], string[]] = [[], []];
  for (const { row, decision } of due) {
    if (number(9) === 0) {
      const text = 'The project ends in June; removed with it.';
      play.add({ type: 'explained', row: row.id, text });
      continue;
    }
    there.delete(row.id);
    (decision.kind === 'change' ? replaced : gone).push(row.id);
    if (decision.kind !== 'change') continue;
    const role = decision.role === null ? row.role : { ...decision.role, tier: 'viewer' as const };
    const id = `new-${row.id}`;
    there.set(id, { id, subject: row.subject, role, scope: row.scope });
  }
  if (gone.length > 0) play.add({ type: 'proven', rows: gone, asOf, how: 'rule-gone' });
  if (replaced.length > 0) play.add({ type: 'proven', rows: replaced, asOf, how: 'rule-replaced' });
  return { asOf, rows: [...there.values()] };
}

function campaignOf(number: Numbers, rows: readonly ReviewRow[], wishes: Required<CampaignWishes>): Campaign {
  const { fourEyes, reasonForPrivileged } = wishes;
  const [fallback] = rowReviewers;
  if (fallback === undefined) throw new Error('no fallback');
  return {
    id: uuid(number),
    settings: {
      name: 'Access review, spring 2026',
      due: '2026-04-15',
      population: { subjectTypes: [], roles: [], scopes: [], privilegedOnly: false },
      reviewers: { by: 'department', named: [], fallback, deputy: rowReviewers.at(-1) ?? null },
      policy: { reasonForPrivileged, fourEyes, overdue: 'wait', freshHours: 24 },
      controls: 2,
    },
    tenant: { label: 'Example Labs', url: 'https://tenant.example.com', productVersion: '2.25' },
    createdAt: '2026-03-02T09:00:00.000Z',
    createdBy: owner,
    snapshot: {
      asOf: '2026-03-02T08:55:00.000Z',
      moment: 12,
      counts: { users: 412, 'access-rules': rows.length },
    },
    rows: rows.length,
    rosterHash: hashOf(canonicalText(rows)),
  };
}

/** A random campaign, decided, done, proved and closed with `publicKey`. The same seed gives the same one. */
export function finishedCampaign(
  seed: number,
  publicKey: string,
  wishes: CampaignWishes = {},
): FinishedCampaign {
  const number = seededNumbers(seed);
  const all = {
    rows: wishes.rows ?? 20 + number(60),
    fourEyes: wishes.fourEyes ?? number(2) === 0,
    reasonForPrivileged: wishes.reasonForPrivileged ?? number(2) === 0,
  };
  const rows = reviewRows(number, all);
  const controls = [...new Set([pick(number, rows).id, pick(number, rows).id])].sort();
  const play = new Play(number, rows, Date.parse('2026-03-02T09:00:00.000Z'));
  const campaign = campaignOf(number, rows, all);
  play.add({ type: 'opened', campaign, controlsHash: hashOf(canonicalText(controls)) });
  const ways = [...rowReviewers.keys()].map((at) =>
    at === 0 ? 'app' : pick(number, ['app', 'file', 'page'] as const),
  );
  rowReviewers.forEach(({ id }, at) => {
    const part = rows.filter(({ reviewers }) => reviewers.includes(id));
    const way = ways[at] ?? 'app';
    play.wait(dayMs);
    if (part.length === 0) return;
    if (way === 'app') inTheWindow(play, id, part);
    else byPacket(play, id, part, way);
  });
  decideMoved(play);
  comeTogether(play);
  const rosterAfter = carryOut(play, new Set(controls));
  play.wait(dayMs);
  const totals = totalsOf(play.fold.state, { onlySigned: true });
  play.add({ type: 'closed', totals, rosterAfterHash: hashOf(canonicalText(rosterAfter)), publicKey });
  return { rows, controls, entries: play.entries, rosterAfter, answers: play.answers, keys: play.keys };
}
