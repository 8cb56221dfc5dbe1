import type { ReviewRow } from '../../../src-shared/domain/review.ts';
import type { ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import type { AnswerFile } from '../../../src-shared/ipc/reviews-contract.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { CampaignState } from '../../../src-shared/reviews/campaign-state.ts';
import { answerEvents, checkAnswer } from '../../../src-shared/reviews/check-answer.ts';
import { type LeftRow, leftWords } from '../../../src-shared/reviews/left-rows.ts';
import { outcomeOf } from '../../../src-shared/reviews/row-outcome.ts';
import { nodeHmac, sha256Hex } from './answer-hash.ts';

/** A campaign into which answers are taken: the real one, or a copy that shows what would be. */
export interface AnswerRoom {
  /** The campaign as it stands now. */
  state(): Promise<CampaignState>;
  /** Takes events, all or none, together with the answer as it came. */
  append(
    events: readonly ReviewEvent[],
    answer: { readonly packet: string; readonly text: string },
  ): Promise<void>;
  /** Key of a packet's answer, base64. */
  answerKey(packet: string): Promise<string>;
}

/** What became of a file, and the rows that it decided. */
export interface TakenAnswer {
  readonly outcome: AnswerFile;
  readonly rows: readonly string[];
}

/** So many rows that are left out are named; all are counted. */
const mostNamed = 200;

/** A file that is refused, with why. */
export const notTaken = (file: string, message: string): TakenAnswer => ({
  outcome: { file, taken: false, message, decisions: 0, conflicts: 0, left: [] },
  rows: [],
});

/** A row as it is named to a person. */
const what = ({ subject, role, scope }: ReviewRow): string =>
  `${subject.name}, ${role.name} on ${scope.name}`;

const namedLeft = (left: readonly LeftRow[]): AnswerFile['left'] =>
  left.slice(0, mostNamed).map(({ row, why, now }) => ({ row: row.id, what: what(row), why, now: [...now] }));

/** The rows among these on which two do not agree. */
export function conflictsAmong(state: CampaignState, rows: readonly string[]): readonly string[] {
  return rows.filter((id) => {
    const row = state.rows.get(id);
    return row !== undefined && outcomeOf(state, row).kind === 'conflict';
  });
}

/** Takes one answer, whole but for rows that were decided elsewhere, or says why not. */
export async function takeAnswer(
  room: AnswerRoom,
  clock: Pick<Clock, 'now'>,
  { file, text }: { readonly file: string; readonly text: string },
): Promise<TakenAnswer> {
  const state = await room.state();
  const { campaign } = state;
  if (campaign === null) throw new Error('a campaign without its first entry');
  const answerHash = sha256Hex(text);
  const verdict = await checkAnswer(text, {
    campaign,
    state,
    answerHash,
    now: clock.now(),
    hmac: nodeHmac,
    answerKey: (packet) => room.answerKey(packet),
  });
  if (!verdict.ok) return notTaken(file, verdict.message);
  const { answer, taken, left } = verdict;
  const { packet, reviewer } = answer;
  await room.append(answerEvents(verdict, { state, answerHash, sha256: sha256Hex }), { packet, text });
  const rows = taken.flatMap((one) => one.rows);
  const conflicts = conflictsAmong(await room.state(), rows).length;
  const words = rows.length === 1 ? '1 decision' : `${rows.length.toLocaleString('en')} decisions`;
  const clash =
    conflicts === 0
      ? ''
      : `${conflicts} ${conflicts === 1 ? 'is' : 'are'} in conflict with another reviewer’s.`;
  return {
    outcome: {
      file,
      taken: true,
      message: [`${reviewer}: ${words}.`, clash, leftWords(left)].filter(Boolean).join(' '),
      decisions: rows.length,
      conflicts,
      left: namedLeft(left),
    },
    rows,
  };
}
