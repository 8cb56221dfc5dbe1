import { encode } from 'uqr';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { HandOverEntry } from '../formats/hand-over-entry.ts';
import type { LetterDocument, LetterPen } from './letter-pen.ts';
import { groupsOf, letterDay, spelling } from './letter-text.ts';

/** A page's measures in points: A4. */
const page = { width: 595.28, height: 841.89, margin: 56 };
const inner = page.width - 2 * page.margin;
const receiptTop = 640;
const quiet = '#555555';

const nouns = {
  'temporary-password': 'temporary password',
  'client-secret': 'client secret',
  'access-key': 'access key secret',
} as const;

function drawCode(document: LetterDocument, url: string, x: number, y: number, size: number): void {
  const code = encode(url, { ecc: 'M', border: 0 });
  const dot = size / code.size;
  code.data.forEach((row, down) =>
    row.forEach((dark, across) => {
      if (dark) document.rect(x + across * dot, y + down * dot, dot, dot);
    }),
  );
  document.fill('#000000');
}

/** The secret in groups, as many on a line as fit; answers where the next line begins. */
function drawSecret(pen: LetterPen, secret: string, y: number, limit: number): number {
  // One that nobody types is small enough to stay on its page.
  const size = secret.length > 160 ? 9 : secret.length > 48 ? 13 : 19;
  const style = { face: 'mono', size } as const;
  const gap = size * 0.9;
  let x = page.margin;
  let at = y;
  // A space would look like a gap between groups.
  for (const group of groupsOf(secret).map((one) => one.replaceAll(' ', '[space]'))) {
    const width = pen.width(group, style);
    if (x > page.margin && x + width > page.margin + limit) {
      x = page.margin;
      at += size * 1.5;
    }
    pen.line(group, x, at, style);
    x += width + gap;
  }
  return at + size * 1.7;
}

function drawFact(pen: LetterPen, label: string, value: string, y: number, limit: number): number {
  pen.line(label, page.margin, y, { face: 'text', size: 9, color: quiet });
  return pen.paragraph(value, page.margin, y + 13, limit, { face: 'strong', size: 12 }) + 9;
}

/** Above the receipt, a line to cut along; on it who received what, with room for a day, a name and a signature. */
function drawReceipt(document: LetterDocument, pen: LetterPen, entry: HandOverEntry, receipt: string): void {
  document
    .moveTo(page.margin / 2, receiptTop)
    .lineTo(page.width - page.margin / 2, receiptTop)
    .dash(4, { space: 4 })
    .lineWidth(0.6)
    .stroke('#888888')
    .undash();
  let y = receiptTop + 16;
  pen.line('Receipt', page.margin, y, { face: 'strong', size: 12 });
  const number = `Package ${receipt}`;
  const style = { face: 'mono', size: 11 } as const;
  pen.line(number, page.width - page.margin - pen.width(number, style), y, style);
  y = pen.paragraph(
    `I have received the ${nouns[entry.kind]} of ${entry.account} for ${entry.folder}, unopened and readable by nobody else.`,
    page.margin,
    y + 24,
    inner,
    { face: 'text', size: 10 },
  );
  y += 40;
  const third = (inner - 32) / 3;
  ['Day', 'Name', 'Signature'].forEach((label, at) => {
    const x = page.margin + at * (third + 16);
    document
      .moveTo(x, y)
      .lineTo(x + third, y)
      .lineWidth(0.6)
      .stroke('#000000');
    pen.line(label, x, y + 4, { face: 'text', size: 8, color: quiet });
  });
}

/** The text that nobody is to miss, under the secret. */
function remarks(entry: HandOverEntry): string[] {
  const said: string[] = [];
  if (entry.mustChange) said.push('At the first sign-in you must choose a password of your own.');
  if (entry.expiresAt !== null) said.push(`It can be used until ${letterDay(entry.expiresAt)}.`);
  said.push('Keep this page where nobody else reads it, and destroy the upper part once you have signed in.');
  return said;
}

const tooLong = (entry: HandOverEntry): RolebookError =>
  new RolebookError({
    kind: 'input',
    origin: 'file',
    reason: 'letter-too-long',
    message: `What ${entry.account} gets does not fit on one page.`,
    hint: 'Choose a file for a password manager instead.',
  });

/** One person's page, on a page that was just added. Throws `input`/`letter-too-long` for what no page holds. */
export function drawLetter(
  document: LetterDocument,
  pen: LetterPen,
  entry: HandOverEntry,
  receipt: string,
): void {
  const codeSize = 84;
  const beside = inner - codeSize - 20;
  pen.line(`Issued on ${letterDay(entry.issuedAt)}`, page.margin, page.margin, {
    face: 'text',
    size: 9,
    color: quiet,
  });
  drawCode(document, entry.url, page.width - page.margin - codeSize, page.margin, codeSize);
  let y = pen.paragraph(`Your access to ${entry.folder}`, page.margin, page.margin + 20, beside, {
    face: 'strong',
    size: 18,
  });
  y = drawFact(pen, 'Address', entry.url, y + 14, beside);
  y = Math.max(y, page.margin + codeSize + 20);
  y = drawFact(
    pen,
    entry.kind === 'temporary-password' ? 'Sign in as' : 'Client ID',
    entry.account,
    y,
    inner,
  );
  const noun = nouns[entry.kind];
  pen.line(`${noun[0]?.toUpperCase() ?? ''}${noun.slice(1)}`, page.margin, y, {
    face: 'text',
    size: 9,
    color: quiet,
  });
  y = drawSecret(pen, entry.secret, y + 16, inner);
  const spelt = spelling(entry.secret);
  const small = { face: 'text', size: 9, color: quiet } as const;
  if (spelt !== null) y = pen.paragraph(`Spelled: ${spelt}.`, page.margin, y, inner, small);
  const visible = entry.secret.includes(' ') ? ' [space] is one blank.' : '';
  y =
    pen.paragraph(`The gaps between groups are not part of it.${visible}`, page.margin, y, inner, small) + 14;
  for (const remark of remarks(entry)) {
    y = pen.paragraph(remark, page.margin, y, inner, { face: 'text', size: 11 }) + 4;
  }
  if (y > receiptTop - 12) throw tooLong(entry);
  drawReceipt(document, pen, entry, receipt);
}
