import { describe, expect, it } from 'vitest';
import type { CredentialInfo } from '../../src-shared/domain/credential.ts';
import type { SealKind } from '../../src-shared/domain/seal.ts';
import { spreadsheetCsv } from '../../src-main/files/formats/spreadsheet-csv.ts';
import { exportFileName } from '../../src-main/services/credentials/file-names.ts';
import { readBackslashCsv, readCsv } from '../builders/csv-reader.ts';
import { formulasIn } from './formula-cells.ts';
import { everyCell, inRows, nastyCells } from './nasty-cells.ts';
import { changed, csvFormats, fileOf } from './round-trips.ts';

const header = ['A', 'B', 'C', 'D', 'E'];

describe('a report for spreadsheets', () => {
  it('has no cell that any spreadsheet calculates: every trigger at every position', () => {
    expect(formulasIn(spreadsheetCsv(header, inRows(everyCell, header.length)))).toEqual([]);
    // One to a line too, where no neighbour hides it.
    for (const cell of everyCell) expect(formulasIn(spreadsheetCsv(['A'], [[cell]]))).toEqual([]);
  });

  it('has none among seeded cells', () => {
    const cells = [...nastyCells(1, 5000)];
    expect(formulasIn(spreadsheetCsv(header, inRows(cells, header.length)))).toEqual([]);
  });
});

describe('the CSV of a password manager', () => {
  const secrets = [...everyCell, ...nastyCells(2, 1000)];

  it.each(csvFormats)('%s gives every password back byte for byte', (format) => {
    const text = fileOf(format, secrets).toString('utf8');
    const [header = [], ...rows] = format === 'keepass-csv' ? readBackslashCsv(text) : readCsv(text);
    const at = header.findIndex((name) => /^(login_)?password$/i.test(name));
    const who = header.findIndex((name) => /^(login_)?(username|login name)$/i.test(name));
    expect(
      changed(
        secrets,
        rows.map((row) => [row[who] ?? '', row[at] ?? '']),
      ),
    ).toEqual([]);
  });

  it.each(csvFormats)(
    '%s says in its name not to open it in a spreadsheet, which no report does',
    (format) => {
      const info: CredentialInfo = {
        id: 'a',
        kind: 'temporary-password',
        account: 'ada@example.com',
        tenantUrl: 'https://tenant.example.com',
        tenantLabel: 'Acme',
        issuedAt: '2026-01-02T03:04:05.000Z',
        cause: 'user-created',
        mustChange: true,
        handedOver: false,
      };
      const name = (kind: SealKind): string => exportFileName([info], { format, seal: { kind } }, 0);
      expect(name('plain')).toMatch(/-do-not-open-in-spreadsheet\.csv$/);
      expect(name('zip-passphrase')).toMatch(/\.csv\.zip$/);
    },
  );

  it('is nothing for a spreadsheet: there it would be calculated', () => {
    expect(formulasIn(fileOf('chrome-csv', ['=1+1']).toString('utf8'))).not.toEqual([]);
  });
});
