import { effectOf, fieldChangesOf, signOf, titleOf } from '../../../src-shared/changes/edit-words.ts';
import type { ChangeNote } from '../../../src-shared/domain/change-note.ts';
import type { Change, ChangeState, Edit, OutboxCounts } from '../../../src-shared/domain/change.ts';
import { noChanges, openStates } from '../../../src-shared/domain/change.ts';
import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { PlannedChange } from '../../../src-shared/ipc/changes-contract.ts';
import { fakeNow } from './fake-facts.ts';
import { untouched } from '../../builders/changes.ts';

const at = (minutesAgo: number): string => new Date(fakeNow - minutesAgo * 60_000).toISOString();

/** Words, fields and request of an edit, as the main process would say them. */
export function describeEdit(
  edit: Edit,
): Pick<PlannedChange, 'sign' | 'title' | 'fields' | 'request' | 'effect'> {
  const scopeOf = (of: { scope: { type: string; id: string }; scopeName: string }): string =>
    of.scope.type === 'tenant' ? 'all clusters' : `${of.scope.type} ${of.scopeName}`;
  switch (edit.kind) {
    case 'user.create':
      return {
        sign: '+',
        title: `Create user ${edit.email}`,
        fields: [
          { field: 'E-mail', from: null, to: edit.email },
          { field: 'First name', from: null, to: edit.firstName },
          { field: 'Last name', from: null, to: edit.lastName },
        ],
        request: {
          method: 'POST',
          path: '/api/v1/users',
          body: JSON.stringify(
            { email: edit.email, firstName: edit.firstName, lastName: edit.lastName },
            null,
            2,
          ),
        },
        effect: [`${edit.email} can sign in with a temporary password, and may do nothing yet.`],
      };
    case 'user.delete':
      return {
        sign: '-',
        title: `Delete user ${edit.email}`,
        fields: [{ field: 'E-mail', from: edit.email, to: null }],
        request: { method: 'DELETE', path: `/api/v1/users/${edit.userId}`, body: null },
        effect: [
          `${edit.email} can no longer sign in.`,
          `${edit.email} loses Viewer on project tokenizer-3 and Editor on department research.`,
        ],
      };
    case 'user.reset-password':
      return {
        sign: '~',
        title: `Reset the password of ${edit.email}`,
        fields: [{ field: 'Password', from: 'the present one', to: 'a new temporary one' }],
        request: { method: 'POST', path: `/api/v1/users/${edit.userId}/password`, body: null },
        effect: [],
      };
    case 'rule.create':
      return {
        sign: '+',
        title: `Give ${edit.roleName} on ${scopeOf(edit)} to ${edit.subject.id}`,
        fields: [
          { field: 'Subject', from: null, to: edit.subject.id },
          { field: 'Role', from: null, to: edit.roleName },
          { field: 'Scope', from: null, to: scopeOf(edit) },
        ],
        request: {
          method: 'POST',
          path: '/api/v1/authorization/access-rules',
          body: JSON.stringify(
            {
              subjectId: edit.subject.id,
              subjectType: edit.subject.type,
              roleId: edit.roleId,
              scopeId: edit.scope.id,
              scopeType: edit.scope.type,
            },
            null,
            2,
          ),
        },
        effect: [`${edit.subject.id} gains ${edit.roleName} on ${scopeOf(edit)}.`],
      };
    case 'rule.delete':
      return {
        sign: '-',
        title: `Take ${edit.roleName} on ${scopeOf(edit)} from ${edit.subject.id}`,
        fields: [
          { field: 'Subject', from: edit.subject.id, to: null },
          { field: 'Role', from: edit.roleName, to: null },
          { field: 'Scope', from: scopeOf(edit), to: null },
        ],
        request: {
          method: 'DELETE',
          path: `/api/v1/authorization/access-rules/${edit.ruleId}`,
          body: null,
        },
        effect: [`${edit.subject.id} loses ${edit.roleName} on ${scopeOf(edit)}.`],
      };
    case 'service-account.create':
      return {
        sign: '+',
        title: `Create service account ${edit.name}`,
        fields: [{ field: 'Name', from: null, to: edit.name }],
        request: {
          method: 'POST',
          path: '/api/v1/service-accounts',
          body: JSON.stringify({ name: edit.name }, null, 2),
        },
        effect: [`${edit.name} can sign in with a client secret, and may do nothing yet.`],
      };
    case 'service-account.set-enabled':
      return {
        sign: '~',
        title: `${edit.enabled ? 'Enable' : 'Disable'} service account ${edit.name}`,
        fields: [
          {
            field: 'State',
            from: edit.enabled ? 'disabled' : 'enabled',
            to: edit.enabled ? 'enabled' : 'disabled',
          },
        ],
        request: {
          method: 'PATCH',
          path: `/api/v1/service-accounts/${edit.id}`,
          body: JSON.stringify({ enabled: edit.enabled }, null, 2),
        },
        effect: [`${edit.name} ${edit.enabled ? 'can sign in again.' : 'can no longer sign in.'}`],
      };
    case 'service-account.rotate':
      return {
        sign: '~',
        title: `Issue a new client secret for ${edit.name}`,
        fields: [{ field: 'Client secret', from: 'the present one', to: 'a new one' }],
        request: { method: 'POST', path: `/api/v1/service-accounts/${edit.id}/secret`, body: null },
        effect: [`What signs in as ${edit.name} with the present secret is refused from then on.`],
      };
    case 'service-account.delete':
      return {
        sign: '-',
        title: `Delete service account ${edit.name}`,
        fields: [{ field: 'Name', from: edit.name, to: null }],
        request: { method: 'DELETE', path: `/api/v1/service-accounts/${edit.id}`, body: null },
        effect: [`${edit.name} can no longer sign in, and loses its access rules.`],
      };
    case 'role.create':
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete':
      return {
        sign: signOf(edit),
        title: titleOf(edit),
        fields: fieldChangesOf(edit, null),
        request: null,
        effect: effectOf(edit, null),
      };
  }
}

