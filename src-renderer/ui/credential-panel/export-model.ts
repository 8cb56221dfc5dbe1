import { firstIssueWords } from '../../../src-shared/errors/issue-words.ts';
import { columnMappingSchema, usualColumns } from '../../../src-shared/domain/column-mapping.ts';
import type { ColumnField } from '../../../src-shared/domain/column-mapping.ts';
import type { CredentialFormat } from '../../../src-shared/domain/credential.ts';
import { formatFacts, sealFacts, sealsOf } from '../../../src-shared/domain/hand-over-files.ts';
import type { Seal, SealKind } from '../../../src-shared/domain/seal.ts';
import type { CallInput } from '../../../src-shared/ipc/contract.ts';
import { passphraseStrength } from './passphrase-strength.ts';

/** A field of the generic formats: its header, or null when it is left out. */
export type ColumnHeaders = Readonly<Record<ColumnField, string | null>>;

/** The public keys of one person as they were pasted, and whether each of them was found good. */
export interface PersonKeys {
  readonly text: string;
  readonly good: boolean;
}

/** People for whom keys are asked one by one here; for more there is the terminal. */
export const mostPersonKeys = 200;

/** What stands in the export form. */
export interface ExportDraft {
  readonly format: CredentialFormat;
  readonly seal: SealKind;
  /** Whether a passphrase is made by the app or typed. */
  readonly passphrase: 'suggested' | 'own';
  /** The passphrase the app suggested; empty until it has answered. */
  readonly suggested: string;
  readonly own: string;
  readonly ownAgain: string;
  /** Public keys, as they were pasted. */
  readonly keys: string;
  /** The same of each person alone, by their key in {@link peopleOf}; in this dialog only. */
  readonly personKeys: Readonly<Record<string, PersonKeys>>;
  /** A file for each person, sealed for that one alone. */
  readonly each: boolean;
  readonly columns: ColumnHeaders;
  /** The two confirmations of an unsealed file, one after the other. */
  readonly plainUnderstood: boolean;
  readonly plainConfirmed: boolean;
}

/** What can be done in the export form. */
export type ExportAction =
  | { readonly type: 'set-format'; readonly format: CredentialFormat }
  | { readonly type: 'set-seal'; readonly seal: SealKind }
  | { readonly type: 'set-passphrase'; readonly passphrase: 'suggested' | 'own' }
  | { readonly type: 'suggest'; readonly passphrase: string }
  | { readonly type: 'set-own'; readonly text: string }
  | { readonly type: 'set-own-again'; readonly text: string }
  | { readonly type: 'set-keys'; readonly text: string }
  | { readonly type: 'set-person-keys'; readonly person: string; readonly text: string }
  /** What was said of a text; one that was changed meanwhile is not judged by it. */
  | {
      readonly type: 'judge-person-keys';
      readonly person: string;
      readonly text: string;
      readonly good: boolean;
    }
  | { readonly type: 'set-each'; readonly each: boolean }
  | { readonly type: 'set-header'; readonly field: ColumnField; readonly header: string | null }
  | { readonly type: 'understand-plain'; readonly understood: boolean }
  | { readonly type: 'confirm-plain'; readonly confirmed: boolean };

/** Every field of the generic formats, in the order of their columns. */
export const columnFields: readonly ColumnField[] = [
  'title',
  'account',
  'secret',
  'url',
  'notes',
  'folder',
  'issuedAt',
  'expiresAt',
];

const headerOf = (field: ColumnField): string | null =>
  usualColumns.find((column) => column.field === field)?.header ?? null;

/** Sealed with a suggested passphrase is what one gets without choosing. */
export function emptyExport(): ExportDraft {
  return {
    format: 'bitwarden-csv',
    seal: 'age-passphrase',
    passphrase: 'suggested',
    suggested: '',
    own: '',
    ownAgain: '',
    keys: '',
    personKeys: {},
    each: false,
    columns: {
      title: headerOf('title'),
      account: headerOf('account'),
      secret: headerOf('secret'),
      url: headerOf('url'),
      notes: headerOf('notes'),
      folder: headerOf('folder'),
      issuedAt: headerOf('issuedAt'),
      expiresAt: headerOf('expiresAt'),
    },
    plainUnderstood: false,
    plainConfirmed: false,
  };
}

