import { describe, expect, it } from 'vitest';
import { credentialFormatSchema } from '../../../src-shared/domain/credential.ts';
import {
  choiceProblem,
  fileEnding,
  fileWarnings,
  formatFacts,
  formatGroups,
  formatsIn,
  sealFacts,
  sealsOf,
} from '../../../src-shared/domain/hand-over-files.ts';
import { type SealKind, sealSchema } from '../../../src-shared/domain/seal.ts';
import { credentialsCalls } from '../../../src-shared/ipc/credentials-contract.ts';

const formats = credentialFormatSchema.options;
const kinds = sealSchema.options.map((option) => option.shape.kind.value);

const sealOf = (kind: SealKind): object =>
  kind === 'plain'
    ? { kind, confirmed: true }
    : kind.endsWith('recipients')
      ? { kind, recipients: ['age1x'] }
      : { kind, passphrase: 'correct horse battery' };

describe('the table of formats and seals', () => {
  it('offers every format that the contract knows, and no two under one name', () => {
    expect(Object.keys(formatFacts).toSorted()).toEqual([...formats].toSorted());
    expect(Object.keys(sealFacts).toSorted()).toEqual([...kinds].toSorted());
    expect(new Set(formats.map((format) => formatFacts[format].tag)).size).toBe(formats.length);
    expect(new Set(formats.map((format) => formatFacts[format].name)).size).toBe(formats.length);
  });

  it('offers every format once, those of a group together', () => {
    expect(formatGroups.flatMap((group) => formatsIn(group))).toEqual(formats);
    for (const group of formatGroups) expect(formatsIn(group)).not.toEqual([]);
  });

  it('offers a sealed way first, for every format', () => {
    for (const format of formats) expect(sealsOf(format)[0]).not.toBe('plain');
  });

  it.each(formats.flatMap((format) => kinds.map((kind) => ({ format, kind }))))(
    '$format and $kind: the contract takes exactly what the table says',
    ({ format, kind }) => {
      const input = { ids: ['a'], format, seal: sealOf(kind) };
      const parsed = credentialsCalls['credentials.export'].input.safeParse(input);
      expect(parsed.success).toBe(sealsOf(format).includes(kind));
      if (!parsed.success)
        expect(parsed.error.issues[0]?.message).toBe(choiceProblem({ format, seal: { kind } }));
    },
  );

  it('takes a mapping for the generic formats only', () => {
    const columns = [
      { field: 'account', header: 'Login' },
      { field: 'secret', header: 'Key' },
    ];
    const takes = (format: string, more: object = { columns }): boolean =>
      credentialsCalls['credentials.export'].input.safeParse({
        ids: ['a'],
        format,
        seal: sealOf('age-passphrase'),
        ...more,
      }).success;
    expect(formats.filter((format) => takes(format))).toEqual(['csv', 'json']);
    expect(takes('csv', { columns: columns.slice(1) })).toBe(false);
    expect(takes('csv', { columns: columns.slice(0, 1) })).toBe(false);
    expect(takes('csv', { columns: [...columns, { field: 'url', header: 'Key' }] })).toBe(false);
    expect(takes('csv', { columns: [...columns, { field: 'url', header: '=1' }] })).toBe(false);
    expect(takes('csv', { columns: [...columns, { field: 'url', header: 'a\nb' }] })).toBe(false);
  });

  it.each([
    ['kdbx', 'own-passphrase', '.kdbx'],
    ['letters', 'zip-passphrase', '.pdf.zip'],
    ['bitwarden-csv', 'openpgp-recipients', '.csv.gpg'],
    ['json', 'age-recipients', '.json.age'],
    ['csv', 'plain', '.csv'],
  ] as const)('%s, %s ends in %s', (format, kind, expected) => {
    expect(fileEnding(format, kind)).toBe(expected);
  });

  it('warns of spreadsheets, of plain text, and of what a PDF’s own encryption is worth', () => {
    for (const format of formats) {
      const warned = fileWarnings(format, 'plain').join(' ');
      expect(warned).toContain('Whoever gets hold of the file');
      expect(warned.includes('spreadsheet')).toBe(formatFacts[format].extension === 'csv');
    }
    expect(fileWarnings('letters', 'own-passphrase').join(' ')).toContain('five words');
    expect(fileWarnings('kdbx', 'own-passphrase')).toEqual([]);
  });
});

describe('a file for each', () => {
  const parse = (...phrases: string[]): boolean =>
    credentialsCalls['credentials.exportEach'].input.safeParse({
      format: 'kdbx',
      files: phrases.map((passphrase, at) => ({
        ids: [String(at)],
        seal: { kind: 'own-passphrase', passphrase },
      })),
    }).success;

  it('is refused where one passphrase would open two', () => {
    expect(parse('correct horse battery', 'another horse battery')).toBe(true);
    expect(parse('correct horse battery', 'correct horse battery')).toBe(false);
  });
});
