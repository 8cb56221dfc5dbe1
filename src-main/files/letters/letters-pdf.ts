import { Buffer } from 'node:buffer';
import Pdf from 'pdfkit';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { HandOverEntry } from '../formats/hand-over-entry.ts';
import { drawLetter } from './draw-letter.ts';
import type { LetterFaces } from './letter-faces.ts';
import { createLetterPen } from './letter-pen.ts';

/** What of letters is not in their entries. */
export interface LetterOptions {
  /** Null = the file opens without. */
  readonly passphrase: string | null;
  /** Which hand-over this is; each page adds its number. */
  readonly packageId: string;
  readonly date: Date;
}

/** What PDF takes of a passphrase, in bytes of UTF-8. */
const longestPdfPassphrase = 127;

function requireShort(passphrase: string | null): void {
  if (passphrase === null || Buffer.byteLength(passphrase, 'utf8') <= longestPdfPassphrase) return;
  throw new RolebookError({
    kind: 'input',
    origin: 'file',
    reason: 'passphrase-too-long',
    message: `A PDF takes a passphrase of at most ${longestPdfPassphrase} bytes.`,
    hint: 'Choose a shorter one.',
  });
}

/**
 * A page for each entry, as one PDF (file-formats §4.5): with a passphrase AES-256, as Adobe's level 3 extension to
 * PDF 1.7 has it. Rejects with `input` for a
 * passphrase that PDF cannot take, and for an entry that fills more than a page.
 */
export async function lettersPdf(
  entries: readonly HandOverEntry[],
  options: LetterOptions,
  faces: LetterFaces,
): Promise<Uint8Array> {
  const { passphrase, packageId, date } = options;
  requireShort(passphrase);
  const document = new Pdf({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    lang: 'en',
    displayTitle: true,
    pdfVersion: passphrase === null ? '1.7' : '1.7ext3',
    ...(passphrase === null ? {} : { userPassword: passphrase }),
    info: { Title: `Access letters, package ${packageId}`, Creator: 'Rolebook', CreationDate: date },
  });
  const pieces: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (piece: Buffer) => void pieces.push(piece));
    document.on('end', resolve);
    document.on('error', reject);
  });
  const pen = createLetterPen(document, faces);
  entries.forEach((entry, at) => {
    document.addPage();
    const receipt = entries.length === 1 ? packageId : `${packageId}-${at + 1}`;
    drawLetter(document, pen, entry, receipt);
  });
  document.end();
  await ended;
  const whole = Buffer.concat(pieces);
  for (const piece of pieces) piece.fill(0);
  return whole;
}
