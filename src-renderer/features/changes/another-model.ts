import type { Edit } from '../../../src-shared/domain/change.ts';
import type { AnotherPreview } from '../../../src-shared/ipc/changes-contract.ts';
import type { CallInput } from '../../../src-shared/ipc/contract.ts';
import { blocking, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import { acceptedWith, checkReason } from '../../../src-shared/rules/reason-rules.ts';
import { grantLevels, type GrantLevel } from '../../ui/grant-editor/grant-model.ts';
import { placeOf } from '../../ui/grant-editor/scope-choices.ts';
import type { ScopeTree } from '../../ui/grant-editor/scope-tree.ts';

/** What is gone, as the choice that answers it is called. */
export type AnotherPart = 'another-role' | 'another-scope';

/** What stands in the choice of another role or place. */
export interface AnotherDraft {
  readonly roleId: number | null;
  readonly level: GrantLevel | null;
  readonly scopeId: string | null;
  /** Whether all open changes that name what is gone become the same. */
  readonly all: boolean;
  readonly acknowledged: readonly string[];
  /** Why what reaches far is given (V38). */
  readonly reason: string;
}

/** The choice as it opens: nothing chosen, on the level that the place had, and for all that meet the same. */
export function anotherDraft(edit: Edit): AnotherDraft {
  const rule = edit.kind === 'rule.create' ? edit : null;
  return {
    roleId: null,
    level: grantLevels.find((level) => level === rule?.scope.type && level !== 'tenant') ?? null,
    scopeId: null,
    all: true,
    acknowledged: [],
    reason: rule?.reason ?? '',
  };
}

/** What is asked for with it. */
export function anotherWish(
  id: string,
  part: AnotherPart,
  draft: AnotherDraft,
  tree: ScopeTree,
): CallInput<'changes.anotherPreview'> {
  return part === 'another-role'
    ? { id, roleId: draft.roleId, scope: null, all: draft.all }
    : { id, roleId: null, scope: placeOf(draft, tree), all: draft.all };
}

/** Why it cannot be saved yet; null when it can. */
export function anotherProblem(
  part: AnotherPart,
  wish: Pick<CallInput<'changes.anotherPreview'>, 'roleId' | 'scope'>,
  draft: AnotherDraft,
  preview: AnotherPreview | null,
): string | null {
  if (part === 'another-role' && wish.roleId === null) return 'Choose a role.';
  if (part === 'another-scope' && wish.scope === null) return 'Choose where it is to hold.';
  if (preview === null) return 'What becomes of it is still being looked at.';
  const [block] = blocking(preview.findings);
  if (block !== undefined) return block.message;
  if (checkReason(preview.findings, draft.reason).length > 0) return 'Say why it reaches so far.';
  const open = unacknowledged(preview.findings, acceptedWith(draft.acknowledged, draft.reason));
  return open.length > 0 ? 'Answer the warnings first.' : null;
}
