import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialFormatSchema } from '../../../src-shared/domain/credential.ts';
import { credentialFormats } from '../../../src-main/files/formats/credential-formats.ts';
import type { HandOverEntry } from '../../../src-main/files/formats/hand-over-entry.ts';
import { formulaSafe, spreadsheetCsv } from '../../../src-main/files/formats/spreadsheet-csv.ts';
import { readCsv } from '../../builders/csv-reader.ts';

const entry = (more: Partial<HandOverEntry> = {}): HandOverEntry => ({
  account: 'ada@example.com',
  secret: 'x,"y"\r\nz=1',
  url: 'https://tenant.example.com',
  title: 'Acme',
  notes: 'Change it, at first sign-in',
  folder: 'Acme',
  issuedAt: '2026-01-02T03:04:05.000Z',
  ...more,
});

describe('credential formats, byte for byte', () => {
  it.each([
    [
      'bitwarden-csv',
      'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\r\n' +
        'Acme,,login,Acme,"Change it, at first sign-in",,0,https://tenant.example.com,ada@example.com,"x,""y""\r\nz=1",\r\n',
    ],
    [
      'keepassxc-csv',
      '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"\n' +
        '"Root/Acme","Acme","ada@example.com","x,""y""\r\nz=1","https://tenant.example.com","Change it, at first sign-in","","0","2026-01-02T03:04:05.000Z","2026-01-02T03:04:05.000Z"\n',
    ],
    [
      '1password-csv',
      'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\n' +
        'Acme,https://tenant.example.com,ada@example.com,"x,""y""\r\nz=1",,false,false,Acme,"Change it, at first sign-in"\n',
    ],
    [
      'chrome-csv',
      'name,url,username,password,note\n' +
        'Acme,https://tenant.example.com,ada@example.com,"x,""y""\r\nz=1","Change it, at first sign-in"\n',
    ],
  ] as const)('%s', (format, golden) => {
    expect(credentialFormats[format].write([entry()])).toBe(golden);
    const bytes = Buffer.from(credentialFormats[format].write([entry({ secret: 'pässwörd' })]), 'utf8');
    expect(bytes.subarray(0, 3)).not.toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.includes(Buffer.from('pässwörd', 'utf8'))).toBe(true);
  });

  const nasty = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc
      .array(
        fc.constantFrom('"', ',', '\n', '\r\n', '=', '+', '-', '@', "'", ' ', '\t', 'ß', '🔑', 'a', '\\'),
        {
          maxLength: 20,
        },
      )
      .map((parts) => parts.join('')),
  );

  it.each(credentialFormatSchema.options)('%s gives every secret back unchanged', (format) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(nasty, nasty), { minLength: 1, maxLength: 5 }), (pairs) => {
        const entries = pairs.map(([secret, title]) => entry({ secret, title }));
        const [header, ...rows] = readCsv(credentialFormats[format].write(entries));
        const at = (header ?? []).findIndex((one) => /^(login_)?password$/i.test(one));
        const name = (header ?? []).findIndex((one) => /^(name|title)$/i.test(one));
        expect(rows.map((row) => row.length)).toEqual(rows.map(() => header?.length));
        expect(rows.map((row) => row[at])).toEqual(pairs.map(([secret]) => secret));
        expect(rows.map((row) => row[name])).toEqual(pairs.map(([, title]) => title));
      }),
      { numRuns: 300 },
    );
  });
});

describe('spreadsheetCsv', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-foo', "'-foo"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['\0x', "'\0x"],
    ['  =1', "'  =1"],
    ['\u00A0=1', "'\u00A0=1"],
    ['a\n=1', "'a\n=1"],
    ['＝1', "'＝1"],
    ['-12.5', '-12.5'],
    ['42', '42'],
    ['ada@example.com', 'ada@example.com'],
    ['a-b', 'a-b'],
  ])('%j → %j', (cell, expected) => {
    expect(formulaSafe(cell)).toBe(expected);
  });

  it('joins lists, leaves nothing empty, ends lines with CRLF', () => {
    expect(
      spreadsheetCsv(
        ['User', 'Roles', 'Rules'],
        [
          ['a,b', ['x', '=y'], 3],
          ['c', [], null],
        ],
      ),
    ).toBe('User,Roles,Rules\r\n"a,b",x; =y,3\r\nc,,\r\n');
  });

  it('never leaves a cell that starts like a formula, and stays readable (V53)', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), (cells) => {
        const [, row] = readCsv(
          spreadsheetCsv(
            cells.map(() => 'h'),
            [cells],
          ),
        );
        for (const cell of row ?? []) expect(/^[=+@\t\r\n]/.test(cell)).toBe(false);
      }),
    );
  });
});
