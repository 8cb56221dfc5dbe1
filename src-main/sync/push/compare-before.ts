import {
  type Fields,
  roleFields,
  serviceAccountFields,
  userFields,
} from '../../../src-shared/changes/base-fields.ts';
import { mergeRole } from '../../../src-shared/changes/merge-role.ts';
import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import type { Seen } from './look-before.ts';
import { mergeFields } from './merge-fields.ts';
import type { Ending } from './outcome.ts';
import { already } from './outcomes/already.ts';
import { changedSince } from './outcomes/changed-since.ts';
import { goneIsDone } from './outcomes/gone-is-done.ts';
import { gone } from './outcomes/gone.ts';

/** That it may go, with the names of fields that changed harmlessly, or how it ends instead. */
export type Comparison =
  | { readonly go: true; readonly merged: readonly string[] }
  | { readonly go: false; readonly ending: Ending };

const instead = (ending: Ending): Comparison => ({ go: false, ending });
const may = (merged: readonly string[] = []): Comparison => ({ go: true, merged });

/**
 * Whether a change may still be sent, given what the tenant has now (I7, I8; reliability §3.2, rules 4 and 5). `edit` is the
 * change's own with the tenant's ids. A base that the admin waived is not compared. Pure.
 */
export function compareBefore(change: Pick<Change, 'base' | 'waived'>, edit: Edit, seen: Seen): Comparison {
  const base = change.waived ? null : (change.base?.fields ?? null);
  switch (seen.of) {
    case 'nothing':
      return may();
    case 'user': {
      if (seen.user === null)
        return instead(edit.kind === 'user.delete' ? goneIsDone() : gone('user-gone', edit));
      return against(base, null, userFields(seen.user, seen.rules), {
        message: `${seen.user.email} changed since you looked.`,
        learned: { users: [seen.raw] },
      });
    }
    case 'service-account':
      return serviceAccount(base, edit, seen);
    case 'role':
      return role(base, edit, seen);
    case 'rule': {
      if (seen.subject === false && !change.waived) return instead(gone('subject-gone', edit));
      if (seen.replaced === false && !change.waived)
        return instead(changedSince('The rule it should replace was removed since.', []));
      return may();
    }
  }
}

function serviceAccount(
  base: Fields | null,
  edit: Edit,
  { account, raw }: Extract<Seen, { of: 'service-account' }>,
): Comparison {
  if (account === null) {
    const removes = edit.kind === 'service-account.delete';
    return instead(removes ? goneIsDone() : gone('service-account-gone', edit));
  }
  const mine = edit.kind === 'service-account.set-enabled' ? { enabled: edit.enabled } : null;
  if (mine !== null && account.enabled === mine.enabled) {
    const note = `It was ${mine.enabled ? 'enabled' : 'disabled'} already`;
    return instead(already(note, { facts: { serviceAccounts: [raw] } }));
  }
  return against(base, mine, serviceAccountFields(account), {
    message: `The service account ${account.name} changed since you looked.`,
    learned: { serviceAccounts: [raw] },
  });
}

function role(
  base: Fields | null,
  edit: Edit,
  { role: there, raw }: Extract<Seen, { of: 'role' }>,
): Comparison {
  if (there === null) return instead(edit.kind === 'role.delete' ? goneIsDone() : gone('role-gone', edit));
  const say = { message: `The role ${there.name} changed since you looked.`, learned: { roles: [raw] } };
  if (edit.kind === 'role.update') {
    const { clashes, merged, same } = mergeRole(base, edit, there);
    if (clashes.length > 0) return instead(changedSince(say.message, clashes, say.learned));
    return same ? instead(already('It was so already', { facts: { roles: [raw] } })) : may(merged);
  }
  const mine = edit.kind === 'role.set-enabled' ? { enabled: edit.enabled } : null;
  if (mine !== null && there.enabled === mine.enabled) {
    const note = `It was ${mine.enabled ? 'enabled' : 'disabled'} already`;
    return instead(already(note, { facts: { roles: [raw] } }));
  }
  const theirs = roleFields(there);
  // A permission that one side does not have is one it has nothing of, and not one that it does not know.
  const none = Object.fromEntries(
    [...Object.keys(base ?? {}), ...Object.keys(theirs)].map((key) => [key, null]),
  );
  return against(base === null ? null : { ...none, ...base }, mine, { ...none, ...theirs }, say);
}

function against(
  base: Fields | null,
  mine: Fields | null,
  theirs: Fields,
  say: { readonly message: string; readonly learned: NonNullable<Ending['learned']> },
): Comparison {
  if (base === null) return may();
  const merge = mergeFields(base, mine, theirs);
  if (merge.clash) return instead(changedSince(say.message, merge.fields, say.learned));
  return may(merge.fields.map(({ field }) => field));
}
