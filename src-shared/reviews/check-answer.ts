import type { Campaign, ReviewRow } from '../domain/review.ts';
import type { ReviewEvent } from '../domain/review-entry.ts';
import { type Answered, type ReviewAnswer, reviewAnswerSchema } from '../domain/review-file.ts';
import { answerFormat, packetFormat } from '../domain/review-formats.ts';
import { firstIssueWords } from '../errors/issue-words.ts';
import { parseGuarded } from '../wire/parse-guarded.ts';
import type { CampaignState } from './campaign-state.ts';
import { canonicalText } from './canonical-text.ts';
import { checkDecision } from './check-decision.ts';
import { type LeftRow, leftWords, whyLeft } from './left-rows.ts';
import { answerMac, type Hmac } from './seal-answer.ts';
import { standingDecisions } from './standing-decisions.ts';

/** Why an answer is not taken, in the user's words. */
export interface AnswerRefusal {
  readonly ok: false;
  readonly reason:
    | 'not-an-answer'
    | 'is-a-packet'
    | 'other-campaign'
    | 'unknown-packet'
    | 'seal-broken'
    | 'other-rows'
    | 'taken-before'
    | 'answered-before'
    | 'closed'
    | 'signed-off'
    | 'unknown-row'
    | 'nothing-left'
    | 'row-twice'
    | 'decision-refused'
    | 'too-late'
    | 'clock-ahead'
    | 'clock-behind';
  readonly message: string;
}

/** An answer that holds. */
export interface AcceptedAnswer {
  readonly ok: true;
  readonly answer: ReviewAnswer;
  /** What of it is taken: its decisions without the rows that are left out. */
  readonly taken: readonly Answered[];
  /** Rows of it that are somebody else’s by now, or were decided elsewhere. */
  readonly left: readonly LeftRow[];
}

/** What an answer is held against. */
export interface AnswerContext {
  readonly campaign: Pick<Campaign, 'id' | 'settings'>;
  readonly state: CampaignState;
  /** SHA-256 of the file as it came, hex. */
  readonly answerHash: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly hmac: Hmac;
  /** Key of a packet's answer, base64. */
  answerKey(packet: string): Promise<string>;
}

const refused = (reason: AnswerRefusal['reason'], message: string): AnswerRefusal => ({
  ok: false,
  reason,
  message,
});

const hourMs = 3_600_000;

/** Clocks of other computers are wrong by minutes; by more than a day they make times that prove nothing. */
const mostOffMs = 24 * hourMs;

const dayAt = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** The text as an answer, in the one form that an answer has; what is in another form was changed by somebody. */
function readAnswer(text: string): { readonly ok: true; readonly answer: ReviewAnswer } | AnswerRefusal {
  let parsed: unknown;
  try {
    parsed = parseGuarded(text, 'an answer');
  } catch {
    return refused('not-an-answer', 'This file is not an answer to a review, or it was cut off or changed.');
  }
  const format = typeof parsed === 'object' && parsed !== null && 'format' in parsed ? parsed.format : null;
  if (format === packetFormat) return refused('is-a-packet', 'This is a packet, not the answer to one.');
  if (format !== answerFormat) {
    return refused('not-an-answer', 'This file is not an answer to a review.');
  }
  const answer = reviewAnswerSchema.safeParse(parsed);
  if (!answer.success) {
    return refused(
      'not-an-answer',
      `This answer is not in the form that Rolebook knows. ${firstIssueWords(answer.error)}`,
    );
  }
  if (canonicalText(answer.data) !== text) {
    return refused(
      'seal-broken',
      'This answer was changed after it was saved, or sent in a way that changes files.',
    );
  }
  return { ok: true, answer: answer.data };
}

/** The packet of an answer, with the seal held against it. */
async function checkSeal(
  answer: ReviewAnswer,
  { campaign, state, answerHash, answerKey, hmac }: AnswerContext,
): Promise<AnswerRefusal | null> {
  if (answer.campaign !== campaign.id)
    return refused('other-campaign', 'This answer belongs to another campaign.');
  const packet = state.packets.get(answer.packet);
  if (packet === undefined)
    return refused('unknown-packet', 'No packet of this campaign has the number that this answer names.');
  const mac = await answerMac(answer, await answerKey(answer.packet), hmac);
  if (mac !== answer.mac)
    return refused('seal-broken', 'The seal of this answer is broken: it was changed after it was saved.');
  if (packet.reviewer !== answer.reviewer || packet.way !== answer.way || packet.rowsHash !== answer.rowsHash)
    return refused('other-rows', 'This answer is about other rows than those of the packet it names.');
  if (packet.answerHash === answerHash)
    return refused('taken-before', 'This very answer was taken already. Nothing changed.');
  if (packet.answerHash !== null)
    return refused(
      'answered-before',
      'Another answer to the same packet was taken already; a packet is answered once.',
    );
  return null;
}

/** Names a row to a person. */
const named = ({ subject, role, scope }: ReviewRow): string =>
  `${subject.name}, ${role.name} on ${scope.name}`;

/**
 * Why a decision does not go, by the rules that held on the day it was made. The reviewer's day is not known here: anywhere on
 * Earth it is between that of 12 hours before and of 14 hours later.
 */
