import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import type { HandOverEntry } from '../../src-main/files/formats/hand-over-entry.ts';
import { fileDigest } from '../../src-main/services/credentials/file-digest.ts';
import type { OutsideTools } from '../builders/outside-tools.ts';
import { quickWork } from '../builders/quick-files.ts';
import { type Flips, flippedOnce } from './flip-bits.ts';
import { type Bench, fileMaker } from './sealed-files.ts';

/**
 * What becomes of a sealed PDF with one bit turned over. `refused`: qpdf or poppler fails or warns · `unchanged`: the text of
 * every page and what is drawn are as before · `garbled`: something is drawn otherwise and no reader says a word, the text is as
 * before · `silent`: the text too is another, and no reader says a word · `secretGone`: of these, a secret is not in the text any
 * more · `seenByDigest`: Rolebook’s own check tells it, which is to be all of them.
 */
export type FlippedPdf = {
  tried: number;
  refused: number;
  unchanged: number;
  garbled: number;
  silent: number;
  secretGone: number;
  seenByDigest: number;
};

interface Look {
  readonly warned: boolean;
  readonly text: string;
  /** Of the pixels of each page. */
  readonly drawn: string;
}

function lookAt(tools: OutsideTools, file: Uint8Array, passphrase: string, pages: number): Look {
  const path = tools.put('flipped.pdf', file);
  const runs = [
    tools.run('qpdf', [`--password=${passphrase}`, '--decrypt', '--qdf', path, `${path}-open`]),
    tools.run('pdftotext', ['-layout', '-upw', passphrase, path, '-']),
    tools.run('pdftoppm', ['-r', '50', '-upw', passphrase, path, `${path}-page`]),
  ];
  const drawn = Array.from({ length: pages }, (_, at) => {
    try {
      const page = `${path}-page-${at + 1}.ppm`;
      const pixels = createHash('sha256').update(readFileSync(page)).digest('hex');
      rmSync(page);
      return pixels;
    } catch {
      return 'no page';
    }
  });
  for (const end of ['', '-open']) rmSync(`${path}${end}`, { force: true });
  return {
    warned: runs.some(({ status, stderr }) => status !== 0 || stderr.length > 0),
    text: runs[1]?.stdout.toString('utf8') ?? '',
    drawn: drawn.join(' '),
  };
}

/** Flips bits in sealed letters; says a problem where Rolebook’s own check would not tell. */
export async function flipPdf(
  { tools, keys }: Bench,
  entries: readonly HandOverEntry[],
  { flips, below, problems }: Flips,
): Promise<FlippedPdf> {
  const file = await fileMaker(entries, keys, quickWork)('letters', 'own-passphrase');
  const before = lookAt(tools, file, keys.right, entries.length);
  if (before.warned || before.drawn.includes('no page')) problems.push('letters: not whole before any flip');
  const counts: FlippedPdf = {
    tried: 0,
    refused: 0,
    unchanged: 0,
    garbled: 0,
    silent: 0,
    secretGone: 0,
    seenByDigest: 0,
  };
  const digest = await fileDigest(file);
  for (let n = 0; n < flips; n += 1) {
    const { broken, where } = flippedOnce(file, below);
    counts.tried += 1;
    if ((await fileDigest(broken)) !== digest) counts.seenByDigest += 1;
    else problems.push(`letters: ${where} is not told by the digest`);
    const { warned, text, drawn } = lookAt(tools, broken, keys.right, entries.length);
    if (warned) counts.refused += 1;
    else if (text === before.text && drawn === before.drawn) counts.unchanged += 1;
    else if (text === before.text) counts.garbled += 1;
    else {
      counts.silent += 1;
      const bare = text.replace(/\s+/g, '');
      if (entries.some(({ secret }) => !bare.includes(secret))) counts.secretGone += 1;
    }
  }
  return counts;
}
