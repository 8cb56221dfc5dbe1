import { canonicalText } from '../../src-shared/reviews/canonical-text.ts';
import type { EvidenceFile } from '../../src-main/files/evidence/evidence-manifest.ts';
import { signatureOf } from '../../src-main/files/evidence/evidence-manifest.ts';
import { type TestKey, testKey } from '../builders/entry-chain.ts';
import { aboutOf, quickFiles, signedFiles } from '../builders/evidence-packs.ts';
import type { FinishedCampaign } from '../builders/finished-campaigns.ts';
import { type RawEntry, type RawOddities, rawZip } from '../builders/raw-zip.ts';
import { retold, type Said } from '../builders/retold-campaign.ts';
import { type Numbers, pick } from '../builders/review-roster.ts';
import { evidenceLies } from './evidence-lies.ts';

/** A pack that is as it should be. */
export interface SoundPack {
  readonly campaign: FinishedCampaign;
  readonly files: readonly EvidenceFile[];
  readonly key: TestKey;
}

/** What became of it. */
export interface Tampered {
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** One way to tamper; null where this pack has nothing for it. */
export type Tampering = (pack: SoundPack, number: Numbers) => Tampered | null;

const zipped = (files: readonly EvidenceFile[]): Uint8Array => rawZip(files);

/** A file with a byte changed, cut, or more at its end. */
function damaged(bytes: Uint8Array, number: Numbers): Uint8Array {
  const kind = number(4);
  if (kind === 0 || bytes.length < 2) return Buffer.concat([bytes, Buffer.from([32 + number(90)])]);
  if (kind === 1) return bytes.subarray(0, number(bytes.length));
  const copy = Uint8Array.from(bytes);
  const at = number(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << number(8));
  return copy;
}

const changeFile: Tampering = ({ files }, number) => {
  const victim = pick(number, files);
  const changed = files.map((file) =>
    file === victim ? { ...file, bytes: damaged(file.bytes, number) } : file,
  );
  return { what: `${victim.path} changed`, bytes: zipped(changed) };
};

const removeFile: Tampering = ({ files }, number) => {
  const victim = pick(number, files);
  return { what: `${victim.path} removed`, bytes: zipped(files.filter((file) => file !== victim)) };
};

const addFile: Tampering = ({ files }, number) => {
  const names = ['note.txt', 'answers/0.json', 'answers/extra.json', 'manifest.json.bak', 'REPORT.html', 'a'];
  const added = { path: pick(number, names), bytes: Buffer.from('added') };
  return { what: `${added.path} added`, bytes: zipped([...files, added]) };
};

const swapFiles: Tampering = ({ files }, number) => {
  const [one, other] = [pick(number, files), pick(number, files)];
  if (Buffer.compare(one.bytes, other.bytes) === 0) return null;
  const swapped = files.map((file) => {
    if (file === one) return { ...file, bytes: other.bytes };
    return file === other ? { ...file, bytes: one.bytes } : file;
  });
  return { what: `${one.path} and ${other.path} swapped`, bytes: zipped(swapped) };
};

const renameFile: Tampering = ({ files }, number) => {
  const victim = pick(number, files);
  const path = pick(number, [
    `${victim.path} `,
    victim.path.toUpperCase(),
    `x/${victim.path}`,
    `${victim.path}.json`,
  ]);
  return {
    what: `${victim.path} renamed`,
    bytes: zipped(files.map((file) => (file === victim ? { ...file, path } : file))),
  };
};

/** The structure of the ZIP itself. */
const breakZip: Tampering = ({ files }, number) => {
  const victim = pick(number, files);
  const change = (how: Partial<RawEntry>): RawEntry[] =>
    files.map((file) => (file === victim ? { ...file, ...how } : file));
  const doubled = { ...victim, bytes: damaged(victim.bytes, number) };
  const junk = Buffer.from('PK junk');
  const ways: readonly (readonly [string, readonly RawEntry[], RawOddities?])[] = [
    ['doubled, the false one last', [...files, doubled]],
    ['doubled, the false one first', [doubled, ...files]],
    ['doubled word for word', [...files, victim]],
    ['beside a path upward', [...files, { path: `../${victim.path}`, bytes: victim.bytes }]],
    ['beside an absolute path', [...files, { path: `/${victim.path}`, bytes: victim.bytes }]],
    ['beside a path with backslashes', [...files, { path: String.raw`..\x`, bytes: victim.bytes }]],
    ['larger than it says', change({ saidSize: Math.max(0, victim.bytes.length - 1) })],
    ['smaller than it says', change({ saidSize: victim.bytes.length + 1 + number(1000) })],
    ['deflated, smaller than it says', change({ deflated: true, saidSize: victim.bytes.length + 1 })],
    [
      'deflated, larger than it says',
      change({ deflated: true, saidSize: Math.max(0, victim.bytes.length - 1) }),
    ],
    ['with a false sum', change({ saidSum: number(2 ** 31) })],
    ['with two names', change({ ownName: `${victim.path.slice(0, -1)}~` })],
    ['said to be encrypted', change({ flags: 0x0801 })],
    ['said to be streamed', change({ flags: 0x0808 })],
    ['with extra fields', change({ extra: Buffer.from([0x75, 0x70, 2, 0, 1, 2]) })],
    ['said to be a link', change({ type: 10 })],
    ['said to begin elsewhere', change({ offBy: 1 + number(50) })],
    ['left out of the directory', change({ hidden: true })],
    ['behind a hidden entry', [{ path: 'hidden', bytes: junk, hidden: true }, ...files]],
    ['behind something else', files, { before: junk }],
    ['before something else', files, { between: junk }],
    ['with more behind the end', files, { behind: junk }],
    ['with a comment', files, { comment: junk }],
  ];
  const [what, entries, odd] = pick(number, ways);
  return { what: `${victim.path} ${what}`, bytes: rawZip(entries, odd) };
};

const changeSignature: Tampering = ({ files, key }, number) => {
  const manifest = files.find(({ path }) => path === 'manifest.json')?.bytes ?? Buffer.alloc(0);
  const [right, other] = [key.sign(manifest), testKey(100 + number(50))];
  const flipped = right.replace(/^./, (digit) =>
    ((Number.parseInt(digit, 16) + 1 + number(15)) % 16).toString(16),
  );
  const ways: readonly (readonly [string, EvidenceFile])[] = [
    ['a digit', signatureOf(key.publicKey, flipped)],
    ['of another key', signatureOf(key.publicKey, other.sign(manifest))],
    ['of another key that is named', signatureOf(other.publicKey, other.sign(manifest))],
    ['of something else', signatureOf(key.publicKey, key.sign(Buffer.from('something else')))],
    ['in capitals', signatureOf(key.publicKey, right.toUpperCase())],
    ['empty', signatureOf(key.publicKey, '')],
    ['zeros', signatureOf('0'.repeat(64), '0'.repeat(128))],
    [
      'with another member',
      {
        path: 'signature.json',
        bytes: Buffer.from(
          canonicalText({ algorithm: 'Ed25519', note: 'x', publicKey: key.publicKey, signature: right }),
        ),
      },
    ],
  ];
  const [what, signature] = pick(number, ways);
  return {
    what: `signature: ${what}`,
    bytes: zipped(files.map((file) => (file.path === 'signature.json' ? signature : file))),
  };
};

/** Lines of the chain, only they: nothing else is made to fit. */
const changeLines: Tampering = ({ files }, number) => {
  const file = files.find(({ path }) => path === 'entries.jsonl');
  if (file === undefined) return null;
  const lines = Buffer.from(file.bytes).toString('utf8').trimEnd().split('\n');
  const [at, to] = [number(lines.length), number(lines.length)];
  const line = lines[at] ?? '';
  const ways: readonly (readonly [string, () => string[]])[] = [
    ['removed', () => lines.toSpliced(at, 1)],
    ['twice', () => lines.toSpliced(at, 0, line)],
    ['moved', () => lines.toSpliced(at, 1).toSpliced(to, 0, line)],
    ['with a space', () => lines.toSpliced(at, 1, line.replace(',', ', '))],
    ['cut off behind', () => lines.slice(0, at)],
  ];
  const [what, change] = pick(number, ways);
  const bytes = Buffer.from(
    change()
      .map((one) => `${one}\n`)
      .join(''),
  );
  if (Buffer.compare(bytes, file.bytes) === 0) return null;
  return {
    what: `entry ${at} ${what}`,
    bytes: zipped(files.map((one) => (one === file ? { ...file, bytes } : one))),
  };
};

/** Whoever can write files but has no key makes everything fit: seals, hashes, totals, chain, manifest. */
const forge =
  (sign: (pack: SoundPack, told: FinishedCampaign, number: Numbers) => readonly EvidenceFile[]): Tampering =>
  (pack, number) => {
    const lie = pick(number, evidenceLies)(pack.campaign, number);
    if (lie === null) return null;
    return { what: `forged: ${lie.what}`, bytes: zipped(sign(pack, lie.campaign, number)) };
  };

const withOldSignature = forge(({ files }, told, number) => {
  const forged = signedFiles(quickFiles(told), aboutOf(told), testKey(200 + number(20)));
  return forged.map((file) =>
    file.path === 'signature.json' ? (files.find(({ path }) => path === file.path) ?? file) : file,
  );
});

/** Signed with a key of the forger’s own that says it is the other one. */
const withNamedKey = forge(({ key }, told, number) => {
  const other = testKey(300 + number(20));
  return signedFiles(quickFiles(told), aboutOf(told), { ...other, publicKey: key.publicKey });
});

/** Signed with a key of the forger’s own, which `closed` names as well: only the fingerprint tells. */
const signedAnew = forge((_, told, number) => {
  const other = testKey(400 + number(20));
  const entries = told.entries.map((said): Said =>
    said.event.type === 'closed' ? { ...said, event: { ...said.event, publicKey: other.publicKey } } : said,
  );
  const again = retold({ ...told, entries }, { totals: true, answers: true });
  return signedFiles(quickFiles(again), aboutOf(again), other);
});

/** Nothing changed but who signed. */
const onlySignedAnew: Tampering = ({ campaign }, number) => {
  const other = testKey(500 + number(20));
  const entries = campaign.entries.map((said): Said =>
    said.event.type === 'closed' ? { ...said, event: { ...said.event, publicKey: other.publicKey } } : said,
  );
  const again = retold({ ...campaign, entries }, { answers: true });
  return {
    what: 'signed anew with another key',
    bytes: zipped(signedFiles(quickFiles(again), aboutOf(again), other)),
  };
};

/** All ways, by what they are counted as. */
export const evidenceTamperings: Readonly<Record<string, Tampering>> = {
  'file changed': changeFile,
  'file removed': removeFile,
  'file added': addFile,
  'files swapped': swapFiles,
  'file renamed': renameFile,
  'ZIP structure': breakZip,
  signature: changeSignature,
  'entry lines': changeLines,
  'forged, old signature': withOldSignature,
  'forged, key of another name': withNamedKey,
  'forged, signed anew': signedAnew,
  'signed anew': onlySignedAnew,
};
