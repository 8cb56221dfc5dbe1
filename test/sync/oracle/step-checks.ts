import type { ChangeState } from '../../../src-shared/domain/change.ts';
import type { Disk } from '../world/disk.ts';
import type { BookRow } from './ledger-book.ts';
import type { Verdict } from './violation.ts';

/** What must hold of a change right after a step of it was committed. */
export function stepChecks(verdict: Verdict, disk: Disk, row: BookRow, before: ChangeState | null): void {
  if (before === row.state) return;
  const what = `${row.edit.kind} ${row.id}`;
  if (row.state === 'sending') {
    const early = row.dependsOn.find((id) => disk.book.rows.get(id)?.state !== 'done');
    if (early !== undefined) verdict.fail('I6', `${what} is sent before ${early}, which it needs`);
    if (row.binding !== disk.binding)
      verdict.fail('I10', `${what} of ${row.binding} is sent by ${disk.binding}`);
    if (row.held) verdict.fail('I1', `${what} is sent although it is staged`);
  }
  if (row.state === 'cancelled' && !row.dropped)
    verdict.fail('I1', `${what} was taken back and nobody asked for it`);
  if (row.state === 'conflict' && row.conflict === null)
    verdict.fail('I12', `${what} is a conflict without words`);
  if ((row.state === 'rejected' || row.state === 'blocked') && row.error === null)
    verdict.fail('I12', `${what} is ${row.state} without a reason`);
  if (row.state === 'done') {
    if (row.edit.kind.endsWith('.create') && row.result?.how === 'done' && row.result.serverId === null)
      verdict.fail('I17', `${what} is done, and what the tenant calls it is lost`);
    if (row.result === null) verdict.fail('I14', `${what} is done without a result`);
    else if (isSecret(row) && row.result.how === 'done' && row.result.credentialId === null)
      verdict.fail('I18', `${what} is done, and its secret was not taken`);
  }
}

function isSecret({ edit }: BookRow): boolean {
  return (
    edit.kind === 'user.create' ||
    edit.kind === 'user.reset-password' ||
    edit.kind === 'service-account.create' ||
    edit.kind === 'service-account.rotate'
  );
}

/** Whether a commit takes back two that cancel out: a making and its removal, or two opposite switches. */
export function comesToNothing(
  stepped: readonly { readonly row: BookRow; readonly before: ChangeState | null }[],
): boolean {
  const gone = stepped
    .filter(({ row, before }) => row.state === 'cancelled' && before !== 'cancelled')
    .map(({ row }) => row);
  if (goWithTheirRole(stepped, gone)) return true;
  return gone.some(({ edit, id }) =>
    gone.some(({ edit: other }) => {
      if (edit.kind === 'user.create') return other.kind === 'user.delete' && other.userId === `local:${id}`;
      if (edit.kind === 'service-account.create')
        return other.kind === 'service-account.delete' && other.id === `local:${id}`;
      if (edit.kind === 'rule.create') return other.kind === 'rule.delete' && other.ruleId === edit.localId;
      return (
        (edit.kind === 'service-account.set-enabled' &&
          other.kind === 'service-account.set-enabled' &&
          edit.id === other.id &&
          edit.enabled !== other.enabled) ||
        (edit.kind === 'role.set-enabled' &&
          other.kind === 'role.set-enabled' &&
          edit.roleId === other.roleId &&
          edit.enabled !== other.enabled)
      );
    }),
  );
}

/** What was planned for a role is taken back with it: when it is deleted, or was only made here. */
function goWithTheirRole(
  stepped: readonly { readonly row: BookRow; readonly before: ChangeState | null }[],
  gone: readonly BookRow[],
): boolean {
  const going = new Set(
    stepped.flatMap(({ row: { edit, state }, before }) => {
      if (edit.kind === 'role.delete' && before === null) return [edit.roleId];
      return edit.kind === 'role.create' && state === 'cancelled' ? [edit.localId] : [];
    }),
  );
  const about = ({ edit }: BookRow): number | null => {
    if (edit.kind === 'role.create') return edit.localId;
    return edit.kind === 'role.update' || edit.kind === 'role.set-enabled' ? edit.roleId : null;
  };
  return gone.length > 0 && gone.every((row) => going.has(about(row) ?? 0));
}
