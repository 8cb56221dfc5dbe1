import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import type { JournalEntry } from '../../db/journal.ts';
import { objectOf } from './edit-words.ts';
import type { Seen } from './look-before.ts';
import type { Ending } from './outcome.ts';

type Detail = JournalEntry['detail'];

function about(edit: Edit): Detail {
  switch (edit.kind) {
    case 'user.create':
      return { notify: edit.notify };
    case 'user.delete':
    case 'user.reset-password':
      return { userId: edit.userId };
    case 'rule.create':
      return { role: edit.roleName, scope: `${edit.scope.type}:${edit.scope.id}` };
    case 'rule.delete':
      return { ruleId: edit.ruleId, role: edit.roleName, scope: `${edit.scope.type}:${edit.scope.id}` };
    case 'service-account.create':
    case 'role.create':
      return {};
    case 'role.update':
    case 'role.delete':
      return { roleId: edit.roleId };
    case 'role.set-enabled':
      return { roleId: edit.roleId, enabled: edit.enabled };
    case 'service-account.set-enabled':
      return { serviceAccountId: edit.id, enabled: edit.enabled };
    default:
      return { serviceAccountId: edit.id };
  }
}

function made(edit: Edit, serverId: string | null | undefined): Detail {
  if (serverId === null || serverId === undefined) return {};
  switch (edit.kind) {
    case 'user.create':
      return { userId: serverId };
    case 'rule.create':
      return { ruleId: Number(serverId) };
    case 'service-account.create':
      return { serviceAccountId: serverId };
    case 'role.create':
      return { roleId: Number(serverId) };
    default:
      return {};
  }
}

const row = (
  actor: string,
  change: Pick<Change, 'id' | 'groupId'>,
  edit: Edit,
  result: string,
  more: Detail = {},
): JournalEntry => ({
  actor,
  verb: edit.kind,
  object: objectOf(edit),
  detail: { ...about(edit), ...more, act: change.id, group: change.groupId, result },
});

/** The row that goes with `sending`: what is about to be asked of the tenant. */
export function intendedRow(actor: string, change: Pick<Change, 'id' | 'groupId'>, edit: Edit): JournalEntry {
  return row(actor, change, edit, 'intended');
}

/**
 * The rows that go with the end of a step; `act` ties them to the intent. Rules that went with their subject have rows of
 * their own, whatever became of the subject.
 */
export function endedRows(
  actor: string,
  change: Pick<Change, 'id' | 'groupId'>,
  edit: Edit,
  ended: Pick<Ending, 'journal' | 'reason' | 'patch'>,
  removed: { readonly seen: Seen; readonly rules: readonly number[] } | null,
): JournalEntry[] {
  const rules = removed !== null && 'rules' in removed.seen ? removed.seen.rules : [];
  const withSubject = rules
    .filter(({ id }) => removed?.rules.includes(id))
    .map((rule): JournalEntry => ({
      actor,
      verb: 'rule.delete',
      object: objectOf(edit),
      detail: {
        ruleId: rule.id,
        role: rule.roleName,
        scope: `${rule.scopeType}:${rule.scopeId}`,
        act: change.id,
        group: change.groupId,
        result: 'done',
      },
    }));
  const count = withSubject.length === 0 ? {} : { rules: withSubject.length };
  const reason = ended.reason === null ? {} : { reason: ended.reason };
  const more = { ...made(edit, ended.patch.result?.serverId), ...count, ...reason };
  return [...withSubject, row(actor, change, edit, ended.journal, more)];
}

/** The row of a choice of the admin: dropped, settled as the tenant has it, or let go once more. */
export function choiceRow(
  actor: string,
  change: Pick<Change, 'id' | 'groupId' | 'edit'>,
  choice: string,
  result: 'cancelled' | 'done' | 'again',
): JournalEntry {
  return {
    actor,
    verb: 'change.settle',
    object: objectOf(change.edit),
    detail: { change: change.edit.kind, choice, act: change.id, group: change.groupId, result },
  };
}
