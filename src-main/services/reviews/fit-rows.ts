import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import { scopeRefSchema } from '../../../src-shared/domain/scope.ts';
import { subjectTypeSchema } from '../../../src-shared/domain/subject.ts';
import { blocking } from '../../../src-shared/rules/acknowledgement.ts';
import type { EditDraft } from '../edits/edit-draft.ts';
import type { EditRoom } from '../edits/edit-room.ts';
import { aboutToGive, aboutToTake, checkSubjects } from '../edits/fit-grid.ts';
import type { GrantFacts } from '../users/grant-facts.ts';

/** A row that is to go, or to become something else. */
export interface PlannedRow {
  readonly rule: AccessRule;
  /** Null: it only goes. */
  readonly to: {
    readonly roleId: number;
    readonly scope: { readonly type: string; readonly id: string };
  } | null;
}

function editsOf({ rule, to }: PlannedRow, facts: GrantFacts): EditDraft['edit'][] {
  const taken = aboutToTake(rule);
  if (to === null) return taken;
  const scope = scopeRefSchema.parse(to.scope);
  const subject = { type: subjectTypeSchema.parse(rule.subjectType), id: rule.subjectId };
  return [
    aboutToGive(subject, {
      roleId: to.roleId,
      roleName: facts.roleNames.get(to.roleId) ?? `Role ${to.roleId}`,
      scope,
      scopeName: facts.scopes.find(scope)?.name ?? scope.id,
    }),
    ...taken,
  ];
}

/**
 * Where roles stand on their subject (2.13): the rows of each subject together, and why they do not fit it, in words. On other
 * versions all fit. What does not is told with its rows; the others go on.
 */
export async function misfits<Row extends PlannedRow>(
  room: Pick<EditRoom, 'mirror' | 'session'>,
  rows: readonly Row[],
  facts: GrantFacts,
): Promise<ReadonlyMap<Row, string>> {
  const found = new Map<Row, string>();
  if (room.session.describe().productLine !== '2.13') return found;
  const bySubject = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.rule.subjectType}\n${row.rule.subjectId}`;
    bySubject.set(key, [...(bySubject.get(key) ?? []), row]);
  }
  for (const theirs of bySubject.values()) {
    const findings = await checkSubjects(
      room,
      theirs.flatMap((row) => editsOf(row, facts)),
    );
    const blocks = blocking(findings);
    if (blocks.length === 0) continue;
    const words = blocks.map(({ message }) => message).join(' ');
    for (const row of theirs) found.set(row, words);
  }
  return found;
}