/** Another seal takes back both confirmations and keys of the other kind; what cannot be one for each is one for all. */
function withSeal(draft: ExportDraft, seal: SealKind): ExportDraft {
  const same = sealFacts[seal].needs === sealFacts[draft.seal].needs;
  return {
    ...draft,
    seal,
    keys: same ? draft.keys : '',
    personKeys: same ? draft.personKeys : {},
    each: draft.each && sealFacts[seal].needs !== 'confirmation',
    plainUnderstood: false,
    plainConfirmed: false,
  };
}

/** The next draft. Leaving "not sealed", or taking back the first confirmation, takes back the second. */
export function exportReducer(draft: ExportDraft, action: ExportAction): ExportDraft {
  switch (action.type) {
    case 'set-format': {
      const fits = sealsOf(action.format);
      const seal = fits.includes(draft.seal) && draft.seal !== 'plain' ? draft.seal : (fits[0] ?? draft.seal);
      return withSeal({ ...draft, format: action.format }, seal);
    }
    case 'set-seal':
      return sealsOf(draft.format).includes(action.seal) ? withSeal(draft, action.seal) : draft;
    case 'set-passphrase':
      return { ...draft, passphrase: action.passphrase };
    case 'suggest':
      return { ...draft, suggested: action.passphrase };
    case 'set-own':
      return { ...draft, own: action.text };
    case 'set-own-again':
      return { ...draft, ownAgain: action.text };
    case 'set-keys':
      return { ...draft, keys: action.text };
    case 'set-each':
      return { ...draft, each: action.each && sealFacts[draft.seal].needs !== 'confirmation' };
    case 'set-person-keys':
      return {
        ...draft,
        personKeys: { ...draft.personKeys, [action.person]: { text: action.text, good: false } },
      };
    case 'judge-person-keys':
      return draft.personKeys[action.person]?.text !== action.text
        ? draft
        : {
            ...draft,
            personKeys: { ...draft.personKeys, [action.person]: { text: action.text, good: action.good } },
          };
    case 'set-header':
      return { ...draft, columns: { ...draft.columns, [action.field]: action.header } };
    case 'understand-plain':
      return {
        ...draft,
        plainUnderstood: action.understood,
        plainConfirmed: action.understood && draft.plainConfirmed,
      };
    default:
      return { ...draft, plainConfirmed: draft.plainUnderstood && action.confirmed };
  }
}

