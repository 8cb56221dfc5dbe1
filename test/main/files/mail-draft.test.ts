import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailDraft } from '../../../src-main/files/mail-draft.ts';
import { quotedPrintable } from '../../../src-main/files/quoted-printable.ts';

/** Decodes quoted-printable the plain way, independently of the encoder. */
function decoded(text: string): string {
  const joined = text.replaceAll('=\r\n', '');
  const bytes: number[] = [];
  for (let at = 0; at < joined.length; at += 1) {
    if (joined[at] === '=') {
      bytes.push(Number.parseInt(joined.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(joined.charCodeAt(at));
  }
  return Buffer.from(bytes).toString('utf8');
}

describe('quotedPrintable', () => {
  it('keeps every text, in short ASCII lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const encoded = quotedPrintable(text);
        expect(/^[\x20-\x7e\r\n\t]*$/.test(encoded)).toBe(true);
        for (const line of encoded.split('\r\n')) {
          expect(line.length).toBeLessThanOrEqual(76);
          expect(/[ \t]$/.test(line)).toBe(false);
        }
        expect(decoded(encoded)).toBe(text.replace(/\r\n|\r|\n/g, '\r\n'));
      }),
    );
  });
});

describe('mailDraft', () => {
  const draft = { from: null, to: 'ada@example.com', subject: 'Your access', text: 'Grüße\n', date: 0 };

  it('is a draft in RFC 5322 form', () => {
    expect(mailDraft({ ...draft, from: 'root@example.com' })).toBe(
      [
        'X-Unsent: 1',
        'Date: Thu, 1 Jan 1970 00:00:00 +0000',
        'From: root@example.com',
        'To: ada@example.com',
        'Subject: Your access',
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Gr=C3=BC=C3=9Fe',
        '',
        '',
      ].join('\r\n'),
    );
  });

  it('encodes subjects that are not ASCII in words of 75 characters', () => {
    const subject = `Zugang für ${'Überprüfung '.repeat(12)}🔑`;
    const head = mailDraft({ ...draft, subject }).split('\r\n\r\n')[0] ?? '';
    const line = /Subject: ((?:.|\r\n )*)/.exec(head)?.[1] ?? '';
    const words = line.split('\r\n ').map((word) => word.split('\r\n')[0] ?? '');
    for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
    const back = words
      .map((word) => Buffer.from(/^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString('utf8'))
      .join('');
    expect(back).toBe(subject);
  });

  it.each(['ada@example.com\r\nBcc: eve@example.com', 'ci-runner', 'a b@example.com', '<ada@example.com>'])(
    'refuses %j as an address',
    (to) => {
      expect(() => mailDraft({ ...draft, to })).toThrow('not an e-mail address');
    },
  );

  it('lets no line break of a subject become a header', () => {
    const text = mailDraft({ ...draft, subject: 'Hi\r\nBcc: eve@example.com' });
    expect(text).toContain('Subject: Hi Bcc: eve@example.com\r\n');
  });
});
