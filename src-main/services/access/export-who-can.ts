import { Buffer } from 'node:buffer';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type {
  WhoCan,
  WhoCanFileQuestion,
  WhoCanFileReport,
  WhoCanQuestion,
} from '../../../src-shared/ipc/access-contract.ts';
import { timestamp } from '../../../src-shared/ports/clock.ts';
import type { WriteFile } from '../../files/atomic-write.ts';
import { spreadsheetCsv } from '../../files/formats/spreadsheet-csv.ts';
import type { ActGate } from '../act-gate.ts';
import type { AskWhere } from '../credentials-service.ts';
import { type EditDeps, openRoom } from '../edits/edit-room.ts';
import { recorded, type RecordDeps } from '../journal.ts';
import { whoCanCells, whoCanHeader } from './who-can-cells.ts';

/** What the file needs beside the open tenant. */
export interface WhoCanFileDeps extends RecordDeps {
  readonly askWhere: AskWhere;
  readonly writeFile: WriteFile;
}

/** Rows that are read at once; the contract's limit. */
const page = 1000;

/** How often it is begun again when the local copy moved in between. */
const mostTries = 3;

/** What is the same in all windows of one answer. */
const mark = ({ total, counts, roles, asOf }: WhoCan): string => JSON.stringify([total, counts, roles, asOf]);

/** The whole answer as rows of cells, or null when the local copy moved while it was read. */
async function readAll(
  question: WhoCanFileQuestion,
  ask: (question: WhoCanQuestion) => Promise<WhoCan>,
): Promise<{ readonly answer: WhoCan; readonly cells: ReturnType<typeof whoCanCells>[] } | null> {
  const answer = await ask({ ...question, from: 0, to: page });
  const cells = answer.rows.map((row) => whoCanCells(row, answer, question.as));
  while (cells.length < answer.total) {
    const next = await ask({ ...question, from: cells.length, to: cells.length + page });
    if (mark(next) !== mark(answer) || next.rows.length === 0) return null;
    cells.push(...next.rows.map((row) => whoCanCells(row, answer, question.as)));
  }
  return { answer, cells };
}

async function readSettled(
  ...parts: Parameters<typeof readAll>
): Promise<NonNullable<Awaited<ReturnType<typeof readAll>>>> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const whole = await readAll(...parts);
    if (whole !== null) return whole;
  }
  throw new RolebookError({
    kind: 'conflict',
    origin: 'main',
    reason: 'data-moved',
    message: 'Nothing was written: the local copy changed while it was read.',
    hint: 'Wait until the sync has ended, then try again.',
  });
}

const fileName = (question: WhoCanFileQuestion, day: string): string =>
  `who-can-${question.action}-${question.resourceType.replace(/[^a-zA-Z0-9]+/g, '-')}-${day}.csv`;

/**
 * access.export-who-can: the place is asked for first, so that giving up leaves no trace; then the answer is read whole,
 * and written between two rows of the journal of the tenant that it tells of.
 */
export async function exportWhoCan(
  deps: Pick<EditDeps, 'room' | 'clock'> & WhoCanFileDeps & { readonly acts: ActGate },
  question: WhoCanFileQuestion,
  ask: (question: WhoCanQuestion) => Promise<WhoCan>,
): Promise<WhoCanFileReport> {
  const { session } = openRoom(deps);
  const where = await deps.askWhere({
    suggestedName: fileName(question, timestamp(deps.clock).slice(0, 10)),
    title: 'Save who can do it',
    buttonLabel: 'Save',
    filters: [{ name: 'CSV for spreadsheets', extensions: ['csv'] }],
  });
  if (where === null) return { outcome: 'cancelled', path: null, rows: 0, warnings: [] };
  return await deps.acts.during(async () => {
    // The dialog may have stood open for long.
    if (openRoom(deps).session !== session) throw otherTenant();
    const { answer, cells } = await readSettled(question, ask);
    return await recorded(deps, {
      verb: 'access.export',
      object: `who can ${answer.action} ${answer.displayName}`,
      detail: {
        resourceType: answer.resourceType,
        action: answer.action,
        scopeType: question.scope?.type ?? null,
        scopeId: question.scope?.id ?? null,
        openChanges: question.as,
        count: cells.length,
        asOf: answer.asOf,
      },
      run: async (): Promise<WhoCanFileReport> => {
        // With its mark, or Excel takes the text for a local code page.
        const bytes = Buffer.from(`\uFEFF${spreadsheetCsv(whoCanHeader, cells)}`, 'utf8');
        const written = await deps.writeFile(where.path, bytes, { mayReplace: where.mayReplace });
        return {
          outcome: 'written',
          path: written.path,
          rows: cells.length,
          warnings: [...written.warnings],
        };
      },
    });
  });
}

const otherTenant = (): RolebookError =>
  new RolebookError({
    kind: 'conflict',
    origin: 'main',
    reason: 'tenant-changed',
    message: 'Nothing was written: another tenant was opened meanwhile.',
    hint: 'Ask again in the tenant that you mean.',
  });
