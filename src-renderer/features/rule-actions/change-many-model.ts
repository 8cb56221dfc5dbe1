import type { RemovalPreview } from '../../../src-shared/ipc/changes-contract.ts';
import { blocking, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import { acceptedWith, checkReason } from '../../../src-shared/rules/reason-rules.ts';
import type { GrantLevel } from '../../ui/grant-editor/grant-model.ts';
import { placeOf } from '../../ui/grant-editor/scope-choices.ts';
import type { ScopeTree } from '../../ui/grant-editor/scope-tree.ts';

/** What stands in the dialog; null keeps what each rule has. */
export interface ChangeManyDraft {
  readonly roleId: number | null;
  readonly level: GrantLevel | null;
  readonly scopeId: string | null;
  readonly acknowledged: readonly string[];
  /** Why what reaches far is given (V38). */
  readonly reason: string;
}

/** The dialog as it opens: nothing changes yet. */
export const keepAll: ChangeManyDraft = {
  roleId: null,
  level: null,
  scopeId: null,
  acknowledged: [],
  reason: '',
};

/** Why the change cannot be saved yet; null when it can. */
export function changeManyProblem(
  draft: ChangeManyDraft,
  tree: ScopeTree,
  preview: RemovalPreview | null,
): string | null {
  const place = placeOf(draft, tree);
  if (draft.level !== null && place === null) return 'Choose where they hold.';
  if (draft.roleId === null && place === null) return 'Choose another role or another place.';
  if (preview === null) return 'What becomes of them is still being looked at.';
  const [block] = blocking(preview.findings);
  if (block !== undefined) return block.message;
  if (checkReason(preview.findings, draft.reason).length > 0) return 'Say why it reaches so far.';
  const open = unacknowledged(preview.findings, acceptedWith(draft.acknowledged, draft.reason));
  return open.length > 0 ? 'Answer the warnings first.' : null;
}
