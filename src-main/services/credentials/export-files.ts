import type { ColumnMapping } from '../../../src-shared/domain/column-mapping.ts';
import type { CredentialFormat, CredentialInfo } from '../../../src-shared/domain/credential.ts';
import {
  fileEnding,
  fileWarnings,
  formatFacts,
  isSealed,
  sealFacts,
} from '../../../src-shared/domain/hand-over-files.ts';
import type { Seal } from '../../../src-shared/domain/seal.ts';
import type { ExportReport } from '../../../src-shared/ipc/credentials-contract.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { WriteFolder } from '../../files/atomic-folder.ts';
import type { WriteFile } from '../../files/atomic-write.ts';
import type { MakeFile } from '../../files/file-maker.ts';
import type { HandOverEntry } from '../../files/formats/hand-over-entry.ts';
import type { AskWhere, WhereQuestion } from '../credentials-service.ts';
import { fileDigest } from './file-digest.ts';
import { exportFileName, exportFolderName, personFileName } from './file-names.ts';

/** What writing hand-overs needs. */
export interface ExportFilesDeps {
  readonly makeFile: MakeFile;
  readonly askWhere: AskWhere;
  readonly writeFile: WriteFile;
  readonly writeFolder: WriteFolder;
  readonly clock: Pick<Clock, 'now'>;
}

/** Looked at and told between two files of many. */
export interface ExportSteps {
  /** Whether it is not to go on. */
  stopped(): boolean;
  sealed(done: number, of: number): void;
}

/** What all files of a hand-over have in common. */
export interface Package {
  readonly format: CredentialFormat;
  readonly columns: ColumnMapping | null;
  readonly packageId: string;
}

/** One file's part of it. */
export interface PackagePart {
  readonly infos: readonly CredentialInfo[];
  readonly entries: readonly HandOverEntry[];
  readonly seal: Seal;
}

function fileQuestion(part: PackagePart, { format }: Package, now: number): WhereQuestion {
  const { seal, infos } = part;
  const facts = formatFacts[format];
  const sealed = isSealed(seal.kind);
  const inside =
    facts.extension === 'csv' && !sealed
      ? 'Password manager import (do not open in a spreadsheet)'
      : facts.name;
  return {
    suggestedName: exportFileName(infos, { format, seal }, now),
    title: sealed ? 'Save sealed credentials' : 'Save credentials as plain text',
    buttonLabel: 'Export',
    filters: [
      {
        name: sealFacts[seal.kind].extension === '' ? inside : sealFacts[seal.kind].name,
        extensions: [fileEnding(format, seal.kind).split('.').at(-1) ?? ''],
      },
    ],
  };
}

/** Makes one file for all, asks where, writes it. */
export async function exportOne(
  deps: ExportFilesDeps,
  wanted: Package,
  part: PackagePart,
): Promise<ExportReport> {
  const now = deps.clock.now();
  const sealed = isSealed(part.seal.kind);
  const bytes = await deps.makeFile({ ...wanted, entries: part.entries, seal: part.seal, now });
  try {
    const where = await deps.askWhere(fileQuestion(part, wanted, now));
    if (where === null) return cancelled(sealed);
    const { path, warnings } = await deps.writeFile(where.path, bytes, {
      mayReplace: where.mayReplace,
      mark: wanted.packageId,
    });
    return {
      outcome: 'written',
      path,
      entries: part.infos.length,
      sealed,
      packageId: wanted.packageId,
      digests: sealed ? [await fileDigest(bytes)] : [],
      warnings: [...warnings, ...fileWarnings(wanted.format, part.seal.kind)],
    };
  } finally {
    bytes.fill(0);
  }
}

/**
 * Makes a file for each person, each sealed for that person alone, and asks for the name of a new folder for them. All are
 * sealed before the first is written: stopped in between, there is none.
 */
export async function exportEach(
  deps: ExportFilesDeps,
  wanted: Package,
  parts: readonly PackagePart[],
  steps: ExportSteps,
): Promise<ExportReport> {
  const now = deps.clock.now();
  const { format, packageId } = wanted;
  const sealed = parts.every(({ seal }) => isSealed(seal.kind));
  const files: { name: string; content: Uint8Array }[] = [];
  try {
    for (const [at, { entries, infos, seal }] of parts.entries()) {
      if (steps.stopped()) return cancelled(sealed);
      steps.sealed(at, parts.length);
      const number = parts.length === 1 ? packageId : `${packageId}-${at + 1}`;
      files.push({
        name: personFileName(infos[0]?.account ?? '', at + 1, { format, seal }),
        content: await deps.makeFile({ ...wanted, packageId: number, entries, seal, now }),
      });
    }
    if (steps.stopped()) return cancelled(sealed);
    steps.sealed(parts.length, parts.length);
    const all = parts.flatMap(({ infos }) => infos);
    const where = await deps.askWhere({
      suggestedName: exportFolderName(all, format, now),
      title: sealed ? 'Save sealed credentials in a new folder' : 'Save credentials as plain text',
      buttonLabel: 'Export',
      filters: [],
    });
    if (where === null) return cancelled(sealed);
    const { path, warnings } = await deps.writeFolder(where.path, files, { mark: packageId });
    const known = parts.flatMap(({ seal }) => fileWarnings(format, seal.kind));
    return {
      outcome: 'written',
      path,
      entries: all.length,
      sealed,
      packageId,
      digests: await digestsOf(
        files.filter((_, at) => isSealed(parts[at]?.seal.kind ?? 'plain')).map(({ content }) => content),
      ),
      warnings: [...warnings, ...new Set(known)],
    };
  } finally {
    for (const { content } of files) content.fill(0);
  }
}

async function digestsOf(contents: readonly Uint8Array[]): Promise<string[]> {
  const digests: string[] = [];
  for (const content of contents) digests.push(await fileDigest(content));
  return digests;
}

/** The report of an export whose place nobody chose. */
export const cancelled = (sealed: boolean): ExportReport => ({
  outcome: 'cancelled',
  path: null,
  entries: 0,
  sealed,
  packageId: null,
  digests: [],
  warnings: [],
});
