import type { Edit } from '../../../src-shared/domain/change.ts';
import { unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import type { EditDraft } from '../edits/edit-draft.ts';
import type { EditRoom } from '../edits/edit-room.ts';
import { withTakes } from '../edits/fit-grid.ts';
import { gridKey, isRuleEdit, type SubjectGrid, subjectGrids } from '../edits/subject-grids.ts';

/** What became of rows that were held to the grid of 2.13. */
export interface GridVerdict {
  /** Why a row cannot be taken over, by its number. */
  readonly refused: ReadonlyMap<number, string>;
  /** The drafts of the others, with what is meant by each rule that goes. */
  readonly drafts: ReadonlyMap<number, EditDraft>;
}

const pairOf = (roleId: number, scope: { readonly type: string; readonly id: string }): string =>
  `${roleId} ${scope.type === 'tenant' ? 'tenant' : `${scope.type} ${scope.id}`}`;

/** Whether an account would be made with just what its own rows give. */
function isMadeAsSaid(edit: Extract<Edit, { kind: 'user.create' }>, edits: readonly Edit[]): boolean {
  const made = (edit.access ?? []).flatMap(({ roleId, scopes }) =>
    scopes.map((scope) => pairOf(roleId, scope)),
  );
  const said = edits.flatMap((one) =>
    one.kind === 'rule.create' &&
    one.subject.type === 'user' &&
    foldEmail(one.subject.id) === foldEmail(edit.email)
      ? [pairOf(one.roleId, one.scope)]
      : [],
  );
  return made.toSorted().join('\n') === said.toSorted().join('\n');
}

/** What stands against a subject of the plan: what no answer lets through, or a warning that its rows do not accept. */
function misfit(grid: SubjectGrid | undefined, accepted: readonly string[]): string | undefined {
  const findings = grid?.findings ?? [];
  const block = findings.find(({ severity }) => severity === 'block');
  if (block !== undefined) return block.message;
  const [open] = unacknowledged(findings, accepted);
  return open === undefined ? undefined : `${open.message} The plan does not accept that (${open.rule}).`;
}

/**
 * V10 to V15 for the rows of a plan on 2.13: after all of them every role has to hold in every cluster of its subject,
 * and an account has to be made with just the rules that its rows give. What does not fit is refused for the subject as a
 * whole, since a part of it would be another end than the plan says.
 */
export async function holdToGrid(
  room: Pick<EditRoom, 'mirror'>,
  rows: ReadonlyMap<number, EditDraft>,
  accepted: ReadonlyMap<number, readonly string[]> = new Map(),
): Promise<GridVerdict> {
  const edits = [...rows.values()].map(({ edit }) => edit);
  const acceptedFor = new Map<string, string[]>();
  for (const [number, { edit }] of rows) {
    if (!isRuleEdit(edit)) continue;
    const key = gridKey(edit.subject);
    acceptedFor.set(key, [...(acceptedFor.get(key) ?? []), ...(accepted.get(number) ?? [])]);
  }
  const grids = await subjectGrids(room, edits);
  const refused = new Map<number, string>();
  const drafts = new Map<number, EditDraft>();
  for (const [number, draft] of rows) {
    const { edit } = draft;
    const user =
      edit.kind === 'user.create'
        ? edit.email
        : isRuleEdit(edit) && edit.subject.type === 'user'
          ? edit.subject.id
          : null;
    const maker = edits.find(
      (one): one is Extract<Edit, { kind: 'user.create' }> =>
        one.kind === 'user.create' && user !== null && foldEmail(one.email) === foldEmail(user),
    );
    const aboutRoles = isRuleEdit(edit) || maker !== undefined;
    const key = user === null ? (isRuleEdit(edit) ? gridKey(edit.subject) : '') : `user ${foldEmail(user)}`;
    const message = !aboutRoles
      ? undefined
      : maker !== undefined && !isMadeAsSaid(maker, edits)
        ? `${maker.email} would be made with other roles and clusters than its rows say.`
        : misfit(grids.get(key), acceptedFor.get(key) ?? []);
    if (message === undefined) drafts.set(number, withTakes(draft, grids));
    else refused.set(number, message);
  }
  return { refused, drafts };
}
