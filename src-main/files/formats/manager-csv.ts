import { alwaysQuoted, csvText, quotedWhereNeeded } from './csv-line.ts';
import type { HandOverEntry } from './hand-over-entry.ts';

type Cell = (entry: HandOverEntry) => string;

/** The CSV of one password manager, byte-exact and never escaped against formulas (file-formats §4.1, §4.4b). */
interface ManagerCsv {
  /** In the order of the file, each with what stands below it. */
  readonly columns: readonly (readonly [header: string, cell: Cell])[];
  readonly quote: (cell: string) => string;
  readonly lineEnd: '\n' | '\r\n';
}

const title: Cell = (entry) => entry.title;
const url: Cell = (entry) => entry.url;
const account: Cell = (entry) => entry.account;
const secret: Cell = (entry) => entry.secret;
const notes: Cell = (entry) => entry.notes;
const issued: Cell = (entry) => entry.issuedAt;
const always =
  (text: string): Cell =>
  () =>
    text;
const empty = always('');

/** KeePass 1.x escapes with backslashes and does not double quotes. */
function backslashQuoted(cell: string): string {
  return `"${cell.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Both of Bitwarden's have these in common: UTF-8, CRLF as its own export writes, one login a line. */
const bitwardenLogin: ManagerCsv['columns'] = [
  ['type', always('login')],
  ['name', title],
  ['notes', notes],
  ['fields', empty],
  ['reprompt', always('0')],
  ['login_uri', url],
  ['login_username', account],
  ['login_password', secret],
  ['login_totp', empty],
];

const usual = { quote: quotedWhereNeeded, lineEnd: '\n' } as const;

const managers = {
  'bitwarden-csv': {
    ...usual,
    lineEnd: '\r\n',
    columns: [['folder', (entry) => entry.folder], ['favorite', empty], ...bitwardenLogin],
  },
  'bitwarden-org-csv': {
    ...usual,
    lineEnd: '\r\n',
    // A comma in the collection’s name would make it two collections.
    columns: [['collections', (entry) => entry.folder.replaceAll(',', ' ')], ...bitwardenLogin],
  },
  // The columns of 1Password 8’s own export, every line with all of them.
  '1password-csv': {
    ...usual,
    columns: [
      ['Title', title],
      ['Url', url],
      ['Username', account],
      ['Password', secret],
      ['OTPAuth', empty],
      ['Favorite', always('false')],
      ['Archived', always('false')],
      ['Tags', (entry) => entry.folder],
      ['Notes', notes],
    ],
  },
  // Every cell quoted, groups as a path below `Root`.
  'keepassxc-csv': {
    quote: alwaysQuoted,
    lineEnd: '\n',
    columns: [
      ['Group', (entry) => `Root/${entry.folder.replaceAll('/', '-')}`],
      ['Title', title],
      ['Username', account],
      ['Password', secret],
      ['URL', url],
      ['Notes', notes],
      ['TOTP', empty],
      ['Icon', always('0')],
      ['Last Modified', issued],
      ['Created', issued],
    ],
  },
  // KeePass 1.x, which KeePass 2 imports as well.
  'keepass-csv': {
    quote: backslashQuoted,
    lineEnd: '\r\n',
    columns: [
      ['Account', title],
      ['Login Name', account],
      ['Password', secret],
      ['Web Site', url],
      ['Comments', notes],
    ],
  },
  'lastpass-csv': {
    ...usual,
    columns: [
      ['url', url],
      ['username', account],
      ['password', secret],
      ['totp', empty],
      ['extra', notes],
      ['name', title],
      // A backslash in the group’s name would nest it.
      ['grouping', (entry) => entry.folder.replaceAll('\\', '-')],
      ['fav', always('0')],
    ],
  },
  // Edge and Google’s own manager read the same.
  'chrome-csv': {
    ...usual,
    columns: [
      ['name', title],
      ['url', url],
      ['username', account],
      ['password', secret],
      ['note', notes],
    ],
  },
  'apple-csv': {
    ...usual,
    columns: [
      ['Title', title],
      ['URL', url],
      ['Username', account],
      ['Password', secret],
      ['Notes', notes],
      ['OTPAuth', empty],
    ],
  },
  'proton-csv': {
    ...usual,
    columns: [
      ['name', title],
      ['url', url],
      ['username', account],
      ['password', secret],
      ['note', notes],
      ['totp', empty],
    ],
  },
} as const satisfies Readonly<Record<string, ManagerCsv>>;

/** Password managers that are written for by name. */
type Manager = keyof typeof managers;

/** A file of one password manager: a header, and a line for each entry. */
export function managerCsv(manager: Manager, entries: readonly HandOverEntry[]): string {
  const { columns, quote, lineEnd }: ManagerCsv = managers[manager];
  const lines = entries.map((entry) => columns.map(([, cell]) => cell(entry)));
  return csvText([columns.map(([header]) => header), ...lines], quote, lineEnd);
}
