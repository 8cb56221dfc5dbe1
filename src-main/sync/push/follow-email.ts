import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { OutboxCommit } from '../../db/outbox.ts';
import { descendantsOf } from './dependents.ts';
import type { OpenChanges } from './open-changes.ts';

/** A commit with what waits for a user following its e-mail: its rules name it by that. Pure. */
export function withSubject(
  commit: OutboxCommit,
  from: string,
  to: string,
  change: Pick<Change, 'id'>,
  open: OpenChanges,
): OutboxCommit {
  if (from === to) return commit;
  const steps = [...(commit.steps ?? [])];
  for (const child of descendantsOf(change.id, open)) {
    const edit = renamed(child.edit, from, to);
    if (edit === null) continue;
    const at = steps.findIndex(({ id }) => id === child.id);
    const before = at < 0 ? { id: child.id, from: [child.state], patch: {} } : steps.splice(at, 1)[0];
    if (before !== undefined) steps.push({ ...before, patch: { ...before.patch, edit } });
  }
  return { ...commit, steps };
}

function renamed(edit: Edit, from: string, to: string): Edit | null {
  switch (edit.kind) {
    case 'rule.create':
    case 'rule.delete':
      return edit.subject.type === 'user' && foldEmail(edit.subject.id) === foldEmail(from)
        ? { ...edit, subject: { ...edit.subject, id: to } }
        : null;
    case 'user.delete':
    case 'user.reset-password':
      return foldEmail(edit.email) === foldEmail(from) ? { ...edit, email: to } : null;
    default:
      return null;
  }
}