function decisionProblem(
  row: ReviewRow,
  { decision, decidedAt }: Answered,
  { campaign }: AnswerContext,
  reviewer: string,
): string | null {
  const at = Date.parse(decidedAt);
  const { policy } = campaign.settings;
  const early = checkDecision(row, decision, { policy, reviewer, day: dayAt(at - 12 * hourMs) });
  if (early === null) return null;
  return checkDecision(row, decision, { policy, reviewer, day: dayAt(at + 14 * hourMs) });
}

/** Why one decision refuses the whole answer; null where it does not. Rows that are left out go to `left`. */
function checkOne(
  answered: Answered,
  answer: ReviewAnswer,
  context: AnswerContext,
  { seen, left }: { readonly seen: Set<string>; readonly left: LeftRow[] },
): AnswerRefusal | null {
  const { campaign, state, now } = context;
  const { policy, due } = campaign.settings;
  if (Date.parse(answered.decidedAt) > now + mostOffMs)
    return refused(
      'clock-ahead',
      'The clock of the computer on which this was decided is more than a day ahead, so its times prove nothing.',
    );
  const madeAt = Date.parse(state.packets.get(answer.packet)?.madeAt ?? '');
  if (Date.parse(answered.decidedAt) < madeAt - mostOffMs)
    return refused(
      'clock-behind',
      'This was decided more than a day before its packet was made, by a clock that is wrong, so its times prove nothing.',
    );
  if (policy.overdue === 'lock' && dayAt(Date.parse(answered.decidedAt) - 12 * hourMs) > due)
    return refused(
      'too-late',
      `This was decided after ${due}, when the campaign could no longer be decided.`,
    );
  for (const id of answered.rows) {
    const known = state.rows.get(id);
    if (known === undefined)
      return refused('unknown-row', 'This answer decides a row that is not in the campaign.');
    if (seen.has(id)) return refused('row-twice', `This answer decides ${named(known.row)} twice.`);
    seen.add(id);
    const why = whyLeft(state, known, answer.reviewer, answered);
    if (why !== null) {
      left.push({ row: known.row, why, now: known.reviewers });
      continue;
    }
    const problem = decisionProblem(known.row, answered, context, answer.reviewer);
    if (problem !== null) return refused('decision-refused', `${named(known.row)}: ${problem}`);
  }
  return null;
}

/** The decisions without the rows that are left out. */
function withoutLeft(decisions: readonly Answered[], left: readonly LeftRow[]): Answered[] {
  const ids = new Set(left.map(({ row }) => row.id));
  return decisions.flatMap((one) => {
    const rows = one.rows.filter((id) => !ids.has(id));
    return rows.length === 0 ? [] : [{ ...one, rows }];
  });
}

/**
 * Whether the text of a file is an answer that belongs to this campaign and holds in every part (V51). One part that does not
 * hold refuses the whole file. What somebody else was asked meanwhile, or was decided elsewhere, is not a fault of the answer:
 * these rows are left out and told, the others are taken.
 */
export async function checkAnswer(
  text: string,
  context: AnswerContext,
): Promise<AcceptedAnswer | AnswerRefusal> {
  const read = readAnswer(text);
  if (!read.ok) return read;
  const { answer } = read;
  const broken = await checkSeal(answer, context);
  if (broken !== null) return broken;
  if (context.state.closedAt !== null)
    return refused('closed', 'The campaign is closed, and nothing can be added to it.');
  const seen = new Set<string>();
  const left: LeftRow[] = [];
  for (const answered of answer.decisions) {
    const problem = checkOne(answered, answer, context, { seen, left });
    if (problem !== null) return problem;
  }
  const taken = withoutLeft(answer.decisions, left);
  if (taken.length === 0 && left.every(({ why }) => why === 'signed-off') && signedOff(answer, context))
    return refused('signed-off', `${answer.reviewer} has signed off already; those decisions stand.`);
  if (taken.length === 0 && left.length > 0)
    return refused('nothing-left', `Nothing of this answer can be taken any more. ${leftWords(left)}`);
  return { ok: true, answer, taken, left };
}

const signedOff = ({ reviewer }: ReviewAnswer, { state }: AnswerContext): boolean =>
  state.signedOff.has(reviewer);

/** An accepted answer as events, in the order of docs/evidence-format.md: taken, decided one by one, signed off. */
export function answerEvents(
  { answer, taken, left }: Pick<AcceptedAnswer, 'answer' | 'taken' | 'left'>,
  context: Pick<AnswerContext, 'state' | 'answerHash'> & { sha256(text: string): string },
): ReviewEvent[] {
  const { packet, reviewer, way } = answer;
  const standing = new Map(standingDecisions(context.state, reviewer));
  for (const { rows, decision } of taken) for (const row of rows) standing.set(row, decision);
  const signed = [...standing].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return [
    {
      type: 'answer-taken',
      packet,
      reviewer,
      answerHash: context.answerHash,
      decisions: taken.length,
      ...(left.length === 0 ? {} : { left: left.map(({ row }) => row.id) }),
    },
    ...taken.map((one): ReviewEvent => ({ type: 'decided', reviewer, ...one, way })),
    { type: 'signed-off', reviewer, decisionsHash: context.sha256(canonicalText(signed)) },
  ];
}
