import type { ConflictKind, Edit, ResolutionChoice } from '../../../../src-shared/domain/change.ts';
import type { MirrorChange } from '../../../db/mirror.ts';
import { objectOf } from '../edit-words.ts';
import { conflictEnding, type Ending } from '../outcome.ts';

/** What a change cannot do without. */
export type GoneThing = Extract<
  ConflictKind,
  'user-gone' | 'service-account-gone' | 'role-gone' | 'scope-gone' | 'subject-gone'
>;

function words(what: GoneThing, edit: Edit): string {
  const rule = edit.kind === 'rule.create' ? edit : null;
  switch (what) {
    case 'role-gone':
      return `The role ${rule?.roleName ?? objectOf(edit)} is no longer there.`;
    case 'scope-gone':
      return `${rule?.scopeName ?? 'The place'} is no longer there.`;
    case 'subject-gone':
      return `${objectOf(edit)} was deleted since. A rule would wait for whoever gets that name next.`;
    case 'user-gone':
      return `${objectOf(edit)} is no longer a user of this tenant.`;
    case 'service-account-gone':
      return `The service account ${objectOf(edit)} is no longer there.`;
  }
}

function choicesFor(what: GoneThing, edit: Edit): ResolutionChoice[] {
  // A rule may be wanted for somebody who has yet to come back; nothing can be done to what is not there.
  if (what === 'subject-gone') return ['take-theirs', 'keep-mine'];
  if (edit.kind === 'rule.create' && what === 'role-gone')
    return ['another-role', 'take-theirs', 'try-again'];
  if (edit.kind === 'rule.create' && what === 'scope-gone')
    return ['another-scope', 'take-theirs', 'try-again'];
  return ['take-theirs', 'try-again'];
}

/** Something the change needs was removed at the tenant, by somebody else. */
export function gone(what: GoneThing, edit: Edit): Ending {
  return conflictEnding(
    what,
    {
      kind: what,
      message: words(what, edit),
      fields: [],
      choices: choicesFor(what, edit),
      existingId: null,
    },
    { learned: learned(what, edit) },
  );
}

const goneKind: Partial<Record<Edit['kind'], ConflictKind>> = {
  'user.create': 'user-gone',
  'service-account.create': 'service-account-gone',
  'role.create': 'role-gone',
};

/** It was made, its reply was lost, and somebody deleted it before it could be read: only the admin knows whether it is wanted again (I2). */
export function madeAndGone(edit: Edit): Ending {
  const kind = goneKind[edit.kind] ?? 'changed-since';
  return conflictEnding(kind, {
    kind,
    message: `${objectOf(edit)} was made, the reply was lost, and it was deleted at the tenant before it could be read.`,
    fields: [],
    choices: ['take-theirs', 'try-again'],
    existingId: null,
  });
}

function learned(what: GoneThing, edit: Edit): MirrorChange | null {
  if (what === 'user-gone' && edit.kind === 'user.reset-password') return { removedUserIds: [edit.userId] };
  if (what === 'service-account-gone' && 'id' in edit) return { removedServiceAccountIds: [edit.id] };
  if (what === 'role-gone' && 'roleId' in edit && edit.roleId > 0) return { removedRoleIds: [edit.roleId] };
  return null;
}
