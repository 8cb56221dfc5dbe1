import type { HandOver, LineResult } from '../../../src-shared/domain/journal-lines.ts';
import type { ToldRow } from '../../../src-shared/domain/journal.ts';

/** What was done, by its verb. A verb of a later version stands as it is. */
const verbs: Readonly<Record<string, string>> = {
  'user.create': 'Create user',
  'user.delete': 'Delete user',
  'user.reset-password': 'Reset password',
  'user.sign-out': 'Sign out everywhere',
  'rule.create': 'Add access rule',
  'rule.delete': 'Remove access rule',
  'service-account.create': 'Create service account',
  'service-account.set-enabled': 'Switch service account',
  'service-account.rotate': 'New secret for service account',
  'service-account.delete': 'Delete service account',
  'role.create': 'Create role',
  'role.update': 'Change role',
  'role.set-enabled': 'Switch role',
  'role.delete': 'Delete role',
  'credential.reveal': 'Show credential',
  'credential.copy': 'Copy credential',
  'credential.export': 'Export credentials',
  'credential.draft': 'E-mail draft',
  'credential.discard': 'Forget credentials',
  'credential.dismiss': 'Dismiss missed secrets',
  'credential.receipt': 'Receipt',
  'credential.stop-reminding': 'Stop reminding',
  'change.settle': 'Settle conflict',
  'changes.noted': 'Reason and ticket',
  'changes.export': 'Export plan',
  'changes.import': 'Import plan',
  'access.export': 'Export who can',
  'journal.export': 'Export journal',
  'hand-overs.export': 'Export hand-overs',
  'ledger.recovered': 'Recover damaged file',
  'history.begun-anew': 'Begin history anew',
};

/** See {@link verbs}. */
export function verbWords(verb: string): string {
  return verbs[verb] ?? verb;
}

/** How it ended. */
export const resultWords: Readonly<Record<LineResult, string>> = {
  saved: 'Saved',
  done: 'Done',
  partly: 'Partly',
  failed: 'Failed',
  unknown: 'Unknown',
  cancelled: 'Given up',
  interrupted: 'Cut off',
  open: 'No outcome written',
};

/** How a credential left. */
export const wayWords: Readonly<Record<HandOver['way'], string>> = {
  file: 'File',
  draft: 'E-mail draft with the password',
  copy: 'Copied',
  reveal: 'Shown on screen',
};

/** What protects it on its way. */
export function protectionWords({ sealed, way }: Pick<HandOver, 'sealed' | 'way'>): string {
  if (sealed === null) return way === 'copy' ? 'clipboard, 30 s' : 'screen';
  return sealed ? 'sealed' : 'plain text';
}

/** Why, the ticket and the facts of a row, one a line. */
export function rowLines({ detail, reason, ticket }: ToldRow): readonly string[] {
  const { reason: said, ticket: _, ...facts } = detail;
  return factLines({ why: reason, ticket, ...facts, ...(said === reason ? {} : { reason: said }) });
}

/** Facts of a row, one a line; what ties rows together and what stands in a column of its own is left out. */
function factLines(detail: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(detail)
    .filter(
      ([name, value]) =>
        !['act', 'of', 'result', 'group', 'zone'].includes(name) &&
        value !== null &&
        value !== undefined &&
        value !== '',
    )
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`);
}

/** Kinds of rows to look at, by the start of their verbs. */
export const kinds: readonly { readonly value: string; readonly label: string }[] = [
  { value: '', label: 'Everything' },
  { value: 'user.', label: 'Users' },
  { value: 'rule.', label: 'Access rules' },
  { value: 'role.', label: 'Roles' },
  { value: 'service-account.', label: 'Service accounts' },
  { value: 'credential.', label: 'Credentials' },
  { value: 'change', label: 'Conflicts and plans' },
];