/** The keys of a pasted text: a line each for age, a block each for OpenPGP. */
export function recipientsOf(draft: Pick<ExportDraft, 'seal' | 'keys'>): readonly string[] {
  if (sealFacts[draft.seal].needs === 'openpgp-keys') {
    return (
      draft.keys.match(/-----BEGIN PGP PUBLIC KEY BLOCK-----[\s\S]*?-----END PGP PUBLIC KEY BLOCK-----/g) ??
      []
    );
  }
  return draft.keys
    .split(/\s+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The columns of a generic format in their order; undefined for formats that have their own. */
function columnsOf(draft: ExportDraft): { field: ColumnField; header: string }[] | undefined {
  if (!formatFacts[draft.format].mapped) return undefined;
  return columnFields.flatMap((field) => {
    const header = draft.columns[field];
    return header === null ? [] : [{ field, header: header.trim() }];
  });
}

function columnProblem(draft: ExportDraft): string | null {
  const columns = columnsOf(draft);
  if (columns === undefined) return null;
  const read = columnMappingSchema.safeParse(columns);
  if (read.success) return null;
  return `Columns: ${firstIssueWords(read.error)}`;
}

/** Who has no key that was found good, in words; null when everybody has. */
function personProblem(draft: ExportDraft, people: readonly Person[]): string | null {
  const without = people.filter(({ key }) => draft.personKeys[key]?.good !== true);
  const [first] = without;
  if (first === undefined) return null;
  return without.length === 1
    ? `A good key of ${first.account} is missing.`
    : `Good keys of ${without.length} people are missing, ${first.account} first.`;
}

function sealProblem(draft: ExportDraft, people: readonly Person[]): string | null {
  switch (sealFacts[draft.seal].needs) {
    case 'passphrase': {
      // Each file gets one of its own when it is written.
      if (draft.each) return null;
      if (draft.passphrase === 'suggested')
        return draft.suggested === '' ? 'Waiting for a passphrase.' : null;
      const strength = passphraseStrength(draft.own);
      if (strength.level === 'none' || strength.level === 'too-short') return strength.message;
      return draft.own === draft.ownAgain ? null : 'The two passphrases differ.';
    }
    case 'confirmation':
      if (!draft.plainUnderstood) return 'Say that you have read what an unsealed file means.';
      return draft.plainConfirmed ? null : 'Confirm once more.';
    default:
      if (draft.each) return personProblem(draft, people);
      return recipientsOf(draft).length === 0 ? 'Paste the public key of whoever is to open it.' : null;
  }
}

/** Why the file cannot be written yet, or the files of these people; null when all can. */
export function exportProblem(draft: ExportDraft, people: readonly Person[] = []): string | null {
  return sealProblem(draft, people) ?? columnProblem(draft);
}

function sealOf(draft: ExportDraft, passphrase: string, keys = draft.keys): Seal {
  switch (draft.seal) {
    case 'plain':
      return { kind: 'plain', confirmed: true };
    case 'age-recipients':
    case 'openpgp-recipients':
      return { kind: draft.seal, recipients: [...recipientsOf({ seal: draft.seal, keys })] };
    default:
      return { kind: draft.seal, passphrase };
  }
}

/** What Export sends for one file for all; null while {@link exportProblem} has something to say. */
export function toExportInput(
  draft: ExportDraft,
  ids: readonly string[],
): CallInput<'credentials.export'> | null {
  if (exportProblem(draft) !== null || draft.each || ids.length === 0) return null;
  const columns = columnsOf(draft);
  const passphrase = draft.passphrase === 'own' ? draft.own : draft.suggested;
  return {
    ids: [...ids],
    format: draft.format,
    seal: sealOf(draft, passphrase),
    ...(columns === undefined ? {} : { columns }),
  };
}

/**
 * What Export sends for a file a person. Credentials of one account go together.
 *
 * @param passphrases one for each person, in the order of `people`; none where each has keys
 */
export function toEachInput(
  draft: ExportDraft,
  people: readonly Person[],
  passphrases: readonly string[],
): CallInput<'credentials.exportEach'> | null {
  if (exportProblem(draft, people) !== null || !draft.each || people.length === 0) return null;
  const byKeys = sealFacts[draft.seal].needs !== 'passphrase';
  if (!byKeys && passphrases.length !== people.length) return null;
  const columns = columnsOf(draft);
  return {
    format: draft.format,
    files: people.map(({ key, ids }, at) => ({
      ids: [...ids],
      seal: sealOf(draft, passphrases[at] ?? '', draft.personKeys[key]?.text ?? ''),
    })),
    ...(columns === undefined ? {} : { columns }),
  };
}

/** Somebody whose credentials go together. */
export interface Person {
  /** Tells people apart who are called alike at two tenants. */
  readonly key: string;
  readonly account: string;
  readonly ids: readonly string[];
}

/** The credentials by person: those of one account at one tenant are for the same. */
export function peopleOf(
  credentials: readonly { readonly id: string; readonly account: string; readonly tenantUrl: string }[],
): readonly Person[] {
  const people = new Map<string, { key: string; account: string; ids: string[] }>();
  for (const { id, account, tenantUrl } of credentials) {
    const key = JSON.stringify([tenantUrl, account]);
    const person = people.get(key) ?? { key, account, ids: [] };
    person.ids.push(id);
    people.set(key, person);
  }
  return [...people.values()];
}
