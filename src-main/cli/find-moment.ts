import type { HistoryMoment } from '../../src-shared/domain/history.ts';
import { momentMeant } from '../../src-shared/history/find-moment.ts';
import type { CliRun } from './run.ts';
import { usageError } from './usage-error.ts';

/** How a moment is named on the command line. */
export const howToNameMoment =
  'A number or a name of rolebook history list, first, last, a day (2026-03-03, its end) or a time (2026-03-03T14:00Z).';

/** The moment that a text means. Rejects with a usage error where nothing is known of it. */
export async function findMoment(run: Pick<CliRun, 'call'>, text: string): Promise<HistoryMoment> {
  const { moments } = await run.call('history.moments', {});
  const found = momentMeant(moments, text);
  if (found !== null) return found;
  const [first] = moments;
  if (first === undefined) throw usageError('Nothing is known of earlier yet.', 'rolebook sync');
  throw usageError(
    `Nothing is known of “${text}”; what is known begins at ${new Date(first.at).toISOString()}.`,
    howToNameMoment,
  );
}
