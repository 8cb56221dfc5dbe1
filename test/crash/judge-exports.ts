import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalRow } from '../../src-main/db/journal.ts';
import { asSecret } from '../../src-shared/domain/secret-text.ts';
import kdbxweb from 'kdbxweb';
import { openKdbx } from '../builders/kdbx-opener.ts';
import { openWhole, type Pair } from '../exportcrypt/opened-files.ts';
import type { Bench } from '../exportcrypt/sealed-files.ts';
import { oldContent, type PlannedExport } from './export-plan.ts';

/** What became of the exports that were judged. */
export interface ExportTally {
  exports: number;
  whole: number;
  old: number;
  absent: number;
  /** Their outcome was written at the next start. */
  interrupted: number;
}

/** What is there to judge after a process was killed and another has started. */
export interface Aftermath {
  readonly out: string;
  /** Exports that were begun, in order. */
  readonly begun: readonly PlannedExport[];
  /** Names of those that were told to be written. */
  readonly told: ReadonlySet<string>;
  /** Newest first. */
  readonly rows: readonly JournalRow[];
}

async function readKdbx(_tools: unknown, file: Uint8Array, passphrase: string): Promise<Pair[]> {
  const database = await openKdbx(file, passphrase);
  const textOf = (value: kdbxweb.KdbxEntryField | undefined): string =>
    value instanceof kdbxweb.ProtectedValue ? value.getText() : (value ?? '');
  return [...database.getDefaultGroup().allEntries()].map(({ fields }) => [
    textOf(fields.get('UserName')),
    textOf(fields.get('Password')),
  ]);
}

const sorted = (pairs: readonly Pair[]): string =>
  JSON.stringify(pairs.toSorted(([one], [other]) => one.localeCompare(other)));

/** What is wrong with one file; null = it is whole and holds just these. */
async function faultInFile(
  path: string,
  { format, kind }: PlannedExport,
  people: PlannedExport['people'],
  bench: Bench,
): Promise<string | null> {
  const there = lstatSync(path);
  if (!there.isFile() || (there.mode & 0o777) !== 0o600) return `${path} is not a file of the owner’s alone`;
  if (there.nlink !== 1) return `${path} has another name, too`;
  const entries = people.map(({ account, secret }) => ({
    account,
    secret: asSecret(secret),
    url: 'https://tenant.example.com',
    title: '',
    notes: '',
    folder: '',
    issuedAt: '',
    expiresAt: null,
    mustChange: true,
    kind: 'temporary-password' as const,
  }));
  const wanted = sorted(people.map(({ account, secret }) => [account, secret]));
  const file = readFileSync(path);
  try {
    const got = sorted(await openWhole(bench, { format, kind, file, entries, isRight: true }, readKdbx));
    return got === wanted ? null : `${path} holds ${got} instead of ${wanted}`;
  } catch (error) {
    return `${path} (${format}, ${kind}) does not open: ${String(error)}`;
  }
}

type State = 'whole' | 'old' | 'absent';

/** How the target of an export stands; text where that is wrong. */
async function stateOf(
  path: string,
  planned: PlannedExport,
  bench: Bench,
): Promise<State | { readonly wrong: string }> {
  if (!existsSync(path)) return planned.replaces ? { wrong: `${path} is gone` } : 'absent';
  if (!planned.each) {
    if (planned.replaces && readFileSync(path, 'utf8') === oldContent(planned.name)) return 'old';
    const fault = await faultInFile(path, planned, planned.people, bench);
    return fault === null ? 'whole' : { wrong: fault };
  }
  const names = readdirSync(path).toSorted();
  if (names.length !== planned.people.length) return { wrong: `${path} has ${names.length} files` };
  for (const [at, person] of planned.people.entries()) {
    const fault = await faultInFile(join(path, names[at] ?? ''), planned, [person], bench);
    if (fault !== null) return { wrong: fault };
  }
  return 'whole';
}

/** What the journal says of an export: how it ended, or what is wrong with that; null = it knows nothing of it. */
function outcomeIn(
  rows: readonly JournalRow[],
  { name, people }: PlannedExport,
): { readonly result: string; readonly file: unknown } | { readonly wrong: string } | null {
  const own = rows.filter(
    ({ verb, detail }) =>
      verb === 'credential.export' && String(detail['accounts']).split(' ')[0] === people[0]?.account,
  );
  if (own.length === 0) return null;
  const ends = own.filter(({ detail }) => detail['result'] !== 'intended');
  const [end] = ends;
  if (own.length !== 2 || end === undefined || ends.length !== 1)
    return { wrong: `${name} has ${own.length} rows, ${ends.length} of them with its end` };
  return { result: String(end.detail['result']), file: end.detail['file'] };
}

const pathHash = (path: string): string =>
  createHash('sha256').update(path, 'utf8').digest('hex').slice(0, 16);

/** What is wrong with these exports; null = nothing. */
export async function faultInExports(
  { out, begun, told, rows }: Aftermath,
  bench: Bench,
  tally: ExportTally,
): Promise<string | null> {
  for (const planned of begun) {
    const path = join(out, planned.name);
    const state = await stateOf(path, planned, bench);
    if (typeof state === 'object') return state.wrong;
    const outcome = outcomeIn(rows, planned);
    if (outcome !== null && 'wrong' in outcome) return outcome.wrong;
    if (outcome === null && state === 'whole')
      return `${planned.name} is written, and the journal knows nothing of it`;
    if (told.has(planned.name) && (state !== 'whole' || outcome?.result !== 'done'))
      return `${planned.name} was told to be written, is ${state} and ${outcome?.result ?? 'not told of'}`;
    if (outcome?.result === 'done' && (state !== 'whole' || outcome.file !== pathHash(path)))
      return `${planned.name} is ${state}, and the journal calls it done`;
    if (outcome?.result === 'interrupted' && state === 'whole')
      return `${planned.name} is written, and the journal calls it cut off`;
    if (outcome !== null && !['done', 'interrupted'].includes(outcome.result))
      return `${planned.name} ended ${outcome.result}`;
    tally.exports += 1;
    tally[state] += 1;
    if (outcome?.result === 'interrupted') tally.interrupted += 1;
  }
  return null;
}
