import { type CredentialFormat, credentialFormatSchema } from './credential.ts';
import type { Seal, SealKind } from './seal.ts';

/** What formats are offered under, in this order. */
export const formatGroups = ['Seal themselves', 'On paper', 'For one program', 'For any program'] as const;

/** See {@link formatGroups}. */
export type FormatGroup = (typeof formatGroups)[number];

/** What is to be known about a format. */
export interface FormatFacts {
  /** As it is offered. */
  readonly name: string;
  /** As it is called at the command line, and in file names. */
  readonly tag: string;
  /** What it is offered under. */
  readonly group: FormatGroup;
  /** Without a dot. */
  readonly extension: 'csv' | 'json' | 'kdbx' | 'pdf';
  /** Programs that read it. */
  readonly opensWith: string;
  /** Whether the format seals itself by passphrase: `always` formats know nothing else. */
  readonly ownSeal: 'none' | 'possible' | 'always';
  /** Whether it takes a column mapping. */
  readonly mapped: boolean;
  /** What to know before choosing it. */
  readonly warnings: readonly string[];
}

/** What is to be known about a way of sealing. */
export interface SealFacts {
  readonly name: string;
  /** What it adds to the file's name, with the dot. */
  readonly extension: '' | '.age' | '.gpg' | '.zip';
  /** Programs that open it; '' where that is the format's own. */
  readonly opensWith: string;
  readonly needs: 'passphrase' | 'age-keys' | 'openpgp-keys' | 'confirmation';
  readonly warnings: readonly string[];
}

const csv = (name: string, tag: string, opensWith: string, ...warnings: string[]): FormatFacts => ({
  name,
  tag,
  group: 'For one program',
  extension: 'csv',
  opensWith,
  ownSeal: 'none',
  mapped: false,
  warnings: [
    'Do not open the file in a spreadsheet: it would take some passwords for formulas or numbers.',
    ...warnings,
  ],
});

/** Every format of a hand-over (file-formats §4.1–§4.3). The one table of all doors; credentialFormatSchema has their order. */
export const formatFacts: Readonly<Record<CredentialFormat, FormatFacts>> = {
  kdbx: {
    name: 'KeePass database (KDBX 4)',
    tag: 'kdbx',
    group: 'Seal themselves',
    extension: 'kdbx',
    opensWith: 'KeePassXC 2.7, KeePass 2.48, and later ones; Strongbox, KeePassDX',
    ownSeal: 'always',
    mapped: false,
    warnings: [],
  },
  'bitwarden-json': {
    name: 'Bitwarden (password-protected JSON)',
    tag: 'bitwarden-json',
    group: 'Seal themselves',
    extension: 'json',
    opensWith: 'Bitwarden: Tools, Import data, Bitwarden (json)',
    ownSeal: 'always',
    mapped: false,
    warnings: [],
  },
  letters: {
    name: 'Letters to print (PDF, a page for each)',
    tag: 'letters',
    group: 'On paper',
    extension: 'pdf',
    opensWith: 'any PDF reader',
    ownSeal: 'possible',
    mapped: false,
    warnings: ['What is printed cannot be called back: hand each page to its person, and have it signed.'],
  },
  'bitwarden-csv': csv('Bitwarden (CSV)', 'bitwarden', 'Bitwarden: Tools, Import data, Bitwarden (csv)'),
  'bitwarden-org-csv': csv(
    'Bitwarden organisation (CSV)',
    'bitwarden-org',
    'Bitwarden: an organisation’s Settings, Import data, Bitwarden (csv)',
  ),
  '1password-csv': csv('1Password (CSV)', '1password', '1Password 8: File, Import'),
  'keepassxc-csv': csv('KeePassXC (CSV)', 'keepassxc', 'KeePassXC: Database, Import, CSV file'),
  'keepass-csv': csv('KeePass 1.x (CSV)', 'keepass', 'KeePass 2: File, Import, KeePass CSV (1.x)'),
  'lastpass-csv': csv('LastPass (CSV)', 'lastpass', 'LastPass: Advanced Options, Import'),
  'chrome-csv': csv('Chrome, Edge, Google (CSV)', 'chrome', 'Google Password Manager and Edge: Import'),
  'apple-csv': csv('Apple Passwords (CSV)', 'apple', 'Passwords on macOS: File, Import Passwords'),
  'proton-csv': csv('Proton Pass (CSV)', 'proton', 'Proton Pass: Import, Generic CSV'),
  csv: {
    ...csv('Any other program (CSV)', 'csv', 'programs that import CSV with a header'),
    group: 'For any program',
    mapped: true,
  },
  json: {
    name: 'Any other program (JSON)',
    tag: 'json',
    group: 'For any program',
    extension: 'json',
    opensWith: 'programs and scripts that read JSON',
    ownSeal: 'none',
    mapped: true,
    warnings: [],
  },
};

