import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HandOverEntry } from '../../../../src-main/files/formats/hand-over-entry.ts';
import { loadLetterFaces } from '../../../../src-main/files/letters/letter-faces.ts';
import { lettersPdf } from '../../../../src-main/files/letters/letters-pdf.ts';
import { asSecret } from '../../../../src-shared/domain/secret-text.ts';
import { handOverEntries } from '../../../builders/hand-over-entries.ts';
import { type OutsideTools, outsideTools } from '../../../builders/outside-tools.ts';

const faces = loadLetterFaces();
const options = { passphrase: null, packageId: 'K7QM-2XWA', date: new Date(Date.UTC(2026, 0, 2)) };
const [sample] = handOverEntries(1);
const entry = (more: Partial<HandOverEntry>): HandOverEntry => ({
  ...(sample ?? expect.unreachable()),
  secret: asSecret('B7->x!=2'),
  ...more,
});

let tools: OutsideTools;
beforeAll(() => {
  tools = outsideTools();
});
afterAll(() => {
  tools.close();
});

/** What pdftotext reads, page by page. */
const read = (file: Uint8Array, passphrase = ''): string[] =>
  tools
    .run('pdftotext', ['-layout', '-upw', passphrase, tools.put('letters.pdf', file), '-'])
    .stdout.toString('utf8')
    .split('\f')
    .slice(0, -1);

describe('lettersPdf', () => {
  it('says on one page what a person needs, and has them sign for it', async () => {
    const [page, ...more] = read(await lettersPdf([entry({})], options, faces));
    expect(more).toEqual([]);
    for (const words of [
      'Issued on 2 January 2026',
      'Your access to Acme',
      'https://tenant.example.com',
      'person0@example.com',
      'capital B, digit 7, hyphen, greater than, small x, exclamation mark, equals, digit 2',
      'At the first sign-in you must choose a password of your own.',
      'Package K7QM-2XWA',
      'Signature',
    ]) {
      expect(page).toContain(words);
    }
    expect(page).toMatch(/B7-> +x!=2/);
    expect(page).not.toContain('It can be used until');
  });

  it('has a page and a number for each', async () => {
    const pages = read(await lettersPdf(handOverEntries(3), options, faces));
    expect(pages.map((page) => /Package (\S+)/.exec(page)?.[1])).toEqual([
      'K7QM-2XWA-1',
      'K7QM-2XWA-2',
      'K7QM-2XWA-3',
    ]);
    expect(pages.map((page) => page.includes('person2@example.com'))).toEqual([false, false, true]);
  });

  it('tells of an end, of spaces, and calls a client secret by its name', async () => {
    const [one] = read(
      await lettersPdf(
        [
          entry({
            kind: 'client-secret',
            mustChange: false,
            expiresAt: '2026-02-03T00:00:00.000Z',
            secret: asSecret('a b'),
          }),
        ],
        options,
        faces,
      ),
    );
    expect(one).toContain('It can be used until 3 February 2026.');
    expect(one).toContain('a[space]b');
    expect(one).toContain('Client secret');
    expect(one).not.toContain('first sign-in');
  });

  it('writes names beyond Latin, and what no font of ours draws as numbers', async () => {
    const name = 'Ελένη-żółć-Дмитрий-Nguyễn@example.com';
    const [page] = read(await lettersPdf([entry({ account: name, folder: '東京' })], options, faces));
    expect(page).toContain(name);
    expect(page).toContain('Your access to [U+6771][U+4EAC]');
  });

  it('seals with AES-256', async () => {
    const passphrase = 'five words make a phräse';
    const file = await lettersPdf([entry({})], { ...options, passphrase }, faces);
    expect(read(file, passphrase)[0]).toContain('person0@example.com');
    expect(read(file, 'another')).toEqual([]);
    const path = tools.put('sealed.pdf', file);
    const shown = tools.run('qpdf', [`--password=${passphrase}`, '--show-encryption', path]);
    expect(shown.stdout.toString('utf8')).toMatch(/stream encryption method: AESv3/);
    expect(tools.run('qpdf', ['--check', path]).stderr.toString('utf8')).toContain('invalid password');
    expect(tools.qpdf(file, passphrase).includes('Access letters, package K7QM-2XWA')).toBe(true);
  });

  it.each([
    ['a passphrase that PDF would cut off', entry({}), 'x'.repeat(128), 'passphrase-too-long'],
    [
      'a secret that fills more than a page',
      entry({ secret: asSecret('x'.repeat(3000)) }),
      null,
      'letter-too-long',
    ],
  ])('refuses %s', async (_what, one, passphrase, reason) => {
    await expect(lettersPdf([one], { ...options, passphrase }, faces)).rejects.toMatchObject({
      body: { kind: 'input', reason },
    });
  });
});
