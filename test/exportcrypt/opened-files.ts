import { Buffer } from 'node:buffer';
import { fileURLToPath } from 'node:url';
import type { CredentialFormat } from '../../src-shared/domain/credential.ts';
import type { SealKind } from '../../src-shared/domain/seal.ts';
import type { HandOverEntry } from '../../src-main/files/formats/hand-over-entry.ts';
import { openBitwardenJson } from '../builders/bitwarden-opener.ts';
import type { OutsideTools } from '../builders/outside-tools.ts';
import { type Bench, unwrapped } from './sealed-files.ts';

/** An account with its secret. */
export type Pair = readonly [account: string, secret: string];

const reader = fileURLToPath(new URL('./read-back.py', import.meta.url));

/** What is in a text format, as Python reads it. */
export function readWithPython(tools: OutsideTools, format: CredentialFormat, content: Uint8Array): Pair[] {
  const read = tools.run('python3', [reader, format], Buffer.from(content).toString('utf8'));
  if (read.status !== 0) throw new Error(read.stderr.toString('utf8'));
  return JSON.parse(read.stdout.toString('utf8'));
}

/** What is in a KeePass database, as KeePassXC exports it. */
export function readWithKeepassxc(tools: OutsideTools, file: Uint8Array, passphrase: string): Pair[] {
  return readWithPython(tools, 'keepassxc-csv', tools.keepassxc(file, passphrase, 'csv'));
}

/** What is in Bitwarden's JSON, by the tests' own implementation. */
async function readBitwarden(file: Uint8Array, passphrase: string): Promise<Pair[]> {
  const { items } = await openBitwardenJson(Buffer.from(file).toString('utf8'), passphrase);
  return items.map(({ login }) => [login.username, login.password]);
}

/**
 * Whose letters these are, as pdftotext reads them; the secret where the letter of the entry holds it, with the gaps
 * between its groups taken out.
 */
function readLetters(
  tools: OutsideTools,
  file: Uint8Array,
  passphrase: string,
  entries: readonly HandOverEntry[],
): Pair[] {
  const pages = tools.pdfText(file, passphrase).split('\f').slice(0, -1);
  const bare = (text: string): string => text.replace(/\s+/g, '');
  return pages.map((page, at) => {
    const { account = '', secret = '' } = entries[at] ?? {};
    const held = [...secret].map((one) => (one === ' ' ? '[space]' : drawn(one))).join('');
    const has = bare(page).includes(bare(held));
    return [page.includes(account) ? account : '', has ? secret : ''];
  });
}

/** What no font of a letter has stands as its number. */
function drawn(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const odd = code < 0x20 || code > 0x2fff;
  return odd ? `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]` : character;
}

/** A file as it was written, and with what it is to be opened. */
export interface Sealed {
  readonly format: CredentialFormat;
  readonly kind: SealKind;
  readonly file: Uint8Array;
  /** What letters are held against. */
  readonly entries: readonly HandOverEntry[];
  /** Whether to take the right keys. */
  readonly isRight: boolean;
}

/** Opens a file whole, by tools alone, and answers what is in it; KeePass databases by the given reader. */
export async function openWhole(
  { tools, strangers, keys }: Bench,
  { format, kind, file, entries, isRight }: Sealed,
  readKdbx: (tools: OutsideTools, file: Uint8Array, passphrase: string) => readonly Pair[] | Promise<Pair[]>,
): Promise<readonly Pair[]> {
  const own = kind === 'own-passphrase' ? (isRight ? keys.right : keys.wrong) : '';
  if (format === 'kdbx') return await readKdbx(tools, file, own);
  if (format === 'bitwarden-json') return await readBitwarden(file, own);
  const inside = unwrapped({ tools, strangers, keys }, kind, file, isRight);
  if (format !== 'letters') return readWithPython(tools, format, inside);
  const open = own === '' ? inside : tools.qpdf(inside, own);
  return readLetters(tools, open, '', entries);
}
