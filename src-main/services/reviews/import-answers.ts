import { basename } from 'node:path';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { CallOutput, ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { AnswerFile } from '../../../src-shared/ipc/reviews-contract.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import { namedReviewers } from '../../../src-shared/reviews/assign-reviewers.ts';
import type { CampaignState, RowState } from '../../../src-shared/reviews/campaign-state.ts';
import type { AskWhich } from '../changes/export-plan.ts';
import { recorded, type RecordDeps } from '../journal.ts';
import { type AnswerRoom, conflictsAmong, notTaken, takeAnswer } from './take-answer.ts';

/** Files to be read, or null when the user changed their mind. */
export type AskWhichFiles = (
  question: Parameters<AskWhich>[0],
) => Promise<readonly { readonly path: string }[] | null>;

/** What taking answers needs. */
export interface ImportAnswersDeps extends RecordDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly askWhichFiles: AskWhichFiles;
  /** The bytes of a file of at most so many. Rejects with `storage` or `input`. */
  readBytes(path: string, mostBytes: number): Promise<Uint8Array>;
  /** The campaign itself: what is taken into it is kept. */
  room(campaign: string): AnswerRoom;
  /** A copy of it as it stands now, to see what would be. */
  copy(campaign: string): Promise<AnswerRoom>;
}

type ReadAnswers = NonNullable<CallOutput<'reviews.readAnswers'>>;

/** A file that was read: its text, or why it has none. */
type ReadFile = { readonly file: string } & ({ readonly text: string } | { readonly refused: string });

/** No answer is larger: 100,000 rows, each with words. */
const mostBytes = 100_000_000;

/** So many conflicts are shown beforehand; all are counted. */
const mostConflicts = 200;

/** The one text that these bytes are; null: they are none. Nothing is replaced or left out, a mark at the start neither. */
function exactText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function readOne({ readBytes }: ImportAnswersDeps, path: string): Promise<ReadFile> {
  const file = basename(path);
  try {
    const text = exactText(await readBytes(path, mostBytes));
    return text === null
      ? { file, refused: 'This file is not an answer to a review, or it was changed.' }
      : { file, text };
  } catch (error) {
    if (!(error instanceof RolebookError)) throw error;
    return { file, refused: error.body.message };
  }
}

/** Takes files one after the other into a campaign; one that does not hold is refused by itself, the others are taken. */
async function takeAll({ clock }: ImportAnswersDeps, room: AnswerRoom, read: readonly ReadFile[]) {
  const files: AnswerFile[] = [];
  const rows = new Set<string>();
  for (const one of read) {
    const { file } = one;
    const taken =
      'refused' in one
        ? notTaken(file, one.refused)
        : await takeAnswer(room, clock, one).catch((error: unknown) => {
            if (!(error instanceof RolebookError)) throw error;
            return notTaken(file, error.body.message);
          });
    files.push(taken.outcome);
    for (const id of taken.rows) rows.add(id);
  }
  return { files, rows: [...rows] };
}

/** A row on which two do not agree, with who says what. */
function conflictOf(
  { campaign }: CampaignState,
  { row, reviewers, decisions }: RowState,
): ReadAnswers['conflicts'][number] {
  const names = campaign === null ? null : namedReviewers(campaign.settings.reviewers);
  return {
    row,
    decisions: reviewers.flatMap((id) => {
      const said = decisions.get(id);
      return said === undefined
        ? []
        : [{ reviewer: names?.get(id) ?? { id, name: id }, decision: said.decision }];
    }),
  };
}

/** Answers that are looked at before they are taken. They are in memory alone, those of one look at a time. */
export interface AnswerImport {
  readAnswers(input: ParsedInput<'reviews.readAnswers'>): Promise<CallOutput<'reviews.readAnswers'>>;
  importAnswers(input: ParsedInput<'reviews.importAnswers'>): Promise<CallOutput<'reviews.importAnswers'>>;
  /** For locking. */
  forget(): void;
}

/** See {@link AnswerImport}. */
export function createAnswerImport(deps: ImportAnswersDeps): AnswerImport {
  let held: { readonly campaign: string; readonly read: string; readonly files: readonly ReadFile[] } | null =
    null;
  return {
    async readAnswers({ campaign }) {
      const which = await deps.askWhichFiles({
        title: 'Take answers of reviewers',
        buttonLabel: 'Look at them',
        filters: [{ name: 'Answer to a review', extensions: ['json'] }],
      });
      if (which === null || which.length === 0) return null;
      const read: ReadFile[] = [];
      for (const { path } of which) read.push(await readOne(deps, path));
      const copy = await deps.copy(campaign);
      const { files, rows } = await takeAll(deps, copy, read);
      const after = await copy.state();
      const conflicts = conflictsAmong(after, rows)
        .slice(0, mostConflicts)
        .flatMap((id) => {
          const row = after.rows.get(id);
          return row === undefined ? [] : [conflictOf(after, row)];
        });
      held = { campaign, read: deps.random.uuid(), files: read };
      return { read: held.read, files, conflicts };
    },
    async importAnswers({ campaign, read }) {
      const looked = held;
      if (looked === null || looked.read !== read || looked.campaign !== campaign)
        throw new RolebookError({
          kind: 'not-found',
          origin: 'main',
          reason: 'answers-not-read',
          message: 'These answers are not at hand any more.',
          hint: 'Choose the files again. Nothing was taken.',
        });
      held = null;
      return await recorded(deps, {
        verb: 'review.import-answers',
        object: looked.files.length === 1 ? '1 file' : `${looked.files.length} files`,
        detail: { campaign },
        run: async () => ({ files: (await takeAll(deps, deps.room(campaign), looked.files)).files }),
        judge: ({ files }) => {
          const taken = files.filter((one) => one.taken).length;
          return {
            result: taken === files.length ? 'done' : taken === 0 ? 'failed' : 'partly',
            detail: { taken, refused: files.length - taken },
          };
        },
      });
    },
    forget() {
      held = null;
    },
  };
}
