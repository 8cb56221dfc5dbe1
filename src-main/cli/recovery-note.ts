import { causeWords, recoveryTitle } from '../../src-shared/words/recovery-words.ts';
import { note } from './output.ts';
import type { CliRun } from './run.ts';

/** Tells of a file of changes that had to be recovered, with every command until the user has seen what was kept (reliability §2.4). */
export async function noteRecovery(run: CliRun): Promise<void> {
  const { recovery } = await run.call('session.state', {});
  if (recovery === null) return;
  note(run.io, `${causeWords(recovery.cause)} ${recoveryTitle(recovery)}. See: rolebook changes recovery`);
}