/** The tenant's words for a failure. */
export function fakeError(fields: Partial<ErrorBody>): ErrorBody {
  return {
    kind: 'tenant',
    origin: 'cloud',
    reason: 'server-error',
    retryable: true,
    message: 'The tenant failed while doing this.',
    hint: 'Rolebook tries again by itself.',
    status: 503,
    retryAfterSeconds: null,
    ...fields,
  };
}

/** Open changes of a list by state. */
export function countsOf(changes: readonly Change[]): OutboxCounts {
  const counts = { ...noChanges };
  for (const { state } of changes) if (state in counts) counts[state as keyof OutboxCounts] += 1;
  return counts;
}

/** An outbox in memory, with as much of the rules as a screen can see. */
export interface FakeOutbox {
  changes(): readonly Change[];
  planned(change: Change): PlannedChange;
  note(groupIds: readonly string[], note: ChangeNote): void;
  add(
    groupTitle: string,
    edits: readonly Edit[],
    fields?: readonly Partial<Change>[],
  ): { readonly groupId: string; readonly changes: readonly Change[] };
  patch(ids: readonly string[], patch: Partial<Change>): void;
  /** What waits for these, and what waits for that. */
  waitingFor(ids: readonly string[]): readonly string[];
  reorder(id: string, before: string | null): void;
}

/** What the main process offers for a change in that state. */
function choicesOf({ state, conflict, edit }: Change): PlannedChange['choices'] {
  if (state === 'conflict') return [...(conflict?.choices ?? [])];
  if (state === 'rejected')
    return edit.kind.endsWith('.create') && edit.kind !== 'rule.create'
      ? ['edit', 'try-again', 'take-theirs']
      : ['try-again', 'take-theirs'];
  if (state === 'unknown') return ['take-theirs'];
  return state === 'blocked' ? ['try-again', 'take-theirs'] : [];
}

/** See {@link FakeOutbox}. `changed` is called after every step. */
export function createFakeOutbox(changed: (counts: OutboxCounts) => void): FakeOutbox {
  let changes: Change[] = [];
  let groups = 0;
  const notes = new Map<string, ChangeNote>();
  const tell = (): void => changed(countsOf(changes));
  const isOpen = (state: ChangeState): boolean => openStates.includes(state);
  const dependents = (id: string): readonly string[] =>
    changes.filter((each) => isOpen(each.state) && each.dependsOn.includes(id)).map((each) => each.id);
  const waitingFor = (ids: readonly string[]): readonly string[] => {
    const along = new Set<string>();
    const visit = (id: string): void => {
      for (const next of dependents(id)) {
        if (along.has(next) || ids.includes(next)) continue;
        along.add(next);
        visit(next);
      }
    };
    ids.forEach(visit);
    return [...along];
  };
  const wait = (change: Change): string | null => {
    if (change.state === 'pending' && change.held) return 'Staged: it waits until you send it.';
    const parent = changes.find((each) => change.dependsOn.includes(each.id) && each.state !== 'done');
    if (change.state === 'pending' && change.nextAt !== null)
      return 'The tenant failed; it is tried again in a while.';
    return parent === undefined ? null : `Waits for “${describeEdit(parent.edit).title}”.`;
  };
  const undoFor = ({ state, groupId, groupTitle }: Change): PlannedChange['undo'] => {
    if (state === 'done') return null;
    if (state === 'cancelled') return { act: 'bring-back', whyNot: null };
    const set = changes.filter((each) => each.groupId === groupId && each.state !== 'cancelled');
    const isWaiting = set.every((each) => each.state === 'pending' || each.state === 'blocked');
    return {
      act: 'take-back',
      whyNot: isWaiting
        ? null
        : `“${groupTitle}” was sent already, at least in part, so it cannot be undone here.`,
    };
  };
  return {
    changes: () => changes,
    planned: (change) => ({
      change,
      ...describeEdit(change.edit),
      dependents: [...dependents(change.id)],
      waitsFor: wait(change),
      stuck: false,
      choices: [...choicesOf(change)],
      note: notes.get(change.groupId) ?? null,
      undo: undoFor(change),
    }),
    note(groupIds, note) {
      for (const groupId of groupIds) notes.set(groupId, note);
      tell();
    },
    add(groupTitle, edits, fields = []) {
      groups += 1;
      const groupId = `group-${groups}`;
      const first = changes.length;
      const added = edits.map((edit, index): Change => {
        const parent = edits.findIndex((each) => each.kind === 'user.create');
        return {
          seq: first + index + 1,
          id: `change-${first + index + 1}`,
          groupId,
          groupTitle,
          binding: 'acme',
          edit,
          base: null,
          dependsOn: parent !== -1 && index > parent ? [`change-${first + parent + 1}`] : [],
          held: false,
          acknowledged: [],
          ...untouched,
          createdAt: at(0),
          updatedAt: at(0),
          ...fields[index],
        };
      });
      changes = [...changes, ...added];
      tell();
      return { groupId, changes: added };
    },
    patch(ids, patch) {
      changes = changes.map((each) =>
        ids.includes(each.id) ? { ...each, ...patch, updatedAt: at(0) } : each,
      );
      tell();
    },
    waitingFor,
    reorder(id, before) {
      const moving = changes.filter((each) => each.id === id);
      const rest = changes.filter((each) => each.id !== id);
      const to = before === null ? rest.length : rest.findIndex((each) => each.id === before);
      changes = [...rest.slice(0, to), ...moving, ...rest.slice(to)];
      tell();
    },
  };
}
