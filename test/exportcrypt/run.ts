/**
 * `npm run test:exportcrypt [-- --flips N] [--seed N] [--only NAME]`: every format in every way of sealing, opened by programs of other
 * people (keepassxc-cli, age, gpg, 7z, qpdf, pdftotext, zbarimg; Python for texts; Bitwarden's JSON by an implementation of
 * the tests' own); wrong passphrases and keys refused; N bits flipped in every sealed container
 * (only those whose name, e.g. `kdbx own-passphrase`, begins so), made with keys that are quick to derive: what is flipped and how
 * it is seen is the same. The last line is JSON.
 */
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { createContext } from '../../dev/setup/context.mjs';
import { ensureSystemPackages, exportcryptNeeds, systemNeeds } from '../../dev/setup/system-packages.mjs';
import { type CredentialFormat, credentialFormatSchema } from '../../src-shared/domain/credential.ts';
import { sealsOf } from '../../src-shared/domain/hand-over-files.ts';
import type { SealKind } from '../../src-shared/domain/seal.ts';
import { usualWork } from '../../src-main/files/file-job.ts';
import { handOverEntries } from '../builders/hand-over-entries.ts';
import { quickWork } from '../builders/quick-files.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';
import { openWhole, type Pair, readWithKeepassxc } from './opened-files.ts';
import { flipBits, type Flipped } from './flip-bits.ts';
import { flipPdf, type FlippedPdf } from './flip-pdf.ts';
import { type Bench, fileMaker, makeBench } from './sealed-files.ts';

const { values } = parseArgs({
  options: {
    flips: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});
const flips = Number(values.flips);
const seed = Number(values.seed);
const isMeant = (name: string): boolean => name.startsWith(values.only);

const root = fileURLToPath(new URL('../..', import.meta.url));
ensureSystemPackages(createContext(root), [...systemNeeds, ...exportcryptNeeds]);

const entries = handOverEntries(12);
const sorted = (pairs: readonly Pair[]): string =>
  JSON.stringify(pairs.toSorted(([one], [other]) => one.localeCompare(other)));
const wanted = sorted(entries.map(({ account, secret }) => [account, secret]));
const problems: string[] = [];

const contentOf = (
  bench: Bench,
  format: CredentialFormat,
  kind: SealKind,
  file: Uint8Array,
  isRight = true,
): Promise<readonly Pair[]> => openWhole(bench, { format, kind, file, entries, isRight }, readWithKeepassxc);

const bench = await makeBench();
const { tools, keys } = bench;
const combinations = credentialFormatSchema.options.flatMap((format) =>
  sealsOf(format).map((kind) => ({ format, kind })),
);

/** Those that are made with the work that the product asks of a guesser; the others differ in nothing but their text. */
const wholeWork: ReadonlySet<CredentialFormat> = new Set(['kdbx', 'bitwarden-json', 'chrome-csv']);

/** Every format × every seal. */
async function openAll() {
  const opened = { tried: 0, opened: 0 };
  const wrong = { tried: 0, refused: 0 };
  for (const { format, kind } of combinations) {
    const work = wholeWork.has(format) ? usualWork : quickWork;
    const file = await fileMaker(entries, keys, work)(format, kind);
    opened.tried += 1;
    try {
      const got = sorted(await contentOf(bench, format, kind, file));
      if (got === wanted) opened.opened += 1;
      else problems.push(`${format} ${kind}: ${got} instead of ${wanted}`);
    } catch (error) {
      problems.push(`${format} ${kind}: ${String(error)}`);
    }
    if (kind === 'plain') continue;
    wrong.tried += 1;
    try {
      await contentOf(bench, format, kind, file, false);
      problems.push(`${format} ${kind}: opened with a wrong key`);
    } catch {
      wrong.refused += 1;
    }
  }
  return { opened, wrong };
}

/** What only one format has: entries out of date, and the code of the address. */
async function lookCloser() {
  const make = fileMaker(entries, keys, usualWork);
  const database = tools.keepassxc(await make('kdbx', 'own-passphrase'), keys.right, 'xml').toString('utf8');
  const expired = database.match(/<Expires>True<\/Expires>/g)?.length ?? 0;
  if (expired !== entries.length) problems.push(`${expired} of ${entries.length} entries are out of date`);
  const letters = tools.put('letters.pdf', await make('letters', 'plain'));
  tools.run('pdftoppm', ['-r', '120', '-png', letters, `${letters}-page`]);
  let codes = 0;
  for (let page = 1; page <= entries.length; page += 1) {
    const image = `${letters}-page-${String(page).padStart(2, '0')}.png`;
    const read = tools.run('zbarimg', ['-q', '--raw', image]).stdout.toString('utf8').trim();
    if (read === entries[page - 1]?.url) codes += 1;
  }
  if (codes !== entries.length) problems.push(`${codes} of ${entries.length} codes can be read`);
  return { expired, codes };
}

const containers = [
  ['chrome-csv', 'age-passphrase'],
  ['chrome-csv', 'age-recipients'],
  ['chrome-csv', 'openpgp-passphrase'],
  ['chrome-csv', 'openpgp-recipients'],
  ['chrome-csv', 'zip-passphrase'],
  ['kdbx', 'own-passphrase'],
  ['bitwarden-json', 'own-passphrase'],
] as const;

try {
  const { opened, wrong } = await openAll();
  console.log(
    `opened ${opened.opened} of ${opened.tried}; wrong keys refused ${wrong.refused} of ${wrong.tried}`,
  );
  const closer = await lookCloser();
  const flipped: Record<string, Flipped> = {};
  const total: Flipped = { tried: 0, refused: 0, unchanged: 0, empty: 0, unnoticed: 0 };
  for (const [format, kind] of containers) {
    const name = `${format} ${kind}`;
    if (!isMeant(name)) continue;
    const file = await fileMaker(entries, keys, quickWork)(format, kind);
    const counts = await flipBits(
      {
        name,
        file,
        wanted,
        read: async (broken) => {
          const got = await contentOf(bench, format, kind, broken);
          return got.length === 0 ? null : sorted(got);
        },
      },
      { flips, below: seededNumbers(seed), problems },
    );
    flipped[name] = counts;
    for (const key of ['tried', 'refused', 'unchanged', 'empty', 'unnoticed'] as const)
      total[key] += counts[key];
    console.log(`${name}: ${JSON.stringify(counts)}`);
  }
  // A PDF's own encryption hides and does not prove (file-formats §4.5): what readers say of a flip informs, what Rolebook says
  // of it has to be right.
  let pdf: FlippedPdf | null = null;
  if (isMeant('letters own-passphrase')) {
    pdf = await flipPdf(bench, entries.slice(-2), { flips, below: seededNumbers(seed), problems });
    console.log(`letters own-passphrase, which promises no such thing: ${JSON.stringify(pdf)}`);
  }
  for (const problem of problems) console.log(`PROBLEM ${problem}`);
  console.log(
    JSON.stringify({
      seed,
      formats: credentialFormatSchema.options.length,
      opened,
      wrong,
      ...closer,
      flipsEach: flips,
      flips: total,
      flipsOf: flipped,
      pdfFlips: pdf,
      problems: problems.length,
      ok: problems.length === 0,
    }),
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  tools.close();
  bench.strangers.close();
}
