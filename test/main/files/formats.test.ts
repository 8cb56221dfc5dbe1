import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualColumns } from '../../../src-shared/domain/column-mapping.ts';
import { credentialFormatSchema } from '../../../src-shared/domain/credential.ts';
import { asSecret } from '../../../src-shared/domain/secret-text.ts';
import { credentialText, isTextFormat } from '../../../src-main/files/formats/credential-formats.ts';
import type { HandOverEntry } from '../../../src-main/files/formats/hand-over-entry.ts';
import { formulaSafe, spreadsheetCsv } from '../../../src-main/files/formats/spreadsheet-csv.ts';
import { readBackslashCsv, readCsv } from '../../builders/csv-reader.ts';

const entry = (more: Partial<HandOverEntry> = {}): HandOverEntry => ({
  account: 'ada@example.com',
  secret: asSecret('x,"y"\r\nz=1'),
  url: 'https://tenant.example.com',
  title: 'Acme',
  notes: 'Change it, at first sign-in',
  folder: 'Acme',
  issuedAt: '2026-01-02T03:04:05.000Z',
  expiresAt: null,
  mustChange: true,
  kind: 'temporary-password',
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
    [
      'bitwarden-org-csv',
      'collections,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\r\n' +
        'Acme,login,Acme,"Change it, at first sign-in",,0,https://tenant.example.com,ada@example.com,"x,""y""\r\nz=1",\r\n',
    ],
    [
      'keepass-csv',
      '"Account","Login Name","Password","Web Site","Comments"\r\n' +
        '"Acme","ada@example.com","x,\\"y\\"\r\nz=1","https://tenant.example.com","Change it, at first sign-in"\r\n',
    ],
    [
      'lastpass-csv',
      'url,username,password,totp,extra,name,grouping,fav\n' +
        'https://tenant.example.com,ada@example.com,"x,""y""\r\nz=1",,"Change it, at first sign-in",Acme,Acme,0\n',
    ],
    [
      'apple-csv',
      'Title,URL,Username,Password,Notes,OTPAuth\n' +
        'Acme,https://tenant.example.com,ada@example.com,"x,""y""\r\nz=1","Change it, at first sign-in",\n',
    ],
    [
      'proton-csv',
      'name,url,username,password,note,totp\n' +
        'Acme,https://tenant.example.com,ada@example.com,"x,""y""\r\nz=1","Change it, at first sign-in",\n',
    ],
    [
      'csv',
      'title,username,password,url,notes,issued\n' +
        'Acme,ada@example.com,"x,""y""\r\nz=1",https://tenant.example.com,"Change it, at first sign-in",2026-01-02T03:04:05.000Z\n',
    ],
    [
      'json',
      '[\n  {"title":"Acme","username":"ada@example.com","password":"x,\\"y\\"\\r\\nz=1","url":"https://tenant.example.com","notes":"Change it, at first sign-in","issued":"2026-01-02T03:04:05.000Z"}\n]\n',
    ],
  ] as const)('%s', (format, golden) => {
    expect(credentialText(format, [entry()], usualColumns)).toBe(golden);
    const text = credentialText(format, [entry({ secret: asSecret('pässwörd') })], usualColumns);
    const bytes = Buffer.from(text, 'utf8');
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

  /** Rows of a format's text, read by rules of its own where it has some. */
  function rowsOf(format: string, text: string): string[][] {
    if (format === 'keepass-csv') return readBackslashCsv(text);
    if (format !== 'json') return readCsv(text);
    const objects: Record<string, string>[] = JSON.parse(text);
    return [Object.keys(objects[0] ?? {}), ...objects.map((one) => Object.values(one))];
  }

  it.each(credentialFormatSchema.options.filter(isTextFormat))(
    '%s gives every secret back unchanged',
    (format) => {
      fc.assert(
        fc.property(fc.array(fc.tuple(nasty, nasty), { minLength: 1, maxLength: 5 }), (pairs) => {
          const entries = pairs.map(([secret, title]) => entry({ secret: asSecret(secret), title }));
          const [header, ...rows] = rowsOf(format, credentialText(format, entries, usualColumns));
          const at = (header ?? []).findIndex((one) => /^(login_)?password$/i.test(one));
          const name = (header ?? []).findIndex((one) => /^(name|title|account)$/i.test(one));
          expect(rows.map((row) => row.length)).toEqual(rows.map(() => header?.length));
          expect(rows.map((row) => row[at])).toEqual(pairs.map(([secret]) => secret));
          expect(rows.map((row) => row[name])).toEqual(pairs.map(([, title]) => title));
        }),
        { numRuns: 300 },
      );
    },
  );

  it('writes the columns that are asked for, under the headers that are asked for', () => {
    const columns = [
      { field: 'secret', header: 'Kennwort' },
      { field: 'expiresAt', header: 'Until, at most' },
      { field: 'account', header: '__proto__' },
    ] as const;
    expect(credentialText('csv', [entry({ secret: asSecret('=1') })], columns)).toBe(
      'Kennwort,"Until, at most",__proto__\n=1,,ada@example.com\n',
    );
    expect(credentialText('json', [entry({ secret: asSecret('=1') })], columns)).toBe(
      '[\n  {"Kennwort":"=1","Until, at most":"","__proto__":"ada@example.com"}\n]\n',
    );
  });

  it.each([
    ['keepassxc-csv', 'A/B', 'Root/A-B'],
    ['lastpass-csv', 'A\\B', 'A-B'],
    ['bitwarden-org-csv', 'A,B', 'A B'],
  ] as const)('%s takes the folder %s for one, not for two', (format, folder, expected) => {
    const [, row] = readCsv(credentialText(format, [entry({ folder })], usualColumns));
    expect(row).toContain(expected);
  });
});

describe('the two profiles (file-formats §4.4)', () => {
  it('no secret goes into a report for spreadsheets', () => {
    // @ts-expect-error -- a secret is no cell of a report
    spreadsheetCsv(['Password'], [[asSecret('x')]]);
    const text = credentialText('chrome-csv', [entry()], usualColumns);
    // @ts-expect-error -- nor is a file with secrets
    spreadsheetCsv(['File'], [[text]]);
    // @ts-expect-error -- a report is no secret, and no file of a password manager
    const file: typeof text = spreadsheetCsv(['File'], [['x']]);
    expect(file).toBe('File\r\nx\r\n');
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
    ['a\n=1', "a\n'=1"],
    ['a;=1', "a;'=1"],
    ['a; "=1', 'a; "\'=1'],
    ['a\t@x', "a\t'@x"],
    ['a; -1; +x', "a; '-1; '+x"],
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
    ).toBe('User,Roles,Rules\r\n"a,b",x; \'=y,3\r\nc,,\r\n');
  });

  it('keeps negative numbers, but for one that the next cell could go on', () => {
    expect(
      spreadsheetCsv(
        ['A', 'B'],
        [
          ['-2', '-2'],
          [-2, -2],
        ],
      ),
    ).toBe("A,B\r\n'-2,-2\r\n'-2,-2\r\n");
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
