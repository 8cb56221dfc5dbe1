import { basename } from 'node:path';
import type { ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { CallOutput, ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { CampaignState } from '../../../src-shared/reviews/campaign-state.ts';
import { answerEvents, checkAnswer } from '../../../src-shared/reviews/check-answer.ts';
import { leftWords } from '../../../src-shared/reviews/left-rows.ts';
import { outcomeOf } from '../../../src-shared/reviews/row-outcome.ts';
import { recorded, type RecordDeps } from '../journal.ts';
import { nodeHmac, sha256Hex } from './answer-hash.ts';

/** Files to be read, or null when the user changed their mind. */
export type AskWhichFiles = (question: {
  readonly title: string;
  readonly buttonLabel: string;
  readonly filters: readonly { readonly name: string; readonly extensions: readonly string[] }[];
}) => Promise<readonly { readonly path: string }[] | null>;

/** What taking answers needs. */
export interface ImportAnswersDeps extends RecordDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly askWhichFiles: AskWhichFiles;
  /** The bytes of a file of at most so many. Rejects with `storage` or `input`. */
  readBytes(path: string, mostBytes: number): Promise<Uint8Array>;
  /** The campaign as it stands now. */
  state(campaign: string): Promise<CampaignState>;
  /** Writes events into the campaign's chain, all or none, together with the answer as it came. */
  append(
    campaign: string,
    events: readonly ReviewEvent[],
    answer: { readonly packet: string; readonly text: string },
  ): Promise<void>;
  /** Key of a packet's answer, base64. */
  answerKey(campaign: string, packet: string): Promise<string>;
}

type FileOutcome = CallOutput<'reviews.importAnswers'>['files'][number];

/** No answer is larger: 100,000 rows, each with words. */
const mostBytes = 100_000_000;

const notTaken = (file: string, message: string): FileOutcome => ({
  file,
  taken: false,
  message,
  decisions: 0,
  conflicts: 0,
});

/** The one text that these bytes are; null: they are none. Nothing is replaced or left out, a mark at the start neither. */
function exactText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function takeOne(deps: ImportAnswersDeps, campaignId: string, path: string): Promise<FileOutcome> {
  const file = basename(path);
  const text = exactText(await deps.readBytes(path, mostBytes));
  if (text === null) return notTaken(file, 'This file is not an answer to a review, or it was changed.');
  const state = await deps.state(campaignId);
  const { campaign } = state;
  if (campaign === null) throw new Error('a campaign without its first entry');
  const answerHash = sha256Hex(text);
  const verdict = await checkAnswer(text, {
    campaign,
    state,
    answerHash,
    now: deps.clock.now(),
    hmac: nodeHmac,
    answerKey: (packet) => deps.answerKey(campaignId, packet),
  });
  if (!verdict.ok) return notTaken(file, verdict.message);
  const { answer, taken, left } = verdict;
  await deps.append(campaignId, answerEvents(verdict, { state, answerHash, sha256: sha256Hex }), {
    packet: answer.packet,
    text,
  });
  const after = await deps.state(campaignId);
  const rows = taken.flatMap((one) => one.rows);
  const conflicts = rows.filter((id) => {
    const row = after.rows.get(id);
    return row !== undefined && outcomeOf(after, row).kind === 'conflict';
  }).length;
  const words = rows.length === 1 ? '1 decision' : `${rows.length.toLocaleString('en')} decisions`;
  const clash =
    conflicts === 0
      ? ''
      : `${conflicts} ${conflicts === 1 ? 'is' : 'are'} in conflict with another reviewer’s.`;
  return {
    file,
    taken: true,
    message: [`${answer.reviewer}: ${words} taken.`, clash, leftWords(left)].filter(Boolean).join(' '),
    decisions: rows.length,
    conflicts,
  };
}

/**
 * reviews.importAnswers: each file by itself, whole or not at all, with what became of it in words. One that does not hold
 * stands in nobody's way.
 */
export async function importAnswers(
  deps: ImportAnswersDeps,
  { campaign }: ParsedInput<'reviews.importAnswers'>,
): Promise<CallOutput<'reviews.importAnswers'>> {
  const which = await deps.askWhichFiles({
    title: 'Take answers of reviewers',
    buttonLabel: 'Take',
    filters: [{ name: 'Answer to a review', extensions: ['json'] }],
  });
  if (which === null || which.length === 0) return { files: [] };
  return await recorded(deps, {
    verb: 'review.import-answers',
    object: which.length === 1 ? '1 file' : `${which.length} files`,
    detail: { campaign },
    run: async (): Promise<CallOutput<'reviews.importAnswers'>> => {
      const files: FileOutcome[] = [];
      for (const { path } of which) {
        try {
          files.push(await takeOne(deps, campaign, path));
        } catch (error) {
          if (!(error instanceof RolebookError)) throw error;
          files.push(notTaken(basename(path), error.body.message));
        }
      }
      return { files };
    },
    judge: ({ files }) => {
      const taken = files.filter((one) => one.taken).length;
      return {
        result: taken === files.length ? 'done' : taken === 0 ? 'failed' : 'partly',
        detail: { taken, refused: files.length - taken },
      };
    },
  });
}
