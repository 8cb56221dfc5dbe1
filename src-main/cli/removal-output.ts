import type { RemovalPreview } from '../../src-shared/ipc/changes-contract.ts';
import { noteFindings, printList } from './output.ts';
import type { CliRun } from './run.ts';

/** Prints what would go and what the rules say of it. */
export function printRemoval(run: CliRun, preview: RemovalPreview, header = 'That goes with it'): void {
  printList(
    run,
    [
      { id: 'id', label: 'Id' },
      { id: 'title', label: 'What' },
      { id: 'losses', label: header },
    ],
    preview.rows.map(({ id, title, losses }) => [id, title, losses]),
  );
  noteFindings(run.io, preview.findings);
}
