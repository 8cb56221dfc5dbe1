import type { CredentialFormat } from '../../../src-shared/domain/credential.ts';
import type { CallInput } from '../../../src-shared/ipc/contract.ts';
import { passphraseStrength } from './passphrase-strength.ts';

/** How the file is kept from others. */
export type SealChoice = 'suggested' | 'own' | 'plain';

/** What stands in the export form. */
export interface ExportDraft {
  readonly format: CredentialFormat;
  readonly seal: SealChoice;
  /** The passphrase the app suggested; empty until it has answered. */
  readonly suggested: string;
  readonly own: string;
  readonly ownAgain: string;
  /** The two confirmations of an unsealed file, one after the other. */
  readonly plainUnderstood: boolean;
  readonly plainConfirmed: boolean;
}

/** What can be done in the export form. */
export type ExportAction =
  | { readonly type: 'set-format'; readonly format: CredentialFormat }
  | { readonly type: 'set-seal'; readonly seal: SealChoice }
  | { readonly type: 'suggest'; readonly passphrase: string }
  | { readonly type: 'set-own'; readonly text: string }
  | { readonly type: 'set-own-again'; readonly text: string }
  | { readonly type: 'understand-plain'; readonly understood: boolean }
  | { readonly type: 'confirm-plain'; readonly confirmed: boolean };

/** Sealed with a suggested passphrase is what one gets without choosing. */
export function emptyExport(): ExportDraft {
  return {
    format: 'bitwarden-csv',
    seal: 'suggested',
    suggested: '',
    own: '',
    ownAgain: '',
    plainUnderstood: false,
    plainConfirmed: false,
  };
}

/** The next draft. Leaving "not sealed", or taking back the first confirmation, takes back the second. */
export function exportReducer(draft: ExportDraft, action: ExportAction): ExportDraft {
  switch (action.type) {
    case 'set-format':
      return { ...draft, format: action.format };
    case 'set-seal':
      return { ...draft, seal: action.seal, plainUnderstood: false, plainConfirmed: false };
    case 'suggest':
      return { ...draft, suggested: action.passphrase };
    case 'set-own':
      return { ...draft, own: action.text };
    case 'set-own-again':
      return { ...draft, ownAgain: action.text };
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

/** Why the file cannot be written yet; null when it can. */
export function exportProblem(draft: ExportDraft): string | null {
  switch (draft.seal) {
    case 'suggested':
      return draft.suggested === '' ? 'Waiting for a passphrase.' : null;
    case 'own': {
      const strength = passphraseStrength(draft.own);
      if (strength.level === 'none' || strength.level === 'too-short') return strength.message;
      return draft.own === draft.ownAgain ? null : 'The two passphrases differ.';
    }
    default:
      if (!draft.plainUnderstood) return 'Say that you have read what an unsealed file means.';
      return draft.plainConfirmed ? null : 'Confirm once more.';
  }
}

/** What Export sends; null while {@link exportProblem} has something to say. */
export function toExportInput(
  draft: ExportDraft,
  ids: readonly string[],
): CallInput<'credentials.export'> | null {
  if (exportProblem(draft) !== null || ids.length === 0) return null;
  const seal =
    draft.seal === 'plain'
      ? ({ kind: 'plain', confirmed: true } as const)
      : ({ kind: 'age-passphrase', passphrase: draft.seal === 'own' ? draft.own : draft.suggested } as const);
  return { ids: [...ids], format: draft.format, seal };
}

/** The formats in the order they are offered, with the program that reads them. */
export const formatWords: readonly { readonly format: CredentialFormat; readonly name: string }[] = [
  { format: 'bitwarden-csv', name: 'Bitwarden (CSV)' },
  { format: 'keepassxc-csv', name: 'KeePassXC (CSV)' },
  { format: '1password-csv', name: '1Password (CSV)' },
  { format: 'chrome-csv', name: 'Chrome, Edge, Google (CSV)' },
];