/** The formats of a group, in the order they are offered. */
export const formatsIn = (wanted: FormatGroup): readonly CredentialFormat[] =>
  credentialFormatSchema.options.filter((format) => formatFacts[format].group === wanted);

/** Every way of sealing, in the order they are offered (file-formats §4.5). */
export const sealFacts: Readonly<Record<SealKind, SealFacts>> = {
  'own-passphrase': {
    name: 'Sealed by the format itself, by passphrase',
    extension: '',
    opensWith: '',
    needs: 'passphrase',
    warnings: [],
  },
  'age-passphrase': {
    name: 'age, by passphrase',
    extension: '.age',
    opensWith: 'age: age --decrypt --output FILE FILE.age',
    needs: 'passphrase',
    warnings: [],
  },
  'age-recipients': {
    name: 'age, for the keys of those who get it',
    extension: '.age',
    opensWith: 'age: age --decrypt --identity KEY-FILE --output FILE FILE.age',
    needs: 'age-keys',
    warnings: [],
  },
  'openpgp-passphrase': {
    name: 'OpenPGP, by passphrase',
    extension: '.gpg',
    opensWith: 'GnuPG 2.2 or later: gpg --output FILE --decrypt FILE.gpg',
    needs: 'passphrase',
    warnings: [],
  },
  'openpgp-recipients': {
    name: 'OpenPGP, for the keys of those who get it',
    extension: '.gpg',
    opensWith: 'GnuPG 2.2 or later: gpg --output FILE --decrypt FILE.gpg',
    needs: 'openpgp-keys',
    warnings: ['The file shows the ids of the keys that open it.'],
  },
  'zip-passphrase': {
    name: 'ZIP (AES-256), by passphrase',
    extension: '.zip',
    opensWith: '7-Zip on Windows, Keka on macOS, 7z on Linux',
    needs: 'passphrase',
    warnings: [
      'Open it with 7-Zip or Keka: the unzip of Windows, macOS and Debian cannot.',
      'Guesses at the passphrase of a ZIP are cheap: use at least six words.',
      'The name of the file inside is visible to everybody.',
    ],
  },
  plain: {
    name: 'Not sealed',
    extension: '',
    opensWith: '',
    needs: 'confirmation',
    warnings: ['Whoever gets hold of the file can sign in as everyone in it.'],
  },
};

/** What to know of a PDF that is sealed by itself (file-formats §4.5). */
const sealedPdf = [
  'Guesses at the passphrase of a PDF are cheap: use at least five words.',
  'A PDF’s own encryption hides what is in it, and a reader shows a changed one without a word. Before you trust one that came back, check it under Hand-overs; for a file that travels far, seal the letters with age or OpenPGP instead.',
];

/** The ways of sealing that go with a format. */
export function sealsOf(format: CredentialFormat): readonly SealKind[] {
  const own = formatFacts[format].ownSeal;
  if (own === 'always') return ['own-passphrase'];
  const around: SealKind[] = [
    'age-passphrase',
    'age-recipients',
    'openpgp-passphrase',
    'openpgp-recipients',
    'zip-passphrase',
    'plain',
  ];
  return own === 'possible' ? ['own-passphrase', ...around] : around;
}

/** Whether somebody without passphrase or key reads nothing of such a file. */
export const isSealed = (kind: SealKind): boolean => kind !== 'plain';

/** What warns of a choice, in words, the format's first. */
export function fileWarnings(format: CredentialFormat, kind: SealKind): readonly string[] {
  const own = formatFacts[format].extension === 'pdf' && kind === 'own-passphrase' ? sealedPdf : [];
  return [...formatFacts[format].warnings, ...own, ...sealFacts[kind].warnings];
}

/** The ending of a file's name: `.csv.age`, `.kdbx`. */
export function fileEnding(format: CredentialFormat, kind: SealKind): string {
  return `.${formatFacts[format].extension}${sealFacts[kind].extension}`;
}

/** Why a format cannot be sealed that way, or a mapping not be used; null when all fits. */
export function choiceProblem(choice: {
  readonly format: CredentialFormat;
  readonly seal: Pick<Seal, 'kind'>;
  readonly columns?: unknown;
}): string | null {
  const facts = formatFacts[choice.format];
  if (choice.columns !== undefined && !facts.mapped) return `${facts.name} has columns of its own.`;
  if (sealsOf(choice.format).includes(choice.seal.kind)) return null;
  return facts.ownSeal === 'always'
    ? `${facts.name} seals itself by passphrase, and knows no other way.`
    : `${facts.name} has no seal of its own.`;
}
