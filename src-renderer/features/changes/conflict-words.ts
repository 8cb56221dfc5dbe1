import type {
  Change,
  Conflict,
  ConflictKind,
  EditKind,
  ResolutionChoice,
} from '../../../src-shared/domain/change.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';

const titles: Readonly<Record<ConflictKind, string>> = {
  'email-taken': 'The e-mail is taken',
  'name-taken': 'The name is taken',
  'user-gone': 'The user is gone',
  'service-account-gone': 'The service account is gone',
  'role-gone': 'The role is gone',
  'role-off': 'The role is switched off',
  'scope-gone': 'The scope is gone',
  'subject-gone': 'The subject is gone',
  'right-lost': 'You no longer have the right to do this',
  'changed-since': 'It was changed since you looked',
  guard: 'A safeguard stands against it',
  'password-not-received': 'The password was not received',
};

/** What stands in the way, as a title. For machines the lost secret is a client secret. */
export function conflictTitle(kind: ConflictKind, edit: EditKind): string {
  if (kind === 'password-not-received' && edit.startsWith('service-account.'))
    return 'The client secret was not received';
  return titles[kind];
}

/** A choice: its button and what pressing it will do. */
export interface ChoiceWords {
  readonly choice: ResolutionChoice;
  readonly label: string;
  readonly sentence: string;
  /** Takes something away at the tenant, or drops what was wanted here. */
  readonly drops: boolean;
}

const secretOf = (edit: EditKind): string =>
  edit.startsWith('service-account.') ? 'client secret' : 'password';

const deletes = (kind: EditKind): boolean => kind.endsWith('.delete');

/** Only what was changed elsewhere has a version of theirs to take; where it can be used instead, that is a choice of its own. */
function takeTheirsLabel(conflict: Conflict | null): string {
  if (conflict?.kind === 'password-not-received') return 'Go on without it';
  const theirs = conflict?.kind === 'changed-since' && !conflict.choices.includes('use-existing');
  return theirs ? 'Take theirs' : 'Drop this change';
}

/** Nobody knows what became of it, and it is read until that is known: what is left to choose may be wrong. */
const forget: Omit<ChoiceWords, 'choice'> = {
  label: 'Forget it',
  sentence: 'Stops reading the tenant for it, whatever became of it, and drops what waits for it.',
  drops: true,
};

function words(
  choice: ResolutionChoice,
  change: Change,
  conflict: Conflict | null,
): Omit<ChoiceWords, 'choice'> {
  const { kind } = change.edit;
  if (change.state === 'unknown') return forget;
  switch (choice) {
    case 'keep-mine':
      if (conflict?.kind === 'guard')
        return {
          label: 'Go on all the same',
          sentence: 'Sends the change although the safeguard warns of it.',
          drops: true,
        };
      if (conflict?.kind === 'subject-gone')
        return {
          label: 'Give it all the same',
          sentence: 'Gives the rule although nobody has that name now; whoever gets it next has the role.',
          drops: true,
        };
      return deletes(kind)
        ? {
            label: 'Delete all the same',
            sentence: 'Sends the deletion although the tenant has something else than you saw.',
            drops: false,
          }
        : {
            label: 'Keep mine',
            sentence: 'Sends the change all the same; what the tenant has now is overwritten.',
            drops: false,
          };
    case 'take-theirs':
      return {
        label: takeTheirsLabel(conflict),
        sentence:
          conflict?.kind === 'password-not-received'
            ? `Leaves it as it is, without a ${secretOf(kind)} in your hands. Nothing more is sent.`
            : 'Leaves the tenant as it is and drops this change, with what waits for it.',
        drops: true,
      };
    case 'edit':
      return kind.startsWith('service-account.') || kind.startsWith('role.')
        ? {
            label: 'Use another name',
            sentence: 'Changes the name of this change and sends it; what waits for it follows.',
            drops: false,
          }
        : {
            label: 'Use another e-mail',
            sentence: 'Changes the e-mail of this change and sends it; its access rules follow.',
            drops: false,
          };
    case 'use-existing':
      if (kind === 'role.create')
        return {
          label: 'Use the existing role',
          sentence: 'Makes no new role. The access rules that wait are given with the one that is there.',
          drops: false,
        };
      return {
        label: 'Use the existing account',
        sentence: 'Makes no new account. The access rules that wait are given to the one that is there.',
        drops: false,
      };
    case 'issue-new':
      return {
        label: `Issue a new ${secretOf(kind)}`,
        sentence: `The tenant makes another ${secretOf(kind)}; the lost one stops working. The new one comes into the credential tray.`,
        drops: false,
      };
    case 'another-role':
      return {
        label: 'Give this role',
        sentence: `Gives another role instead of the one that is ${conflict?.kind === 'role-off' ? 'switched off' : 'gone'}, on the same place.`,
        drops: false,
      };
    case 'another-scope':
      return {
        label: 'Give it there',
        sentence: 'Gives the same role on another place instead of the one that is gone.',
        drops: false,
      };
    case 'try-again':
      return {
        label: 'Try again',
        sentence: 'Sends the change once more as it is. Use it when the cause is out of the way.',
        drops: false,
      };
  }
}

/** The offered choices in words, in the order the main process gave them. */
export function choicesOf({
  change,
  choices,
}: Pick<PlannedChange, 'change' | 'choices'>): readonly ChoiceWords[] {
  const conflict = change.state === 'conflict' ? change.conflict : null;
  return choices.map((choice) => ({ choice, ...words(choice, change, conflict) }));
}

/** The plain question under the title of some conflicts; null where message and choices say all. */
export function conflictQuestion(change: Change): string | null {
  if (change.conflict?.kind !== 'password-not-received') return null;
  // When it was made is told only where nobody can say by whom.
  if (change.conflict.fields.some(({ field }) => field === 'createdAt')) return null;
  const secret = secretOf(change.edit.kind);
  return `The tenant did what was asked, but its reply with the ${secret} was lost on the way. The ${secret} was not received. Issue a new one?`;
}

/** What choice `edit` changes, and what stands there now; null for edits that have neither. */
export function editable(
  change: Change,
): { readonly field: 'email' | 'name'; readonly value: string } | null {
  if (change.edit.kind === 'user.create') return { field: 'email', value: change.edit.email };
  const { edit } = change;
  if (edit.kind === 'service-account.create' || edit.kind === 'role.create' || edit.kind === 'role.update')
    return { field: 'name', value: edit.name };
  return null;
}
