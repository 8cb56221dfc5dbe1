import { type Change, secretKinds } from '../../../src-shared/domain/change.ts';
import type { MissedCredential } from '../../../src-shared/domain/credential.ts';
import type { UnhandedSecret } from '../../db/unhanded.ts';

/** Whether an open change will bring the same user or account another secret, or take them away. */
export function replaces(
  { edit }: Pick<Change, 'edit'>,
  { kind, subjectId }: Pick<UnhandedSecret, 'kind' | 'subjectId'>,
): boolean {
  if (edit.kind === 'user.delete') return kind === 'temporary-password' && edit.userId === subjectId;
  if (edit.kind === 'service-account.delete') return kind === 'client-secret' && edit.id === subjectId;
  if (!secretKinds.has(edit.kind)) return false;
  return (
    ('userId' in edit && kind === 'temporary-password' && edit.userId === subjectId) ||
    ('id' in edit && kind === 'client-secret' && edit.id === subjectId)
  );
}

/**
 * What was lost with an earlier run: marked as not handed over, not in the tray of this run, and with nothing on its way
 * that settles it. Pure.
 */
export function missedOf(
  marks: readonly UnhandedSecret[],
  inTray: ReadonlySet<string>,
  open: readonly Pick<Change, 'edit'>[],
): MissedCredential[] {
  return marks
    .filter((mark) => !inTray.has(mark.credentialId) && !open.some((change) => replaces(change, mark)))
    .map(({ credentialId: id, kind, subjectId, name, issuedAt }) => ({
      id,
      kind,
      subjectId,
      name,
      issuedAt,
    }));
}
