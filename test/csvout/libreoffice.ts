import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { separators } from './formula-cells.ts';

/** What LibreOffice made of a CSV. */
export interface Converted {
  /** Cells that it calculates. */
  readonly formulas: readonly string[];
  readonly cells: number;
}

/**
 * Has LibreOffice read a CSV as a spreadsheet, once for each separator, told to take what looks like a formula for one, and
 * counts the cells that it calculates. Throws with its words when it cannot.
 */
export function convert(csv: string): Converted {
  const folder = mkdtempSync(join(tmpdir(), 'rolebook-csvout-'));
  try {
    const input = join(folder, 'report.csv');
    writeFileSync(input, csv);
    const made = separators.map((separator) => {
      // Separator, quote, UTF-8, first line, columns, language, quoted is text, special numbers, …, evaluate formulas.
      const filter = `CSV:${separator.charCodeAt(0)},34,76,1,,0,false,true,false,false,false,0,true`;
      const run = spawnSync(
        'soffice',
        [
          `-env:UserInstallation=file://${join(folder, 'profile')}`,
          '--headless',
          `--infilter=${filter}`,
          '--convert-to',
          'fods',
          '--outdir',
          folder,
          input,
        ],
        { encoding: 'utf8', timeout: 300_000 },
      );
      const text = run.status === 0 ? readFileSync(join(folder, 'report.fods'), 'utf8') : '';
      if (!text.includes('<table:table-row')) throw new Error(`soffice: ${run.stdout}${run.stderr}`);
      rmSync(join(folder, 'report.fods'));
      return text;
    });
    return {
      formulas: made.flatMap((text) => text.match(/table:formula="[^"]*"/g) ?? []),
      cells: made.reduce(
        (sum, text) => sum + (text.match(/<table:table-cell [^>]*office:value-type=/g) ?? []).length,
        0,
      ),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
