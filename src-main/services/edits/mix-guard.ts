import type { Change, Conflict, Edit } from '../../../src-shared/domain/change.ts';
import { unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import type { EditRoom } from './edit-room.ts';
import { subjectGrids } from './subject-grids.ts';

type GivingEdit = Extract<Edit, { kind: 'rule.create' | 'user.create' }>;

/** What an account is made with, as rules that are given to it. */
function rulesGivenBy(edit: GivingEdit): Extract<Edit, { kind: 'rule.create' }>[] {
  if (edit.kind === 'rule.create') return [edit];
  const subject = { type: 'user' as const, id: edit.email };
  return (edit.access ?? []).flatMap(({ roleId, scopes }) =>
    scopes.map((scope) => ({
      kind: 'rule.create' as const,
      localId: -1,
      subject,
      roleId,
      roleName: '',
      scope,
      scopeName: scope.id,
    })),
  );
}

/**
 * V10 to V15 once more where roles stand on their subject (2.13), with the tenant as the mirror has it now: a module that
 * went since, an assignment that was taken. What was accepted with the change is not asked again. Null = nothing stands
 * against it.
 */
export async function mixStandsAgainst(
  { mirror, session }: Pick<EditRoom, 'mirror' | 'session'>,
  { edit, acknowledged, waived }: Pick<Change, 'edit' | 'acknowledged' | 'waived'>,
): Promise<{
  readonly message: string;
  readonly choice: Extract<Conflict['choices'][number], 'try-again' | 'keep-mine'>;
} | null> {
  if (edit.kind !== 'rule.create' && edit.kind !== 'user.create') return null;
  if (session.describe().productLine !== '2.13') return null;
  // The mirror shows what will be: this change and its siblings are in it.
  const grids = await subjectGrids({ mirror }, rulesGivenBy(edit));
  const findings = [...grids.values()].flatMap((grid) => grid.findings);
  const block = findings.find(({ severity }) => severity === 'block');
  if (block !== undefined) return { message: block.message, choice: 'try-again' };
  const [open] = waived ? [] : unacknowledged(findings, acknowledged);
  return open === undefined ? null : { message: open.message, choice: 'keep-mine' };
}
