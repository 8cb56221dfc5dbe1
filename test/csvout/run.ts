/**
 * `npm run test:csvout -- N [--seed S]`: every trigger at every position and N seeded cells in reports for spreadsheets, of
 * which LibreOffice (installed here when it is missing) and a reader of the tests' own calculate none; and every password
 * of N seeded ones back byte for byte from each password manager's CSV, as Python reads it. The last line is JSON.
 */
import { fileURLToPath } from 'node:url';
import { createContext } from '../../dev/setup/context.mjs';
import { csvoutNeeds, ensureSystemPackages, systemNeeds } from '../../dev/setup/system-packages.mjs';
import { csvText, quotedWhereNeeded } from '../../src-main/files/formats/csv-line.ts';
import { spreadsheetCsv } from '../../src-main/files/formats/spreadsheet-csv.ts';
import { outsideTools } from '../builders/outside-tools.ts';
import { readWithPython } from '../exportcrypt/opened-files.ts';
import { formulasIn } from './formula-cells.ts';
import { convert } from './libreoffice.ts';
import { everyCell, inRows, nastyCells } from './nasty-cells.ts';
import { changed, csvFormats, fileOf } from './round-trips.ts';

const args = process.argv.slice(2);
const at = args.indexOf('--seed');
const seed = at === -1 ? 1 : Number(args[at + 1]);
const count = Number(args.filter((_, n) => at === -1 || (n !== at && n !== at + 1))[0] ?? 5000);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) throw new Error('usage: N [--seed S]');

ensureSystemPackages(createContext(fileURLToPath(new URL('../..', import.meta.url))), [
  ...systemNeeds,
  ...csvoutNeeds,
]);

const width = 20;
const header = Array.from({ length: width }, (_, n) => `Column ${n + 1}`);
/** Cells that LibreOffice is given at once. */
const chunk = 50_000;
const problems: string[] = [];

function* chunks(cells: Iterable<string>): Generator<string[]> {
  let some: string[] = [];
  for (const cell of cells) {
    some.push(cell);
    if (some.length < chunk) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** Reports of these cells, as the product writes them. */
function reports(cells: Iterable<string>): { cells: number; calculated: number; byLibreOffice: number } {
  const sum = { cells: 0, calculated: 0, byLibreOffice: 0 };
  for (const some of chunks(cells)) {
    const csv = spreadsheetCsv(header, inRows(some, width));
    const ours = formulasIn(csv);
    const { formulas } = convert(`\uFEFF${csv}`);
    problems.push(...ours.slice(0, 5), ...formulas.slice(0, 5).map((one) => `LibreOffice: ${one}`));
    sum.cells += some.length;
    sum.calculated += ours.length;
    sum.byLibreOffice += formulas.length;
  }
  return sum;
}

/** The same without escaping: LibreOffice must calculate some, or it was not looking. */
const control = convert(csvText(inRows(everyCell, width), quotedWhereNeeded, '\r\n'));
if (control.formulas.length === 0) problems.push('LibreOffice calculates nothing at all');

const every = reports(everyCell);
const seeded = reports(nastyCells(seed, count));

const tools = outsideTools();
let passwords = 0;
try {
  for (const format of csvFormats) {
    // NUL is what Python's reader and no password takes.
    const secrets = [...everyCell, ...nastyCells(seed, Math.ceil(count / csvFormats.length))].map((text) =>
      text.replaceAll('\0', ''),
    );
    const back = readWithPython(tools, format, fileOf(format, secrets));
    problems.push(
      ...changed(secrets, back)
        .slice(0, 5)
        .map((problem) => `${format}: ${problem}`),
    );
    passwords += secrets.length;
  }
} finally {
  tools.close();
}

for (const problem of problems) console.log(`PROBLEM ${problem}`);
console.log(
  JSON.stringify({
    seed,
    cells: every.cells + seeded.cells,
    formulas: every.calculated + seeded.calculated,
    byLibreOffice: every.byLibreOffice + seeded.byLibreOffice,
    control: control.formulas.length,
    formats: csvFormats.length,
    passwords,
    problems: problems.length,
    ok: problems.length === 0,
  }),
);
process.exitCode = problems.length === 0 ? 0 : 1;
