import { mendWords } from '../../src-shared/words/mend-words.ts';
import { note } from './output.ts';
import type { CliRun } from './run.ts';

/** Tells of a file of changes that had to be recovered, or a history that was begun anew, with every command until the user has seen what was kept (reliability §2.4). */
export async function noteRecovery(run: CliRun): Promise<void> {
  const { recovery } = await run.call('session.state', {});
  if (recovery === null) return;
  const { cause, title } = mendWords(recovery);
  note(run.io, `${cause} ${title}. See: rolebook changes recovery`);
}
