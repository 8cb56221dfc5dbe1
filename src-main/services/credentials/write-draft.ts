import type { Buffer } from 'node:buffer';
import type { ExportReport } from '../../../src-shared/ipc/credentials-contract.ts';
import type { WhereQuestion } from '../credentials-service.ts';
import { cancelled, type ExportFilesDeps } from './export-files.ts';

/** Writes one draft; its bytes are overwritten whatever happens. */
export async function writeDraft(
  deps: Pick<ExportFilesDeps, 'askWhere' | 'writeFile'>,
  content: Buffer,
  question: WhereQuestion,
  packageId: string,
): Promise<ExportReport> {
  try {
    const where = await deps.askWhere(question);
    if (where === null) return cancelled(false);
    const { path, warnings } = await deps.writeFile(where.path, content, {
      mayReplace: where.mayReplace,
      mark: packageId,
    });
    const told = { path, entries: 1, sealed: false, digests: [], warnings: [...warnings] };
    return { outcome: 'written', ...told, packageId };
  } finally {
    content.fill(0);
  }
}
